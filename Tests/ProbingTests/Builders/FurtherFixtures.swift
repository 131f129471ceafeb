import Probing
import TestSupport

extension Fixture {
    /// Formats beside those of the web.
    static let furtherFormats: [Fixture] = [
        Fixture("BMP", BMP.file(BMP.bitmap(width: 301, height: -200)), .bmp, width: 301, height: 200),
        Fixture(
            "BMP of OS/2 1", BMP.file(BMP.bitmap(width: 301, height: 200, size: 12)), .bmp, width: 301, height: 200),
        Fixture(
            "ICO whose images stand in no order",
            Icon.file(
                [
                    Icon.Image(Icon.bitmap(width: 48, height: 48), claiming: 48, 48),
                    Icon.Image(Icon.png(width: 320, height: 300), claiming: 0, 0),
                    Icon.Image(Icon.bitmap(width: 256, height: 256), claiming: 0, 0),
                ], order: [2, 0, 1], gap: 30), .ico, width: 256, height: 256),
        Fixture(
            "CUR",
            Icon.file(type: Icon.cursor, [Icon.Image(Icon.bitmap(width: 32, height: 24), claiming: 32, 24)]),
            .cur, width: 32, height: 24),
        Fixture(
            "TIFF with a far directory",
            TIFF(order: .bigEndian).file(
                [TIFF.Entry(0xFE, TIFF.long, 0)] + TIFF.size(88, 590) + [TIFF.orientation(6)], gap: 150),
            .tiff, width: 88, height: 590, orientation: 6),
        Fixture(
            "BigTIFF", TIFF(isBig: true).file(TIFF.size(88, 590, type: TIFF.long8)), .tiff, width: 88, height: 590),
        Fixture("PSD", PSD.header(width: 640, height: 480), .psd, width: 640, height: 480),
        Fixture("QOI", QOI.header(width: 640, height: 480), .qoi, width: 640, height: 480),
        Fixture(
            "PGM with comments", Array("P5 # 1 2\n640#3\n#\n480 255\n".utf8) + [1, 2, 3], .pnm, width: 640, height: 480),
        Fixture(
            "PAM",
            Array("P7\nHEIGHT 480\n# a\nWIDTH 640\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n".utf8) + [1, 2, 3],
            .pnm, width: 640, height: 480),
        Fixture("PFM", Array("PF\n640 480\n-1.0\n".utf8) + [1, 2, 3], .pnm, width: 640, height: 480),
        Fixture("DDS", DDS.header(width: 640, height: 480), .dds, width: 640, height: 480),
        Fixture(
            "ICNS with a PNG",
            ICNS.file(
                ICNS.element("ic11", [UInt8](repeating: 0, count: 40)),
                ICNS.element("ic14", PNG.image(PNG.header(width: 512, height: 512))), ICNS.element("icsB", [1])),
            .icns, width: 512, height: 512),
        Fixture(
            "KTX", KTX.first(width: 640, height: 480, isBigEndian: true), .ktx, width: 640, height: 480),
        Fixture("KTX 2", KTX.second(width: 640, height: 480), .ktx, width: 640, height: 480),
        Fixture(
            "HDR in columns",
            Array("#?RADIANCE\n# a\nFORMAT=32-bit_rle_rgbe\n\n-X 640 +Y 480\n".utf8) + [2, 2, 0, 24],
            .hdr, width: 480, height: 640, orientation: 7),
        Fixture(
            "XBM",
            Array("#define a_width 640\n#define a_height 480/* ** */\nstatic char a_bits[] = {\n 0x00, 0xFF};\n".utf8),
            .xbm, width: 640, height: 480),
        Fixture(
            "SVG with a document type, and a comment before it",
            SVG.image(
                "id='>' width = '&w;' style='height:7in' height='5in'",
                prolog: "\u{FEFF}<?xml version='1.0'?>\n<!-- <svg> --><!DOCTYPE svg [<!ENTITY w '640'>]>\n"),
            .svg, width: 640, height: 480),
        Fixture(
            "SVG in UTF-16 with a prefix",
            SVG.utf16(
                "\n<s:svg xmlns:s='\(SVG.namespace)' width='640' height='480'/>", isBigEndian: false, hasMark: true),
            .svg, width: 640, height: 480),
        Fixture(
            "svgz", Gzip.stored(SVG.image("viewBox='0 0 64 48' width='640'")), .svgz, width: 640, height: 480),
        Fixture("TGA", TGA.header(type: 10, depth: 24), .tga, width: 300, height: 200),
    ]
}
