import Probing
import TestSupport
import Testing

struct GIFParserTests {
    @Test("The logical screen gives the size, in both versions", arguments: ["87a", "89a"])
    func screen(version: String) throws {
        let bytes =
            GIF.screen(width: 300, height: 200, version: version) + GIF.frame(width: 300, height: 200) + GIF.trailer
        #expect(try probe(bytes) == ImageHeader(format: .gif, rawWidth: 300, rawHeight: 200))
    }

    @Test("Another version is no GIF")
    func version() {
        #expect(probeError(GIF.screen(width: 3, height: 2, version: "90a") + GIF.trailer) == .notAnImage)
    }

    @Test("The first frame widens a screen that it exceeds; later frames do not")
    func widenedScreen() throws {
        let first = GIF.frame(left: 1, top: 0, width: 3, height: 1)
        let bytes = GIF.screen(width: 2, height: 2) + first + GIF.frame(width: 100, height: 100) + GIF.trailer
        let header = try probe(bytes)
        #expect(header.width == 4 && header.height == 2)
    }

    @Test("A screen of no size takes that of the first frame")
    func emptyScreen() throws {
        let bytes = GIF.screen(width: 0, height: 0, colours: []) + GIF.frame(width: 90, height: 61) + GIF.trailer
        let header = try probe(bytes, countsFrames: false)
        #expect(header.width == 90 && header.height == 61)
        #expect(probeError(GIF.screen(width: 0, height: 0) + GIF.frame(width: 0, height: 5) + GIF.trailer) != nil)
    }

    @Test("Frames are counted only when that is asked for")
    func frames() throws {
        let frame = GIF.comment() + GIF.frame(width: 4, height: 4, hasColours: true)
        let bytes = GIF.screen(width: 4, height: 4) + frame + frame + frame + GIF.comment() + GIF.trailer
        #expect(try probe(bytes, countsFrames: true).frames == 3)
        #expect(try probe(bytes, countsFrames: false).frames == nil)
    }

    @Test("Frames cut short or followed by something else are not counted, and the size stands")
    func uncountableFrames() throws {
        let bytes = GIF.screen(width: 4, height: 4) + GIF.frame(width: 4, height: 4)
        #expect(try probe(bytes + [0x99]).frames == nil)
        let cut = try probe(bytes.dropLast())
        #expect(cut.frames == nil && cut.width == 4)
        #expect(try probe(bytes + GIF.trailer + [0x99]).frames == 1)
    }

    @Test("A long animation is counted to its end, whatever the limit on segments")
    func longAnimation() throws {
        let frames = (0..<50).flatMap { _ in GIF.frame(width: 4, height: 4) }
        let bytes = GIF.screen(width: 4, height: 4) + frames + GIF.trailer
        #expect(try probe(bytes, limits: ProbeLimits(maximumSegments: 20)).frames == 50)
    }

    @Test("A GIF without frames has the size of its screen")
    func noFrames() throws {
        let header = try probe(GIF.screen(width: 4, height: 3) + GIF.trailer)
        #expect(header.width == 4 && header.frames == 0)
    }

    @Test("What is no block is refused before the first frame")
    func noBlock() {
        #expect(probeError(GIF.screen(width: 4, height: 4) + [0x00]) == .invalid("no GIF block stands at offset 25"))
    }
}
