/// Builds JPEGs out of segments.
enum JPEG {
    static let start: [UInt8] = [0xFF, 0xD8]
    static let end: [UInt8] = [0xFF, 0xD9]
    /// A scan of one component with some data that nothing decodes.
    static let scan: [UInt8] = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0x34, 0x56]

    static func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [0xFF, marker] + bigEndian(contents.count + 2, size: 2) + contents
    }

    static func frame(width: Int, height: Int, marker: UInt8 = 0xC0) -> [UInt8] {
        segment(marker, [8] + bigEndian(height, size: 2) + bigEndian(width, size: 2) + [1, 1, 0x11, 0])
    }

    static func exif(_ data: [UInt8], padding: UInt8 = 0) -> [UInt8] {
        segment(0xE1, Array("Exif".utf8) + [0, padding] + data)
    }

    /// A whole file with the given segments before its scan.
    static func image(_ segments: [UInt8]...) -> [UInt8] {
        start + segments.flatMap { $0 } + scan + end
    }
}
