import Probing
import TestSupport
import Testing

struct WebPParserTests {
    @Test("A lossy image has 14 bits a side; the scale above them does not count", arguments: 0...3)
    func lossy(scale: Int) throws {
        let header = try probe(WebP.file(WebP.lossy(width: 16_383, height: 1, scale: scale)))
        #expect(header == ImageHeader(format: .webp, rawWidth: 16_383, rawHeight: 1))
    }

    @Test("A lossless image has 14 bits a side, less one", arguments: [(1, 1), (16_384, 1), (1, 16_384), (386, 395)])
    func lossless(width: Int, height: Int) throws {
        let header = try probe(WebP.file(WebP.lossless(width: width, height: height)))
        #expect(header.width == width && header.height == height && header.frames == 1)
    }

    @Test("The canvas counts in an extended file, whatever the image in it")
    func extended() throws {
        let bytes = WebP.file(WebP.extended(width: 100_000, height: 9), WebP.lossy(width: 8, height: 8))
        #expect(try probe(bytes) == ImageHeader(format: .webp, rawWidth: 100_000, rawHeight: 9))
    }

    @Test(
        "EXIF gives no orientation, announced or not, in any kind of file",
        arguments: [WebP.lossy(width: 30, height: 20), WebP.lossless(width: 30, height: 20), WebP.frame()])
    func orientation(image: [UInt8]) throws {
        for prefix in [[], Array("Exif".utf8) + [0, 0]] {
            let exif = WebP.chunk("EXIF", prefix + Exif.data(orientation: 8))
            for flags in [0, WebP.exifFlag, WebP.exifFlag | WebP.animationFlag] {
                let header = try probe(WebP.file(WebP.extended(width: 30, height: 20, flags: flags), image, exif))
                #expect(header.orientation == 1 && header.width == 30 && header.height == 20)
            }
        }
    }

    @Test("The size of a still image is known without the chunks behind its canvas")
    func cutExif() throws {
        let canvas = WebP.extended(width: 30, height: 20, flags: WebP.exifFlag)
        let bytes = WebP.file(
            canvas, WebP.lossy(width: 30, height: 20), WebP.chunk("EXIF", Exif.data(orientation: 8)))
        #expect(
            try probe(Array(bytes.prefix(12 + canvas.count))) == ImageHeader(format: .webp, rawWidth: 30, rawHeight: 20)
        )
    }

    @Test("Frames are counted only when that is asked for")
    func frames() throws {
        let bytes = WebP.file(
            WebP.extended(width: 30, height: 20, flags: WebP.animationFlag), WebP.chunk("ANIM", [0, 0, 0, 0, 0, 0]),
            WebP.frame(), WebP.frame(), WebP.frame())
        #expect(try probe(bytes).frames == 3)
        #expect(try probe(bytes, countsFrames: false).frames == nil)
        #expect(try probe(bytes.dropLast(30)).frames == nil)
    }

    @Test(
        "What does not begin an image is refused",
        arguments: [
            WebP.file(WebP.chunk("JUNK", [1, 2])),
            WebP.file(WebP.lossy(width: 3, height: 2, frameTag: 0x11)),
            WebP.file(WebP.lossy(width: 0, height: 2)),
            WebP.file(WebP.lossless(width: 3, height: 2, version: 1)),
            WebP.file(WebP.chunk("VP8 ", [0x10, 0, 0])),
            WebP.file(WebP.chunk("VP8L", [0x2F])),
            WebP.file(WebP.chunk("VP8X", [0, 0])),
            Array("RIFF".utf8) + littleEndian(12, size: 4) + Array("WEBP".utf8) + WebP.lossy(width: 3, height: 2),
        ])
    func refused(bytes: [UInt8]) {
        guard case .invalid = probeError(bytes) else {
            Issue.record("not refused as invalid")
            return
        }
    }

    @Test("Another RIFF file is no WebP")
    func otherContainer() {
        #expect(probeError(Array("RIFF\u{10}\0\0\0WAVEfmt ".utf8)) == .notAnImage)
    }
}
