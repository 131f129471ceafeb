import Probing
import TestSupport
import Testing

struct IconParserTests {
    @Test(
        "An icon and a cursor have the size of their largest image, wherever it stands",
        arguments: [[0, 1, 2], [2, 1, 0]])
    func largest(order: [Int]) throws {
        let images = [
            Icon.Image(Icon.bitmap(width: 16, height: 16), claiming: 16, 16),
            Icon.Image(Icon.bitmap(width: 48, height: 40), claiming: 48, 40),
            Icon.Image(Icon.png(width: 32, height: 32), claiming: 32, 32),
        ]
        let icon = try probe(Icon.file(images, order: order))
        #expect(icon == ImageHeader(format: .ico, rawWidth: 48, rawHeight: 40))
        let cursor = try probe(Icon.file(type: Icon.cursor, images, order: order))
        #expect(cursor == ImageHeader(format: .cur, rawWidth: 48, rawHeight: 40))
    }

    @Test("A side of 0 in the directory is one of 256 or more")
    func largeImages() throws {
        let images = [
            Icon.Image(Icon.bitmap(width: 255, height: 255), claiming: 255, 255),
            Icon.Image(Icon.png(width: 256, height: 256), claiming: 0, 0),
            Icon.Image(Icon.png(width: 1024, height: 512), claiming: 0, 0),
            Icon.Image(Icon.bitmap(width: 300, height: 300), claiming: 0, 0),
        ]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let header = try probe(Icon.file(images, order: order))
            #expect(header.width == 1024 && header.height == 512)
        }
        #expect(try probe(Icon.file([Icon.Image(Icon.bitmap(width: 32, height: 256), claiming: 32, 0)])).height == 256)
    }

    @Test("The image is believed where the directory says something else")
    func lyingDirectory() throws {
        let bitmap = try probe(Icon.file([Icon.Image(Icon.bitmap(width: 48, height: 64), claiming: 16, 16)]))
        #expect(bitmap.width == 48 && bitmap.height == 64)
        let png = try probe(Icon.file([Icon.Image(Icon.png(width: 512, height: 300), claiming: 16, 16)], gap: 5000))
        #expect(png.width == 512 && png.height == 300)
    }

    @Test("Two entries may name one image")
    func sharedImage() throws {
        let image = Icon.Image(Icon.png(width: 256, height: 256), claiming: 0, 0)
        let entry = Icon.entry(image, at: 38)
        #expect(try probe([0, 0, 1, 0, 2, 0] + entry + entry + image.data).width == 256)
    }

    @Test("Many entries are read")
    func manyEntries() throws {
        let small = Icon.Image(Icon.bitmap(width: 8, height: 8), claiming: 8, 8)
        var images = [Icon.Image](repeating: small, count: 3000)
        images[2999] = Icon.Image(Icon.bitmap(width: 9, height: 9), claiming: 9, 9)
        #expect(try probe(Icon.file(images)).width == 9)
    }

    @Test("Every version of the bitmap header counts the mask's rows", arguments: [12, 40, 124])
    func bitmapVersions(size: Int) throws {
        let header = try probe(
            Icon.file([Icon.Image(Icon.bitmap(width: 20, height: 10, size: size), claiming: 20, 10)]))
        #expect(header.width == 20 && header.height == 10)
    }

    @Test(
        "What is no image is refused",
        arguments: [
            [UInt8](repeating: 0, count: 40), BMP.bitmap(width: 20, height: 21), BMP.bitmap(width: 0, height: 20),
            Icon.png(width: 0, height: 5), Icon.png(width: 1 << 31, height: 5),
            PNG.signature + PNG.chunk("IDAT", [UInt8](repeating: 5, count: 20)),
            BMP.file(BMP.bitmap(width: 20, height: 20)),
        ])
    func noImage(data: [UInt8]) {
        guard case .invalid = probeError(Icon.file([Icon.Image(data, claiming: 20, 20)])) else {
            Issue.record("not refused as invalid")
            return
        }
    }

    @Test("An image inside the directory, or one that begins inside another, is refused")
    func overlap() {
        let image = Icon.Image(Icon.png(width: 256, height: 256), claiming: 0, 0)
        let inside = [0, 0, 1, 0, 1, 0] + Icon.entry(image, at: 21) + image.data
        #expect(probeError(inside) == .invalid("the icon directory names an image at offset 21, inside the directory"))
        let overlapping = [0, 0, 1, 0, 2, 0] + Icon.entry(image, at: 38) + Icon.entry(image, at: 39) + image.data
        guard case .invalid = probeError(overlapping) else {
            Issue.record("not refused as invalid")
            return
        }
    }

    @Test("An image behind the end of the file is truncated")
    func outside() {
        let image = Icon.Image(Icon.png(width: 64, height: 64), claiming: 64, 64)
        let bytes = [0, 0, 1, 0, 1, 0] + Icon.entry(image, at: 0xFFFF_FFFF) + image.data
        #expect(probeError(bytes) == .truncated(expected: 0xFFFF_FFFF + 24))
    }

    @Test("An empty directory is no icon")
    func empty() {
        #expect(probeError([0, 0, 1, 0, 0, 0] + [UInt8](repeating: 1, count: 40)) == .notAnImage)
    }
}
