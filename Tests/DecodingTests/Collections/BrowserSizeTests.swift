import Decoding
import Foundation
import Probing
import Testing

@Suite("Sizes and verdicts beside what browsers show")
struct BrowserSizeTests {
    /// Formats that neither browser is expected to show.
    private static let foreignFormats: Set<String> = [
        "heic", "tiff", "psd", "tga", "pnm", "qoi", "dds", "hdr", "ktx", "icns", "xbm", "jp2", "j2k", "jxl",
    ]

    /// The name of each tricky image, and what is known of it: `whole`, `broken`, or `-`.
    private static let trickyStates = ShownFixture.rows(of: "Tests/Fixtures/tricky/expected.tsv")

    @Test("The tables are read whole, and name every fixture")
    func tables() throws {
        let lines = ShownFixture.rows(of: "Tests/Fixtures/browsers.tsv")
        #expect(lines.count > 1000 && ShownFixture.all.count == lines.count)
        var files: Set<String> = []
        for folder in ["images", "codecs", "tricky"] {
            let names = try FileManager.default.subpathsOfDirectory(
                atPath: Fixture.directory.appending(path: folder).path)
            files.formUnion(names.filter { $0.contains(".") && !$0.hasSuffix(".tsv") }.map { "\(folder)/\($0)" })
        }
        #expect(files.symmetricDifference(ShownFixture.all.map(\.path)) == [])
        let tricky = Set(Self.trickyStates.map { "tricky/\($0[0])" })
        #expect(tricky.symmetricDifference(files.filter { $0.hasPrefix("tricky/") }) == [])
    }

    @Test("The size is the one that both browsers show, unless a reason is listed", arguments: ShownFixture.all)
    func size(fixture: ShownFixture) throws {
        guard fixture.chromium.agrees(with: fixture.firefox) else { return }
        let difference = difference(from: fixture.chromium, try fixture.bytes())
        if let reason = ShownFixture.knownDifferences[fixture.path] {
            #expect(difference != nil, "it no longer differs: \(reason)")
        } else {
            #expect(difference == nil)
        }
    }

    @Test("No whole image is called damaged, and no broken one intact", arguments: trickyStates)
    func verdict(row: [String]) throws {
        let bytes = Array(try Data(contentsOf: Fixture.directory.appending(path: "tricky/\(row[0])")))
        guard let header = try? Probe.header(of: bytes.span) else { return }
        let verdict = Decoder.verify(bytes.span, header: header)
        switch row[1] {
        case "whole": #expect(["intact", "unsupported"].contains(verdict.name), "\(verdict)")
        case "broken": #expect(verdict != .intact)
        default: #expect(row[1] == "-")
        }
    }

    /// How we differ from what browsers show of an image; nil where we do not.
    private func difference(from shown: ShownSize, _ bytes: [UInt8]) -> String? {
        let header: ImageHeader
        do {
            header = try Probe.header(of: bytes.span)
        } catch {
            switch shown {
            case .refused: return nil
            case .size: return "no size is read: \(error)"
            case .ratio, .none:
                if case .noSize = error { return nil }
                return "an image that browsers show is refused: \(error)"
            }
        }
        let text = "\(header.width) × \(header.height) is read"
        switch shown {
        case .refused:
            let isDamaged = ["corrupt", "truncated"].contains(Decoder.verify(bytes.span, header: header).name)
            return isDamaged || Self.foreignFormats.contains(header.format.rawValue) ? nil : text
        case .size(let width, let height): return width == header.width && height == header.height ? nil : text
        case .ratio(let ratio): return ShownSize.isRatio(ratio, of: header) ? nil : text
        case .none: return text
        }
    }
}
