import Decoding
import Probing
import TestSupport
import Testing

struct GIFPictureTests {
    private typealias Frame = GIF.Frame

    private static let colours: [[UInt8]] = [[10, 20, 30], [40, 50, 60], [70, 80, 90], [100, 110, 120]]
    private static let clear: [UInt8] = [0, 0, 0, 0]

    private func picture(
        _ gif: GIF, side: Int = 1000, limits: DecodeLimits = DecodeLimits()
    ) -> Picture? {
        GIFVerifier.decode(gif.bytes.span, limits: limits, pictureSide: side).picture
    }

    /// Opaque pixels of palette indexes.
    private func pixels(_ indexes: [UInt8]) -> [UInt8] {
        indexes.flatMap { Self.colours[Int($0)] + [255] }
    }

    @Test("A picture has the colours of its palette")
    func colours() {
        let indexes: [UInt8] = [0, 1, 2, 3, 2, 2]
        let gif = GIF(Frame(width: 3, height: 2, indexes: indexes))
        #expect(picture(gif) == Picture(width: 3, height: 2, pixels: pixels(indexes)))
        #expect(GIFVerifier.decode(gif.bytes.span, limits: DecodeLimits(), pictureSide: nil).picture == nil)
    }

    @Test("A frame's own colours come before those for all frames")
    func ownColours() {
        var frame = Frame(width: 2, height: 1, indexes: [0, 1])
        frame.colours = [[1, 2, 3], [4, 5, 6]]
        #expect(picture(GIF(frame))?.pixels == [1, 2, 3, 255, 4, 5, 6, 255])
    }

    @Test(
        "Strings are put out right, those that reach into themselves and those of a full table", arguments: [1, 2, 5])
    func strings(colours: UInt8) {
        var random = SeededGenerator(seed: Int(colours))
        let indexes = (0..<60_000).map { _ in UInt8.random(in: 0..<colours, using: &random) % 4 }
        let gif = GIF(Frame(width: 300, height: 200, indexes: indexes))
        #expect(picture(gif)?.pixels == pixels(indexes))
    }

    @Test("Surplus codes change no pixel")
    func surplus() {
        // The last code is 3 3, of which one pixel has room.
        let gif = GIF(Frame(width: 2, height: 1, codes: [4, 3, 6, 7, 5]))
        #expect(picture(gif)?.pixels == pixels([3, 3]))
    }

    @Test("Interlaced rows are put in order", arguments: 1...20)
    func interlaced(height: Int) {
        var frame = Frame(
            width: 1, height: height,
            indexes: [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { start, step in
                stride(from: start, to: height, by: step).map { UInt8($0 % 3) }
            })
        frame.isInterlaced = true
        #expect(picture(GIF(frame))?.pixels == pixels((0..<height).map { UInt8($0 % 3) }))
    }

    @Test("The screen around the first frame is transparent, and so is the transparent index")
    func screen() {
        var frame = Frame(width: 2, height: 1, indexes: [1, 2])
        (frame.left, frame.top, frame.transparentIndex) = (1, 1, 2)
        let second = Frame(width: 4, height: 3, indexes: [UInt8](repeating: 3, count: 12))
        let shown = picture(GIF(width: 4, height: 3, frames: [frame, second]))
        let rows =
            [Self.clear, Self.clear, Self.clear, Self.clear]
            + [Self.clear, pixels([1]), Self.clear, Self.clear]
            + [Self.clear, Self.clear, Self.clear, Self.clear]
        #expect(shown == Picture(width: 4, height: 3, pixels: rows.flatMap(\.self)))
    }

    @Test("A frame that reaches out of the screen enlarges it")
    func enlarged() {
        var frame = Frame(width: 2, height: 1, indexes: [1, 2])
        frame.left = 1
        let shown = picture(GIF(width: 0, height: 0, frames: [frame]))
        #expect(shown == Picture(width: 3, height: 1, pixels: Self.clear + pixels([1, 2])))
    }

    @Test("What has no colour is black")
    func missingColours() {
        var gif = GIF(Frame(width: 2, height: 1, indexes: [1, 3]))
        gif.colours = Array(Self.colours.prefix(2))
        #expect(picture(gif)?.pixels == pixels([1]) + [0, 0, 0, 255])
    }

    @Test("A picture is as small as asked, and averages the pixels it stands for")
    func reduced() {
        let gif = GIF(Frame(width: 4, height: 2, indexes: [0, 2, 1, 1, 0, 2, 1, 3]))
        #expect(
            picture(gif, side: 2)
                == Picture(width: 2, height: 1, pixels: [40, 50, 60, 255, 55, 65, 75, 255]))
    }

    @Test("Damage behind the first frame leaves its picture, damage inside does not")
    func damage() {
        let whole = Frame(width: 2, height: 1, indexes: [1, 2])
        let short = Frame(width: 2, height: 1, codes: [4, 1, 5])
        #expect(picture(GIF(width: 2, height: 1, frames: [whole, short])) != nil)
        #expect(picture(GIF(width: 2, height: 1, frames: [short, whole])) == nil)
    }

    @Test("A screen or a frame beyond the limits has no picture")
    func limits() {
        let frame = Frame(width: 2, height: 1, indexes: [1, 2])
        let wide = GIF(width: 60_000, height: 60_000, frames: [frame])
        let found = GIFVerifier.decode(wide.bytes.span, limits: DecodeLimits(), pictureSide: 10)
        #expect(found == DecodedImage(verdict: .intact))
        // A byte for each pixel of the frame, and four for each of the picture.
        #expect(picture(GIF(frame), limits: DecodeLimits(maximumMemory: 9)) == nil)
        #expect(picture(GIF(frame), limits: DecodeLimits(maximumMemory: 10)) != nil)
    }
}
