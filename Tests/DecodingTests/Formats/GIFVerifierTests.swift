import Decoding
import Probing
import TestSupport
import Testing

struct GIFVerifierTests {
    private typealias Frame = GIF.Frame

    /// Two rows of three pixels.
    private static let small = Frame(width: 3, height: 2, indexes: [0, 1, 2, 3, 3, 3])
    /// Where the frame of a still GIF with four colours begins.
    private static let frameOffset = 13 + 12

    /// An animation with a comment behind its frames.
    private var animation: GIF {
        var second = Frame(width: 2, height: 2, indexes: [1, 1, 0, 1])
        second.transparentIndex = 1
        var gif = GIF(width: 3, height: 2, frames: [Self.small, second])
        gif.behind = GIF.comment(size: 1)
        return gif
    }

    private func verdict(_ gif: GIF) -> Verdict {
        DecodingTests.verdict(gif.bytes, as: .gif)
    }

    /// The verdict on a GIF of one frame with 3 × 2 pixels and chosen codes; 4 clears, 5 ends.
    private func verdict(codes: [Int]) -> Verdict {
        verdict(GIF(Frame(width: 3, height: 2, codes: codes)))
    }

    @Test("What an encoder wrote is intact, whatever its code size", arguments: 1...8)
    func intact(minimumCodeSize: Int) {
        var random = SeededGenerator(seed: 11)
        let indexes = (0..<900).map { _ in UInt8.random(in: 0...UInt8(1 << minimumCodeSize - 1), using: &random) }
        #expect(
            verdict(GIF(Frame(width: 30, height: 30, indexes: indexes, minimumCodeSize: minimumCodeSize)))
                == .intact)
        #expect(verdict(animation) == .intact)
    }

    @Test("A full table stays as it is, and its codes keep 12 bits")
    func fullTable() {
        var random = SeededGenerator(seed: 12)
        let indexes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let whole = Frame(width: 200, height: 100, indexes: indexes, minimumCodeSize: 8)
        #expect(verdict(GIF(whole)) == .intact)
        var short = whole
        short.data.removeLast(100)
        #expect(verdict(GIF(short)).name == "corrupt")
    }

    @Test("Sub-blocks may be cut anywhere", arguments: [1, 2, 3, 5, 254])
    func subBlocks(size: Int) {
        var frame = Frame(width: 30, height: 20, indexes: (0..<600).map { UInt8($0 * $0 % 7 % 4) })
        frame.blockSize = size
        #expect(verdict(GIF(frame)) == .intact)
    }

    @Test("Every file cut short within a block is truncated, and where it ends is said")
    func prefixes() {
        let gif = animation
        let whole = gif.bytes
        let screen = GIF.screen(width: gif.width, height: gif.height, colours: gif.colours)
        let frames = gif.frames.map(\.bytes)
        let ends = [frames[0], frames[1], gif.behind].reduce(into: [screen.count]) {
            $0.append(($0.last ?? 0) + $1.count)
        }
        for count in 0..<whole.count {
            let found = DecodingTests.verdict(Array(whole.prefix(count)), as: .gif)
            if ends.dropFirst().contains(count) {
                #expect(found == .intact, "\(count) bytes: \(found)")
            } else {
                #expect(found.name == "truncated" && found.detail?.contains("byte \(count)") == true, "\(found)")
            }
        }
    }

    @Test("A missing trailer is no damage behind whole frames, and missing frames, pixels and extensions are")
    func missingTrailer() {
        let whole = GIF(Self.small).bytes
        #expect(DecodingTests.verdict(whole.dropLast(), as: .gif) == .intact)
        // Without the terminator, the pixels are there all the same, but the file was cut.
        #expect(DecodingTests.verdict(whole.dropLast(2), as: .gif).detail?.hasPrefix("every frame was") == true)
        let noPixels = DecodingTests.verdict(whole.dropLast(5), as: .gif)
        #expect(noPixels == .truncated("the file ends at byte \(whole.count - 5), in or near row 0 of frame 1"))
        let control: [UInt8] = [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
        let announced = DecodingTests.verdict(whole.dropLast() + control, as: .gif)
        #expect(announced == .truncated("the file ends at byte \(whole.count + 7), before frame 2"))
    }

    @Test(
        "Zeros before the trailer are no damage, and zeros where a frame should be are", arguments: [1, 2, 100, 5000])
    func zeros(count: Int) {
        let zeros = [UInt8](repeating: 0, count: count)
        var gif = animation
        gif.behind += zeros
        #expect(verdict(gif) == .intact)
        // In place of the trailer, few are padding, and many are a file that was never filled.
        #expect(DecodingTests.verdict(gif.bytes.dropLast(), as: .gif).name == (count < 512 ? "intact" : "corrupt"))
        let first = GIF.screen(width: 3, height: 2, colours: gif.colours) + Self.small.bytes
        #expect(DecodingTests.verdict(first + zeros + Self.small.bytes + GIF.trailer, as: .gif).name == "corrupt")
        let control: [UInt8] = [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
        #expect(DecodingTests.verdict(first + control + zeros + GIF.trailer, as: .gif).name == "corrupt")
    }

    @Test("What follows the last pixel of a frame, or the trailer, is no damage")
    func surplus() {
        #expect(DecodingTests.verdict(GIF(Self.small).bytes + [1, 2, 3], as: .gif) == .intact)
        #expect(verdict(codes: [4, 0, 1, 2, 3, 3, 3]) == .intact, "no end code")
        #expect(verdict(codes: [4, 0, 1, 2, 3, 3, 3, 0, 0]) == .intact, "more pixels")
        #expect(verdict(codes: [4, 0, 1, 2, 3, 3, 3, 15]) == .intact, "an undefined code")
        #expect(verdict(codes: [4, 0, 1, 2, 3, 8, 8]) == .intact, "a string that goes on")
    }

    @Test("Clear codes may be missing at the start, and stand anywhere")
    func clearCodes() {
        #expect(verdict(codes: [0, 1, 2, 3, 3, 3, 5]) == .intact)
        #expect(verdict(codes: [4, 4, 0, 1, 4, 2, 3, 4, 4, 3, 3, 5]) == .intact)
    }

    @Test("A string that is used as it is being defined is whole")
    func ownString() {
        // Code 6 is 0 0, code 7 is 0 0 0.
        #expect(verdict(codes: [4, 0, 6, 7, 5]) == .intact)
        #expect(verdict(codes: [4, 0, 6, 6, 5]).name == "corrupt", "five pixels of six")
    }

    @Test("Codes that none has defined are damage", arguments: [[4, 6], [4, 0, 7], [4, 0, 1, 4, 6], [6]])
    func undefinedCodes(codes: [Int]) throws {
        let found = verdict(codes: codes)
        let code = try #require(codes.last)
        #expect(found.name == "corrupt" && found.detail?.hasPrefix("the undefined LZW code \(code) stands at") == true)
    }

    @Test("Data that end before their frame, in a file that goes on, are damage")
    func shortData() {
        // Behind the descriptor, the code size, and a sub-block of three bytes with its terminator.
        let offset = Self.frameOffset + 10 + 1 + 5
        #expect(
            verdict(codes: [4, 0, 1, 2, 3, 5])
                == .corrupt("the LZW data end before the frame does at byte \(offset), in or near row 1 of frame 1"))
        #expect(verdict(codes: [4, 0, 1, 2, 3]).name == "corrupt")
        #expect(verdict(codes: []).name == "corrupt")
        var gif = animation
        gif.frames[1].data = []
        #expect(verdict(gif).detail?.hasSuffix("in or near row 0 of frame 2") == true)
    }

    @Test("The row of damage is that of the picture where rows are interlaced")
    func interlacedRow() {
        // Of ten rows come 0, 8, 4, 2, 6 and then the odd ones; seven rows are there.
        var frame = Frame(width: 1, height: 10, codes: [4, 0, 1, 2, 3, 3, 3, 3, 5])
        frame.isInterlaced = true
        #expect(verdict(GIF(frame)).detail?.hasSuffix("in or near row 5 of frame 1") == true)
    }

    @Test("Code sizes that no palette needs are damage", arguments: [0, 9, 12, 255])
    func codeSizes(size: Int) {
        var frame = Self.small
        frame.minimumCodeSize = size
        let offset = Self.frameOffset + 10
        #expect(
            verdict(GIF(frame))
                == .corrupt("the minimum LZW code size of frame 1, at byte \(offset), is \(size), not 1 to 8"))
    }

    @Test("Frames without pixels, files without frames, and what is no block are damage")
    func blocks() {
        var empty = Self.small
        empty.width = 0
        let found = verdict(GIF(width: 3, height: 2, frames: [Self.small, empty]))
        #expect(found.detail?.hasPrefix("frame 2, at byte") == true && found.name == "corrupt")
        #expect(verdict(GIF(width: 3, height: 2, frames: [])).name == "corrupt")
        var gif = GIF(Self.small)
        gif.behind = [0x99]
        #expect(verdict(gif) == .corrupt("no GIF block stands at byte \(gif.bytes.count - 2)"))
        #expect(DecodingTests.verdict(Array("GIF90a".utf8), as: .gif) == .corrupt("no GIF signature stands at byte 0"))
    }

    @Test("Colours may be missing, and frames may reach out of the screen")
    func allowed() {
        var gif = GIF(Self.small)
        gif.colours = []
        #expect(verdict(gif) == .intact)
        gif.frames[0].left = 65_535
        gif.width = 0
        #expect(verdict(gif) == .intact)
    }

    @Test("A frame beyond the limit on pixels is not decoded, whatever the screen says")
    func limits() {
        let second = Frame(width: 65_535, height: 65_535, codes: [4, 0])
        let gif = GIF(width: 3, height: 2, frames: [Self.small, second])
        #expect(
            verdict(gif)
                == .unsupported("frame 2 has 65535 × 65535 pixels, more than the limit of 100000000"))
        let few = DecodingTests.verdict(animation.bytes, as: .gif, limits: DecodeLimits(maximumPixels: 5))
        #expect(few.name == "unsupported")
    }

    @Test("No change of bytes traps, or makes a picture larger than need be")
    func mutations() {
        var random = SeededGenerator(seed: 6)
        let whole = animation.bytes
        for _ in 0..<3000 {
            var changed = whole
            random.mutate(&changed)
            let limits = DecodeLimits(maximumPixels: 1 << 20)
            let found = GIFVerifier.decode(changed.span, limits: limits, pictureSide: 2)
            #expect(found.picture.map { max($0.width, $0.height) <= 3 } != false, "\(changed)")
        }
    }
}
