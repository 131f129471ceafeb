extension PNGParser {
    /// The size of a PNG inside of another file; nil where its first 24 bytes are no sound PNG header.
    static func sizeOfImage(_ bytes: Span<UInt8>) -> (width: Int, height: Int)? {
        guard bytes.uint32(at: 0, .bigEndian) == 0x8950_4E47, bytes.uint32(at: 4, .bigEndian) == 0x0D0A_1A0A,
            bytes.uint32(at: 8, .bigEndian) == 13, bytes.uint32(at: 12, .bigEndian) == 0x4948_4452,
            let width = bytes.uint32(at: 16, .bigEndian), let height = bytes.uint32(at: 20, .bigEndian)
        else { return nil }
        guard (1...Int(Int32.max)).contains(width), (1...Int(Int32.max)).contains(height) else { return nil }
        return (width, height)
    }
}
