import Decoding
import Probing
import TestSupport
import Testing

@Suite(
    "AVIFs whose boxes say more than libavif looks at", .enabled(if: AVIFVerifier.isBuiltIn, "libavif is not built in"))
struct AVIFStructureTests {
    private let builder = AVIFBuilder(CodecFixture.named("still.avif").bytes)

    private func builder(_ change: (inout AVIFBuilder) -> Void) -> AVIFBuilder {
        var changed = builder
        change(&changed)
        return changed
    }

    /// Whether an image that browsers show is either decoded or beyond this libavif.
    private func isNoDamage(_ bytes: [UInt8], _ kind: String) throws -> Bool {
        let header = try Probe.header(of: bytes.span)
        #expect(header.width == 24 && header.height == 16)
        let found = verdict(bytes, as: .avif)
        return found == .intact || found.name == "unsupported" && found.detail?.contains(kind) == true
    }

    @Test("Two boxes of property associations are no damage")
    func repeatedAssociations() throws {
        let file = builder { $0.repeatsAssociations = true }.file(width: 24, height: 16, place: .mdat)
        #expect(try isNoDamage(file, "several boxes of property associations"))
    }

    @Test("A meta box that reaches to the end of the file is no damage")
    func openMeta() throws {
        let file = builder { $0.endsWithMeta = true }.file(width: 24, height: 16, place: .mdat)
        #expect(try isNoDamage(file, "reaches to the end of the file"))
    }

    @Test("An animation with sound is no damage")
    func sound() throws {
        let bytes = CodecFixture.named("sequence.avif").bytes
        #expect(try isNoDamage(Self.withSound(bytes), "with sound"))
    }

    @Test("Boxes that make no sense are damage still")
    func damagedBoxes() {
        var bytes = builder.file(width: 24, height: 16, place: .mdat)
        bytes[bytes.indices(of: "ipco")[0]] = 0x71
        #expect(verdict(bytes, as: .avif).name == "corrupt")
    }

    @Test("Items that end beyond the file are missing, also those that the picture does not need")
    func missingItem() {
        let further = [UInt8](repeating: 7, count: 500)
        for isOpen in [false, true] {
            let file = builder {
                $0.further = further
                $0.hasOpenData = isOpen
            }.file(width: 24, height: 16, place: .mdat)
            #expect(verdict(file, as: .avif) == .intact)
            #expect(verdict(file + [1], as: .avif) == .intact)
            for missing in [1, 400, 500] {
                let found = verdict(file.dropLast(missing), as: .avif)
                #expect(found.name == "truncated", "\(missing) of \(isOpen): \(found)")
                #expect(!isOpen || found.detail?.hasPrefix("every row was decoded, but the file ends") == true)
            }
        }
    }

    /// The sequence with a track of sound behind its own, whose samples lie at the end of the file.
    private static func withSound(_ bytes: [UInt8]) throws -> [UInt8] {
        func full(_ type: String, _ contents: [UInt8]) -> [UInt8] { AVIFBuilder.box(type, [0, 0, 0, 0] + contents) }
        let zeros = { (count: Int) in [UInt8](repeating: 0, count: count) }
        let header = full("tkhd", .uint32(0) + .uint32(0) + .uint32(9) + zeros(68))
        let handler = full("hdlr", zeros(4) + Array("soun".utf8) + zeros(13))
        let entry = AVIFBuilder.box(
            "mp4a", zeros(6) + [0, 1] + zeros(8) + [0, 2, 0, 16, 0, 0, 0, 0, 0xBB, 0x80, 0, 0])
        let table =
            full("stsd", .uint32(1) + entry) + full("stts", .uint32(1) + .uint32(4) + .uint32(1024))
            + full("stsc", .uint32(1) + .uint32(1) + .uint32(4) + .uint32(1)) + full("stsz", .uint32(6) + .uint32(4))
            + full("stco", .uint32(1) + .uint32(bytes.count - 24))
        let media =
            full("mdhd", zeros(8) + .uint32(48_000) + .uint32(4096) + [0x55, 0xC4, 0, 0]) + handler
            + AVIFBuilder.box("minf", full("smhd", zeros(4)) + AVIFBuilder.box("stbl", table))
        let track = AVIFBuilder.box("trak", header + AVIFBuilder.box("mdia", media))
        let movie = try #require(bytes.indices(of: "moov").first) - 4
        var result = bytes
        for place in bytes.indices(of: "stco") {
            let chunks = (0..<Int(bytes[place + 11])).map { place + 12 + 4 * $0 }
            for chunk in chunks { Self.add(track.count, to: &result, at: chunk) }
        }
        let size = result[movie..<movie + 4].reduce(0) { $0 << 8 | Int($1) }
        Self.add(track.count, to: &result, at: movie)
        result.insert(contentsOf: track, at: movie + size)
        return result
    }

    private static func add(_ difference: Int, to bytes: inout [UInt8], at place: Int) {
        let value = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        bytes.replaceSubrange(place..<place + 4, with: [UInt8].uint32(value + difference))
    }
}
