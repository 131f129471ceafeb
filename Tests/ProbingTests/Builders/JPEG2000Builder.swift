import TestSupport

/// Builds JPEG 2000 codestreams and the boxes around them.
enum JPEG2000 {
    static let signature: [UInt8] = bigEndian(12, size: 4) + Array("jP  ".utf8) + [0x0D, 0x0A, 0x87, 0x0A]
    static let fileType = Box.make("ftyp", Array("jp2 ".utf8) + [0, 0, 0, 0] + Array("jp2 ".utf8))

    /// A codestream whose image area begins at an offset; its tiles are as large as the reference grid unless told.
    static func codestream(
        width: Int, height: Int, x: Int = 0, y: Int = 0, components: Int = 3, tile: (x: Int, width: Int)? = nil
    ) -> [UInt8] {
        let end = [x + width, y + height]
        let numbers = end + [x, y, tile?.width ?? end[0], end[1], tile?.x ?? 0, 0]
        return [0xFF, 0x4F, 0xFF, 0x51] + bigEndian(38 + 3 * components, size: 2) + [0, 0]
            + numbers.flatMap { bigEndian($0, size: 4) } + bigEndian(components, size: 2)
            + [UInt8](repeating: 7, count: 3 * components) + [0xFF, 0x52]
    }

    static func header(width: Int, height: Int) -> [UInt8] {
        let contents = bigEndian(height, size: 4) + bigEndian(width, size: 4) + [0, 3, 7, 7, 0, 0]
        return Box.make("jp2h", Box.make("ihdr", contents))
    }

    static func file(_ boxes: [UInt8]...) -> [UInt8] {
        signature + fileType + boxes.flatMap { $0 }
    }
}
