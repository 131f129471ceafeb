import Decoding
import Foundation
import Probing
import Testing

@Suite(.enabled(if: TruthTable.directory != nil, "the collection of real images is absent"))
struct RealImageTests {
    /// Formats whose headers are read; all others must be refused.
    private static let known = Set(ImageFormat.allCases.map(\.rawValue))

    /// Headers that differ from those of the table, nil where there is none, and why.
    private static let headerDifferences: [String: (header: ImageHeader?, reason: Comment)] = [
        "probe-image-size/inline_028_avif.bin": (nil, "no item is the primary one; libavif and libheif refuse it"),
        "probe-image-size/inline_040_avif.bin": (nil, "no item is the primary one; libavif and libheif refuse it"),
        "probe-image-size/inline_044_heif.bin": (nil, "no item is the primary one; libheif refuses it"),
        "pillow/avif/xmp_tags_orientation.avif": (
            ImageHeader(format: .avif, rawWidth: 326, rawHeight: 268), "the table has the orientation of its XMP data"
        ),
        "libavif/clap_irot_imir_non_essential.avif": (
            ImageHeader(format: .avif, rawWidth: 12, rawHeight: 34, orientation: 7),
            "the table crops it; Firefox displays 34 × 12 (irot 1 and imir 1, no crop), and Chromium refuses the file"
        ),
        "pillow/g4_orientation_5.tif": (
            ImageHeader(format: .tiff, rawWidth: 88, rawHeight: 590, orientation: 5, frames: nil),
            "the table swaps the sides of its tags ImageWidth and ImageLength"
        ),
        "wuffs/artificial-gif/frame-out-of-bounds.gif": (
            ImageHeader(format: .gif, rawWidth: 4, rawHeight: 2, frames: nil), "the frame enlarges the screen"
        ),
        "fastimage/test3.svg": (
            ImageHeader(format: .svg, rawWidth: 255, rawHeight: 49),
            "the table cuts off the fraction of its viewBox, 255.23 × 48.91: 255 pixels wide, it is 48.87 high"
        ),
        "synth/s_style.svg": (
            ImageHeader(format: .svg, rawWidth: 60, rawHeight: 40),
            "the table has the size of its style as the raw one; displayed is that of its viewBox, as the table says"
        ),
    ]

    /// Verdicts that differ from those of the decoder behind the table, and why.
    private static let differences: [String: (verdict: String, reason: Comment)] = [
        "imageinfo/valid/png/sample_fried.png": ("unsupported", "Apple's CgBI variant is not PNG: libpng refuses it"),
        "pillow/broken_data_stream.png": ("corrupt", "a row has a filter type that does not exist"),
        "jpeg-decoder/reftest/images/partial_progressive.jpg": (
            "corrupt", "scans end early, and FE DA stands where a scan should begin"
        ),
        "jpeg-decoder/reftest/images/mjpeg.jpg": (
            "corrupt", "data that no block needs stand before restart markers, once 17 bytes; libjpeg warns of them too"
        ),
        "synth/p_bomb.png": ("unsupported", "900 million pixels are beyond the limit"),
    ]

    @Test("The table is read whole")
    func table() {
        #expect(TruthTable.rows.count == 586)
    }

    @Test("Headers of real images are read right, or refused", arguments: TruthTable.rows)
    func header(row: TruthRow) throws {
        let bytes = try TruthTable.bytes(of: row)
        let result = Result { () throws(ProbeError) in try Probe.header(of: bytes.span) }
        if let (header, reason) = Self.headerDifferences[row.path] {
            let found = try? result.get()
            #expect(found?.rawWidth == header?.rawWidth && found?.rawHeight == header?.rawHeight, reason)
            #expect(found?.format == header?.format, reason)
            return
        }
        switch row.header {
        case "ok" where Self.known.contains(row.format):
            let header = try result.get()
            #expect(header.format.rawValue == row.format)
            #expect(header.rawWidth == row.rawWidth && header.rawHeight == row.rawHeight)
            #expect(header.width == row.width && header.height == row.height)
            // The table has what EXIF data say, and no browser turns a WebP.
            #expect(header.orientation == (row.format == "webp" ? 1 : row.orientation ?? 1))
        case "error": #expect(throws: ProbeError.self) { try result.get() }
        case "ok": #expect(throws: ProbeError.notAnImage) { try result.get() }
        default:
            // Only to be survived; but what another format begins is not read as one of ours.
            if let header = try? result.get(), row.format != "-" { #expect(header.format.rawValue == row.format) }
        }
    }

    @Test("Damage of real images is found", arguments: TruthTable.rows)
    func verdict(row: TruthRow) throws {
        let bytes = try TruthTable.bytes(of: row)
        guard let header = try? Probe.header(of: bytes.span) else { return }
        let verdict = Decoder.verify(bytes.span, header: header)
        expectSameVerdict(verdict, bytes, header: header)
        if let (name, reason) = Self.differences[row.path] {
            #expect(verdict.name == name, reason)
            return
        }
        let isDecoded = Decoder.decodes(header.format)
        switch row.decode {
        case "ok": #expect(isDecoded ? verdict == .intact : verdict.name == "unsupported", "\(verdict)")
        case "truncated", "corrupt": #expect(verdict.name == row.decode, "\(verdict)")
        case let failure where failure.hasPrefix("fail"): #expect(verdict != .intact)
        default: break
        }
    }

    /// What both Chromium and Firefox show as a whole, made for the purpose.
    private static let wholeInBrowsers = [
        "p_badcrc_text.png", "v_g_pad_trailer.gif", "v_j_pad_eoi_100z.jpg", "v_j_rst_after.jpg",
    ]

    @Test("What browsers show as a whole is intact", arguments: wholeInBrowsers)
    func verdictAsBrowsers(name: String) throws {
        let file = try #require(TruthTable.directory).appending(path: "browser/\(name)")
        let bytes = Array(try Data(contentsOf: file))
        #expect(Decoder.verify(bytes.span, header: try Probe.header(of: bytes.span)) == .intact)
    }
}
