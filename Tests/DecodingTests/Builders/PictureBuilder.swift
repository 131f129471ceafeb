import Decoding

extension Picture {
    /// A picture whose pixels, red, green, blue and opacity, are computed from their places.
    init(width: Int, height: Int, pixel: (_ x: Int, _ y: Int) -> [Int]) {
        let pixels = (0..<height).flatMap { y in (0..<width).flatMap { x in pixel(x, y).map { UInt8($0 & 255) } } }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// A picture of opaque grey levels.
    init(gray rows: [[Int]]) {
        self.init(width: rows[0].count, height: rows.count) { x, y in [rows[y][x], rows[y][x], rows[y][x], 255] }
    }

    init(_ picture: TestPicture) {
        self.init(width: picture.width, height: picture.height) { x, y in
            let start = 3 * (y * picture.width + x)
            return picture.pixels[start..<start + 3].map { Int($0) } + [255]
        }
    }
}
