import Decoding
import Foundation
import Probing
import TestSupport
import Testing

@Suite("Altered images of real encoders")
struct DamageTableTests {
    /// A fixture that is whole, of a format that this build decodes.
    private struct Source {
        let name: String
        let format: ImageFormat
        let bytes: [UInt8]
    }

    /// What became of the variants of one kind, of one format.
    private struct Row: CustomStringConvertible {
        var cases = 0
        /// The sources of those with the wrong verdict.
        var wrong: [String: Int] = [:]

        var wrongCount: Int { wrong.values.reduce(0, +) }
        var description: String {
            let names = wrong.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }
            return "\(wrongCount) of \(cases)" + (names.isEmpty ? "" : ": " + names.joined(separator: ", "))
        }
    }

    private static let sources: [Source] = {
        let codecs = (CodecFixture.webp + CodecFixture.avif).map { fixture in
            Source(name: fixture.name, format: fixture.name.hasSuffix("webp") ? .webp : .avif, bytes: fixture.bytes)
        }
        let images = Fixture.all.filter { $0.verdict == "intact" }.compactMap { fixture in
            (try? fixture.bytes()).map { Source(name: fixture.name, format: fixture.format, bytes: $0) }
        }
        return (images + codecs).filter { Decoder.decodes($0.format) && !partly.contains($0.name) }
    }()

    /// Images with bytes that their pictures do not need, where damage and additions are no damage to these: other
    /// pictures, EXIF data or text behind them.
    private static let partly: Set<String> = [
        "multi-picture.jpg", "orientation-8.webp", "trailing-bytes.gif", "trailing-bytes.jpg", "trailing-bytes.png",
        "trailing-bytes.webp", "end-missing.gif",
    ]

    private func isIntact(_ bytes: [UInt8], _ format: ImageFormat) -> Bool {
        let header = ImageHeader(format: format, rawWidth: 1, rawHeight: 1)
        return Decoder.verify(bytes.span, header: header) == .intact
    }

    @Test("No whole variant is called damaged")
    func wholeVariants() {
        var table: [String: Row] = [:]
        for source in Self.sources {
            for variant in WholeVariants.all(of: source.bytes, format: source.format) {
                let key = "\(source.format.rawValue), \(variant.kind)"
                table[key, default: Row()].cases += 1
                if !isIntact(variant.bytes, source.format) { table[key]?.wrong[source.name, default: 0] += 1 }
            }
        }
        #expect(table.values.allSatisfy { $0.wrong.isEmpty }, "\(Self.text(table))")
        #expect(table.count > 20 && table.values.reduce(0) { $0 + $1.cases } > 300)
    }

    /// Of how many in a hundred variants the damage may go unseen; of none where a kind is not named.
    ///
    /// Only PNG has checksums. Other data are codes of something after a flipped bit as before. The codes of a JPEG may
    /// fill a short hole with as many flat blocks as were there.
    private static let unseen: [String: Int] = [
        "jpeg, a flipped bit": 85, "gif, a flipped bit": 75, "webp, a flipped bit": 85, "avif, a flipped bit": 12,
        "jpeg, a hole of zeros": 10,
    ]

    /// Images in which a short run of zeros may be codes of as many pixels as those that it replaced: this one has 24 × 16.
    private static let tooSmallForHoles: Set<String> = ["lossless.webp"]

    @Test("No variant that is cut short or zeroed is called intact", arguments: DamagedVariants.Kind.allCases)
    func damagedVariants(kind: DamagedVariants.Kind) {
        var table: [String: Row] = [:]
        for (index, source) in Self.sources.enumerated() {
            let isHole = kind == .zeroedHole || kind == .zeroedEnd
            if isHole, Self.tooSmallForHoles.contains(source.name), source.bytes.count < 1000 { continue }
            let key = "\(source.format.rawValue), \(kind.rawValue)"
            for seed in TestRun.seeds(24) {
                var random = SeededGenerator(seed: 1000 * index + seed)
                guard
                    let bytes = DamagedVariants.variant(
                        kind, of: source.bytes, format: source.format, using: &random)
                else { continue }
                table[key, default: Row()].cases += 1
                if isIntact(bytes, source.format) { table[key]?.wrong[source.name, default: 0] += 1 }
            }
        }
        #expect(table.count == Decoder.all.count { $0.isBuiltIn })
        for (key, row) in table {
            #expect(row.wrongCount * 100 <= row.cases * Self.unseen[key, default: 0], "\(key): \(row)")
        }
    }

    private static func text(_ table: [String: Row]) -> String {
        table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }
}
