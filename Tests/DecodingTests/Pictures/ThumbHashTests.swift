import Decoding
import Testing

struct ThumbHashTests {
    private func text(_ width: Int, _ height: Int, pixel: (Int, Int) -> [Int]) -> String {
        PictureSummary(of: Picture(width: width, height: height, pixel: pixel)).thumbHashText
    }

    /// Uneven enough that no frequency is exactly 0, which rounding errors would decide on.
    private func text(_ width: Int, _ height: Int, opacity: (Int, Int) -> Int) -> String {
        text(width, height) { x, y in
            [5 * x * x + 31 * y, 17 * x + 3 * y * y * y, 7 * x * y + 11 * x, opacity(x, y)]
        }
    }

    @Test("Hashes are those of the format's author")
    func reference() {
        #expect(text(12, 8) { _, _ in 255 } == "nQgKHYQwZYcjh5lUmIeJht9H9Vyo", "landscape")
        #expect(text(10, 10) { _, _ in 255 } == "nAgKHwQwZpY0eHlBmHiYeFqF+Z8m/mkL", "square")
        #expect(text(100, 3) { _, _ in 255 } == "3/cBCYIhEgBadVZ6XV9pjgM=", "a strip")
        #expect(
            text(7, 20) { x, y in 13 * y + x * x } == "nuiFEgInMKk5xkrfaPfNVHh4YHiVh2Y=",
            "portrait with transparency")
        #expect(
            text(3, 100) { x, y in 7 * x * x * y } == "oPeBCQAlDLFY2BTzlp02/EC4h4h3eGg=", "a column with transparency")
        #expect(text(4, 4) { _, _ in [0, 0, 0, 0] } == "AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "invisible")
    }

    @Test("A flat colour has no frequencies")
    func flat() {
        let hash = PictureSummary(of: Picture(width: 4, height: 4) { _, _ in [255, 0, 0, 255] }).thumbHash
        #expect(hash.prefix(5) == [0xD5, 0xFB, 0x03, 0x07, 0x00])
        #expect(hash.dropFirst(5).allSatisfy { $0 == 0 })
    }

    @Test("The average colour can be read from a hash", arguments: 1...20)
    func average(seed: UInt64) {
        let picture = Picture(TestPicture(width: 64, height: 48, seed: seed))
        let bytes = PictureSummary(of: picture).thumbHash.map { Int($0) }
        let bits = bytes[0] | bytes[1] << 8 | bytes[2] << 16
        let lightness = Double(bits & 63) / 63
        let yellowBlue = Double(bits >> 6 & 63) / 31.5 - 1
        let redGreen = Double(bits >> 12 & 63) / 31.5 - 1
        let blue = lightness - yellowBlue * 2 / 3
        let red = (3 * lightness - blue + redGreen) / 2
        for (channel, value) in [red, red - redGreen, blue].enumerated() {
            let levels = stride(from: channel, to: picture.pixels.count, by: 4).map { Double(picture.pixels[$0]) / 255 }
            #expect(abs(value - levels.reduce(0, +) / Double(levels.count)) < 0.03)
        }
    }

    @Test("A large picture is made smaller first")
    func large() {
        let picture = Picture(TestPicture(width: 300, height: 200, seed: 3))
        #expect(PictureSummary(of: picture).thumbHash == PictureSummary(of: picture.fitted(side: 100)).thumbHash)
    }
}
