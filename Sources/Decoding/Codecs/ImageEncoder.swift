import CImageCodecs

/// Encodes pictures that this program has made or decoded.
///
/// Pixels are rows of RGB from the top, one byte a component. What is passed comes from this program, never from
/// input: sides outside 1 to 65,500 or a wrong number of bytes are programming errors and trap, as does a lack of memory.
package enum ImageEncoder {
    /// The largest width and height in pixels: libjpeg's own limit.
    package static let maximumSide = 65_500

    /// A baseline JPEG of `quality` 1 to 100; an `orientation` of 1 to 8 is written as EXIF.
    package static func jpeg(
        width: Int, height: Int, quality: Int = 85, pixels: [UInt8], orientation: Int? = nil
    ) -> [UInt8] {
        check(width: width, height: height, pixels: pixels)
        precondition((1...100).contains(quality), "JPEG quality out of range")
        precondition(orientation.map { (1...8).contains($0) } ?? true, "EXIF orientation out of range")
        let exif = orientation.map { ExifSegment.contents(orientation: $0) } ?? []
        return bytes(
            of: codec_jpeg_encode(pixels, UInt32(width), UInt32(height), Int32(quality), exif, exif.count))
    }

    /// A PNG with 8 bits a component.
    package static func png(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
        check(width: width, height: height, pixels: pixels)
        return bytes(of: codec_png_encode(pixels, UInt32(width), UInt32(height)))
    }

    private static func check(width: Int, height: Int, pixels: [UInt8]) {
        let sides = 1...maximumSide
        precondition(sides.contains(width) && sides.contains(height), "side out of range")
        precondition(pixels.count == 3 * width * height, "wrong number of pixels")
    }

    private static func bytes(of buffer: codec_buffer) -> [UInt8] {
        defer { codec_buffer_free(buffer) }
        precondition(buffer.bytes != nil, "out of memory")
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }
}
