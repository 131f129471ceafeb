import Decoding
import Testing

struct PictureSummaryTests {
    private static let photo = Picture(TestPicture(width: 120, height: 90, seed: 21))

    private func flat(_ pixel: [Int], noise: Int = 0) -> Picture {
        Picture(width: 20, height: 10) { x, y in pixel.prefix(3).map { $0 + (x * y % (noise + 1)) } + [pixel[3]] }
    }

    private func distance(_ first: Picture, _ second: Picture) -> Int {
        (PictureSummary(of: first).differenceHash ^ PictureSummary(of: second).differenceHash).nonzeroBitCount
    }

    @Test("One flat colour is blank, and so is what cannot be seen")
    func blank() {
        #expect(PictureSummary(of: flat([255, 255, 255, 255])).isBlank)
        #expect(PictureSummary(of: flat([90, 10, 200, 255], noise: 4)).isBlank)
        #expect(PictureSummary(of: Picture(width: 9, height: 9) { x, y in [25 * x, 25 * y, 7, 0] }).isBlank)
        #expect(PictureSummary(of: flat([90, 10, 200, 100])).isBlank)
        #expect(PictureSummary(of: Picture(gray: [[77]])).isBlank)
    }

    @Test("A little more than noise, a dot, a change of hue and a shape of one colour are not blank")
    func notBlank() {
        #expect(!PictureSummary(of: flat([90, 10, 200, 255], noise: 5)).isBlank)
        #expect(!PictureSummary(of: Picture(width: 9, height: 9) { x, y in [x * y == 64 ? 9 : 0, 0, 0, 255] }).isBlank)
        #expect(!PictureSummary(of: Picture(width: 9, height: 9) { x, _ in [100, 100 + x, 100, 255] }).isBlank)
        #expect(!PictureSummary(of: Picture(width: 9, height: 9) { x, _ in [0, 0, 0, x < 4 ? 255 : 0] }).isBlank)
        #expect(!PictureSummary(of: Self.photo).isBlank)
    }

    @Test("The dominant colour is the mean of the commonest, as far as it can be seen")
    func dominantColor() {
        #expect(PictureSummary(of: flat([0x12, 0x34, 0x56, 255])).dominantColor == 0x123456)
        #expect(PictureSummary(of: flat([0x12, 0x34, 0x56, 0])).dominantColor == nil)
        let flag = Picture(width: 10, height: 1) { x, _ in x < 6 ? [200, 32 + 2 * (x % 2), 0, 255] : [0, 0, 255, 255] }
        #expect(PictureSummary(of: flag).dominantColor == 0xC82100)
        let faint = Picture(width: 10, height: 1) { x, _ in x < 6 ? [200, 32, 0, 40] : [0, 0, 255, 255] }
        #expect(PictureSummary(of: faint).dominantColor == 0x0000FF)
    }

    @Test("A bit of the difference hash is 1 where a picture becomes lighter to the right")
    func differenceHash() {
        let lighter = Picture(width: 18, height: 16) { x, _ in [10 * x, 10 * x, 10 * x, 255] }
        #expect(PictureSummary(of: lighter).differenceHash == .max)
        #expect(PictureSummary(of: lighter, orientation: 2).differenceHash == 0)
        #expect(PictureSummary(of: flat([1, 2, 3, 255])).differenceHash == 0)
        // The second pixel of the first row alone is light; the last but one of the last row alone is.
        let dots = Picture(width: 9, height: 8) { x, y in
            (x, y) == (1, 0) || (x, y) == (7, 7) ? [255, 255, 255, 255] : [0, 0, 0, 255]
        }
        #expect(PictureSummary(of: dots).differenceHash == UInt64(1) << 63 | 1 << 1)
        // What is transparent is white.
        let shape = Picture(width: 9, height: 8) { x, _ in [0, 0, 0, x == 0 ? 255 : 0] }
        #expect(PictureSummary(of: shape).differenceHash == 0x8080_8080_8080_8080)
    }

    @Test("Near duplicates have near hashes, other pictures do not")
    func nearDuplicates() {
        let brighter = Picture(width: 120, height: 90) { x, y in
            let start = 4 * (y * 120 + x)
            return Self.photo.pixels[start..<start + 3].map { Int($0) * 9 / 10 + 20 } + [255]
        }
        #expect(distance(Self.photo, brighter) <= 3)
        #expect(distance(Self.photo, Self.photo.resized(width: 61, height: 44)) <= 3)
        #expect(distance(Self.photo, Picture(TestPicture(width: 120, height: 90, seed: 22))) >= 10)
    }

    @Test("A turned or mirrored picture has the summary of the upright one", arguments: 1...8)
    func orientation(value: Int) {
        let inverse = [1, 2, 3, 4, 5, 8, 7, 6][value - 1]
        let stored = Self.photo.upright(orientation: inverse)
        #expect(PictureSummary(of: stored, orientation: value) == PictureSummary(of: Self.photo))
        #expect(
            value == 1 || PictureSummary(of: stored).differenceHash != PictureSummary(of: Self.photo).differenceHash)
    }
}
