/// EXIF data that hold nothing but an orientation (Exif 2.32 §4.6.4).
enum ExifSegment {
    /// The contents of a JPEG APP1 segment: the prefix, and a big-endian TIFF structure with one entry.
    static func contents(orientation: Int) -> [UInt8] {
        Array("Exif".utf8) + [0, 0]
            + Array("MM".utf8) + [0, 42, 0, 0, 0, 8]
            // One entry: the tag, SHORT, once, the value and its padding; then no further directory.
            + [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(truncatingIfNeeded: orientation), 0, 0, 0, 0, 0, 0]
    }
}
