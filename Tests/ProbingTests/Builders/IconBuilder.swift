import TestSupport

/// Builds icons and cursors out of images.
enum Icon {
    /// An image and what the directory says of it.
    struct Image {
        var data: [UInt8]
        var width: Int
        var height: Int
        /// What the directory says of bits a pixel; of a cursor a coordinate of its hotspot.
        var bitCount = 9
        /// What the directory says of the palette.
        var colours = 0

        init(_ data: [UInt8], claiming width: Int, _ height: Int) {
            self.data = data
            self.width = width
            self.height = height
        }
    }

    static let icon = 1
    static let cursor = 2

    /// A bitmap as icons hold it: its header counts the rows of the mask too.
    static func bitmap(width: Int, height: Int, size: Int = 40) -> [UInt8] {
        BMP.bitmap(width: width, height: 2 * height, size: size, depth: 32)
    }

    static func png(width: Int, height: Int) -> [UInt8] {
        PNG.image(PNG.header(width: width, height: height))
    }

    /// A file whose images stand in the order of `order`, or else in that of the directory.
    static func file(type: Int = icon, _ images: [Image], order: [Int]? = nil, gap: Int = 0) -> [UInt8] {
        var offset = 6 + 16 * images.count + gap
        var offsets = [Int](repeating: 0, count: images.count)
        var data = [UInt8](repeating: 0xEE, count: gap)
        for index in order ?? Array(images.indices) {
            offsets[index] = offset
            offset += images[index].data.count
            data += images[index].data
        }
        let entries = images.indices.flatMap { entry(images[$0], at: offsets[$0]) }
        return [0, 0, UInt8(type), 0] + littleEndian(images.count, size: 2) + entries + data
    }

    static func entry(_ image: Image, at offset: Int) -> [UInt8] {
        [UInt8(image.width & 0xFF), UInt8(image.height & 0xFF), UInt8(image.colours), 0, 7, 0]
            + littleEndian(image.bitCount, size: 2) + littleEndian(image.data.count, size: 4)
            + littleEndian(offset, size: 4)
    }
}
