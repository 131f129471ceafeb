import Probing
import TestSupport
import Testing

/// An image of a known size.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let header: ImageHeader

    var testDescription: String { name }

    init(
        _ name: String, _ bytes: [UInt8], _ format: ImageFormat, width: Int, height: Int, orientation: Int = 1,
        crop: CropRectangle? = nil, densityCorrected: ImageHeader.Size? = nil, frames: Int? = 1,
        announcesAnimation: Bool = false
    ) {
        self.name = name
        self.bytes = bytes
        header = ImageHeader(
            format: format, rawWidth: width, rawHeight: height, orientation: orientation, crop: crop,
            densityCorrected: densityCorrected, frames: frames, announcesAnimation: announcesAnimation)
    }

    /// At least one image of every format, with what makes its header long.
    static let all = headerFixtures + furtherFormats

    private static let headerFixtures: [Fixture] = [
        Fixture(
            "JPEG with EXIF, stray bytes and fill bytes",
            JPEG.image(
                JPEG.segment(0xE0, Array("JFIF".utf8)), JPEG.exif(Exif.data(orientation: 6, order: .littleEndian)),
                [0x00, 0x11], [0xFF, 0xFF], JPEG.segment(0xDB, [UInt8](repeating: 1, count: 65)),
                JPEG.frame(width: 640, height: 481), JPEG.segment(0xC4, [0])),
            .jpeg, width: 640, height: 481, orientation: 6),
        Fixture(
            "JPEG with a density in its EXIF",
            JPEG.image(
                JPEG.exif(
                    Exif.data(
                        [.orientation(8), .xResolution(9600), .yResolution(9600), .unit(2)],
                        exif: [.width(45), .height(30)])),
                JPEG.frame(width: 60, height: 40)),
            .jpeg, width: 60, height: 40, orientation: 8, densityCorrected: .init(width: 45, height: 30)),
        Fixture(
            "JPEG with EXIF behind its frame header",
            JPEG.image(
                JPEG.frame(width: 300, height: 200, marker: 0xC2),
                JPEG.exif(Exif.data(orientation: 8, directoryAt: 26, entriesBefore: 5))),
            .jpeg, width: 300, height: 200, orientation: 8),
        Fixture(
            "PNG with EXIF and animation",
            PNG.image(
                PNG.header(width: 123, height: 45), PNG.chunk("tEXt", Array("a comment".utf8)),
                PNG.animation(frames: 7), PNG.chunk("eXIf", Exif.data(orientation: 5, entriesBefore: 2))),
            .png, width: 123, height: 45, orientation: 5, frames: 7),
        Fixture(
            "GIF with a frame that exceeds its screen",
            GIF.screen(width: 4, height: 3) + GIF.comment() + GIF.frame(left: 2, width: 5, height: 2)
                + GIF.frame(width: 90, height: 90, hasColours: true) + GIF.trailer,
            .gif, width: 7, height: 3, frames: 2),
        Fixture(
            "lossy WebP", WebP.file(WebP.lossy(width: 1200, height: 741, scale: 2)), .webp, width: 1200, height: 741),
        Fixture("lossless WebP", WebP.file(WebP.lossless(width: 16384, height: 3)), .webp, width: 16384, height: 3),
        Fixture(
            "extended WebP with animation and EXIF",
            WebP.file(
                WebP.extended(width: 400, height: 70_000, flags: WebP.exifFlag | WebP.animationFlag),
                WebP.chunk("ANIM", [0, 0, 0, 0, 0, 0]), WebP.frame(), WebP.frame(),
                WebP.chunk("EXIF", Exif.data(orientation: 7, order: .littleEndian))),
            .webp, width: 400, height: 70_000, frames: 2, announcesAnimation: true),
        Fixture(
            "AVIF that is cropped and turned, with a larger item that is not shown",
            HEIF.fileType() + Box.make("free", [1, 2, 3])
                + HEIF.meta(
                    Box.full("hdlr"), HEIF.primary(2),
                    HEIF.properties(
                        [
                            HEIF.size(width: 9000, height: 9000), HEIF.size(width: 80, height: 60),
                            HEIF.aperture(width: 70, height: 50, x: -5, y: -5), HEIF.rotation(1), HEIF.mirror(0),
                        ], of: [(1, [1]), (2, [2, 3, 4, 5])])) + Box.make("mdat", [1, 2, 3]),
            .avif, width: 80, height: 60, orientation: 5, crop: CropRectangle(x: 0, y: 0, width: 70, height: 50)),
        Fixture(
            "AVIF sequence with an alpha plane",
            HEIF.sequence(
                HEIF.track(width: 32, height: 16, handler: "auxv"), HEIF.track(width: 64, height: 48, frames: 12)),
            .avif, width: 64, height: 48, frames: 12, announcesAnimation: true),
        Fixture(
            "HEIC whose primary item is named last, behind its data",
            HEIF.fileType("heic") + Box.make("mdat", [1, 2, 3], size: .long)
                + HEIF.meta(
                    HEIF.properties(
                        [HEIF.size(width: 512, height: 512), HEIF.size(width: 4032, height: 3024)],
                        of: [(item: 1, [1]), (item: 50, [2])], version: 1, isWide: true),
                    Box.make("idat", [UInt8](repeating: 1, count: 40)), HEIF.primary(50, version: 1)),
            .heic, width: 4032, height: 3024),
        Fixture(
            "bare JPEG XL animation", JXL.codestream(width: 300_000, height: 70, orientation: 3, isAnimated: true),
            .jxl, width: 300_000, height: 70, orientation: 3, frames: nil, announcesAnimation: true),
        Fixture(
            "JPEG XL in parts",
            JXL.file(
                JXL.part(0, Array(JXL.codestream(width: 700, height: 500, orientation: 6)[..<4])), Box.make("free"),
                JXL.part(1, Array(JXL.codestream(width: 700, height: 500, orientation: 6)[4...]), isLast: true)),
            .jxl, width: 700, height: 500, orientation: 6),
        Fixture(
            "JPEG 2000 in boxes",
            JPEG2000.file(
                JPEG2000.header(width: 640, height: 48),
                Box.make("jp2c", JPEG2000.codestream(width: 640, height: 48, x: 3, y: 5), size: .open)),
            .jp2, width: 640, height: 48),
        Fixture(
            "bare JPEG 2000 codestream", JPEG2000.codestream(width: 123, height: 456, components: 1),
            .j2k, width: 123, height: 456),
    ]
}

/// Probes bytes in memory, counting frames unless told otherwise.
func probe(
    _ bytes: [UInt8], limits: ProbeLimits = ProbeLimits(), countsFrames: Bool = true
) throws(ProbeError) -> ImageHeader {
    try Probe.header(of: bytes.span, limits: limits, countsFrames: countsFrames)
}

/// The error that probing bytes gives; nil where it finds a header.
func probeError(_ bytes: [UInt8], limits: ProbeLimits = ProbeLimits()) -> ProbeError? {
    do {
        _ = try probe(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}
