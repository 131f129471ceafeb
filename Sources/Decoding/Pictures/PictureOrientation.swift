extension Picture {
    /// The picture as it is displayed, after an EXIF orientation from 1 to 8 (Exif 2.32 §4.6.4); others count as 1.
    package func upright(orientation: Int) -> Picture {
        guard (2...8).contains(orientation) else { return self }
        let swapsSides = orientation >= 5
        let (right, bottom) = (width - 1, height - 1)
        return Picture(width: swapsSides ? height : width, height: swapsSides ? width : height, of: self) { x, y in
            switch orientation {
            case 2: (right - x, y)
            case 3: (right - x, bottom - y)
            case 4: (x, bottom - y)
            case 5: (y, x)
            case 6: (y, bottom - x)
            case 7: (right - y, bottom - x)
            default: (right - y, x)
            }
        }
    }

    /// The part of the picture from a corner on; it must lie inside.
    func cropped(x: Int, y: Int, width: Int, height: Int) -> Picture {
        Picture(width: width, height: height, of: self) { (x + $0, y + $1) }
    }

    /// Takes each pixel from a place of another picture.
    private init(
        width: Int, height: Int, of other: Picture, from place: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
    ) {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(4 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let source = place(x, y)
                let start = 4 * (source.y * other.width + source.x)
                for channel in start..<start + 4 { pixels.append(other.pixels[channel]) }
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}
