import Decoding
import Foundation
import Probing
import Testing

@Suite("Images of real encoders")
struct FixtureTests {
    @Test("The table is read whole, and names every image that is there")
    func table() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Fixture.directory.appending(path: "images").path)
        #expect(Set(names) == Set(Fixture.all.map(\.name) + ["expected.tsv"]))
        #expect(Fixture.all.count > 100)
    }

    @Test("Headers say what the encoders were asked for", arguments: Fixture.all)
    func header(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        let header = try Probe.header(of: bytes.span, countsFrames: true)
        #expect(header.format == fixture.format)
        #expect(header.rawWidth == fixture.rawWidth && header.rawHeight == fixture.rawHeight)
        #expect(header.orientation == fixture.orientation)
        #expect(header.width == fixture.width && header.height == fixture.height)
        if let frames = fixture.frames { #expect(header.frames == frames) }
    }

    @Test("Whole images are intact, and the damage of the others is found", arguments: Fixture.all)
    func verdict(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        let header = try Probe.header(of: bytes.span)
        let verdict = Decoder.verify(bytes.span, header: header)
        if let expected = fixture.verdict, Decoder.decodes(fixture.format) {
            #expect(verdict.name == expected, "\(verdict)")
        } else {
            #expect(verdict != .intact)
        }
    }
}
