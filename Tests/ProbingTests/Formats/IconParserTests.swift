import Probing
import TestSupport
import Testing

struct IconParserTests {
    private func size(_ bytes: [UInt8]) throws -> [Int] {
        let header = try probe(bytes)
        return [header.width, header.height]
    }

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

    @Test("The size is that in the directory, in which 0 stands for 256, whatever the image says")
    func directory() throws {
        let bitmap = Icon.bitmap(width: 32, height: 32)
        let png = Icon.png(width: 512, height: 300)
        for type in [Icon.icon, Icon.cursor] {
            for data in [bitmap, png] {
                #expect(try size(Icon.file(type: type, [.init(data, claiming: 48, 48)])) == [48, 48])
                #expect(try size(Icon.file(type: type, [.init(data, claiming: 16, 8)], gap: 5000)) == [16, 8])
                #expect(try size(Icon.file(type: type, [.init(data, claiming: 0, 32)])) == [256, 32])
            }
        }
        let images = [
            Icon.Image(Icon.bitmap(width: 255, height: 255), claiming: 255, 255), Icon.Image(png, claiming: 0, 0),
        ]
        #expect(try size(Icon.file(images)) == [256, 256])
    }

    @Test("Of images with the same area the one with the most bits a pixel counts, then the first")
    func sameArea() throws {
        let wide = Icon.Image(Icon.bitmap(width: 64, height: 16), claiming: 64, 16)
        let square = Icon.Image(Icon.bitmap(width: 32, height: 32), claiming: 32, 32)
        #expect(try size(Icon.file([wide, square])) == [64, 16])
        #expect(try size(Icon.file([square, wide])) == [32, 32])
        func file(_ type: Int = Icon.icon, bits: (Int, Int), colours: (Int, Int) = (0, 0)) -> [UInt8] {
            var (first, second) = (wide, square)
            (first.bitCount, second.bitCount) = bits
            (first.colours, second.colours) = colours
            return Icon.file(type: type, [first, second])
        }
        #expect(try size(file(bits: (4, 32))) == [32, 32])
        #expect(try size(file(bits: (32, 4))) == [64, 16])
        // The size of the palette stands in for bits that are not told: 0 is 256 colours or more.
        #expect(try size(file(bits: (0, 0))) == [64, 16])
        #expect(try size(file(bits: (0, 0), colours: (16, 0))) == [32, 32])
        // A cursor has its hotspot there.
        #expect(try size(file(Icon.cursor, bits: (4, 32))) == [64, 16])
        #expect(try size(file(Icon.cursor, bits: (32, 4), colours: (2, 16))) == [32, 32])
    }

    @Test("Many entries are read")
    func manyEntries() throws {
        let small = Icon.Image(Icon.bitmap(width: 8, height: 8), claiming: 8, 8)
        var images = [Icon.Image](repeating: small, count: 3000)
        images[2999] = Icon.Image(Icon.bitmap(width: 9, height: 9), claiming: 9, 9)
        #expect(try probe(Icon.file(images)).width == 9)
    }

    @Test(
        "A bitmap in any version, and of any height, is an image",
        arguments: [
            Icon.bitmap(width: 20, height: 10, size: 12), Icon.bitmap(width: 20, height: 10, size: 124),
            BMP.bitmap(width: 20, height: 21), BMP.bitmap(width: 20, height: -20),
        ])
    func bitmapVersions(data: [UInt8]) throws {
        #expect(try size(Icon.file([Icon.Image(data, claiming: 20, 10)])) == [20, 10])
    }

    @Test(
        "What is no image is refused",
        arguments: [
            [UInt8](repeating: 0, count: 40), [UInt8](repeating: 0xEE, count: 40), BMP.bitmap(width: 0, height: 20),
            BMP.file(BMP.bitmap(width: 20, height: 20)),
        ])
    func noImage(data: [UInt8]) {
        guard case .invalid = probeError(Icon.file([Icon.Image(data, claiming: 20, 20)])) else {
            Issue.record("not refused as invalid")
            return
        }
    }

    @Test("An image inside the directory is refused, also where it is not the largest")
    func insideDirectory() {
        let image = Icon.Image(Icon.png(width: 256, height: 256), claiming: 0, 0)
        let small = Icon.Image(Icon.bitmap(width: 8, height: 8), claiming: 8, 8)
        let inside = [0, 0, 1, 0, 1, 0] + Icon.entry(image, at: 21) + image.data
        #expect(probeError(inside) == .invalid("the icon directory names an image at offset 21, inside the directory"))
        let second = [0, 0, 1, 0, 2, 0] + Icon.entry(image, at: 38) + Icon.entry(small, at: 6) + image.data
        #expect(probeError(second) == .invalid("the icon directory names an image at offset 6, inside the directory"))
    }

    @Test("Only the largest image has to be there")
    func outside() throws {
        let image = Icon.Image(Icon.png(width: 64, height: 64), claiming: 64, 64)
        let small = Icon.Image(Icon.bitmap(width: 8, height: 8), claiming: 8, 8)
        let bytes = [0, 0, 1, 0, 1, 0] + Icon.entry(image, at: 0xFFFF_FFFF) + image.data
        #expect(probeError(bytes) == .truncated(expected: 0xFFFF_FFFF + 16))
        let other = [0, 0, 1, 0, 2, 0] + Icon.entry(image, at: 38) + Icon.entry(small, at: 0xFFFF_FFFF) + image.data
        #expect(try size(other) == [64, 64])
    }

    @Test("An empty directory is no icon")
    func empty() {
        #expect(probeError([0, 0, 1, 0, 0, 0] + [UInt8](repeating: 1, count: 40)) == .notAnImage)
    }
}
