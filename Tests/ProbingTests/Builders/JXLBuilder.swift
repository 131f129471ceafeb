import TestSupport

/// Builds the headers of JPEG XL codestreams bit by bit, the lowest bit first.
struct JXL {
    static let signature: [UInt8] = bigEndian(12, size: 4) + Array("JXL ".utf8) + [0x0D, 0x0A, 0x87, 0x0A]
    static let fileType = Box.make("ftyp", Array("jxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8))

    private var bits: [Bool] = []

    mutating func append(_ value: Int, _ count: Int) {
        for place in 0..<count { bits.append(value >> place & 1 == 1) }
    }

    /// A side by the number of its selector.
    mutating func append(side: Int) {
        let sizes = [9, 13, 18, 30]
        let selector = sizes.firstIndex { side <= 1 << $0 } ?? 3
        append(selector, 2)
        append(side - 1, sizes[selector])
    }

    mutating func append(width: Int, height: Int, ratio: Int = 0) {
        append(0, 1)
        append(side: height)
        append(ratio, 3)
        if ratio == 0 { append(side: width) }
    }

    mutating func append(smallWidth width: Int, height: Int, ratio: Int = 0) {
        append(1, 1)
        append(height / 8 - 1, 5)
        append(ratio, 3)
        if ratio == 0 { append(width / 8 - 1, 5) }
    }

    /// Metadata with their extra fields.
    mutating func append(orientation: Int, isAnimated: Bool = false, hasSizeAndPreview: Bool = false) {
        append(0, 1)
        append(1, 1)
        append(orientation - 1, 3)
        append(hasSizeAndPreview ? 1 : 0, 1)
        if hasSizeAndPreview { append(width: 77, height: 700_000) }
        append(hasSizeAndPreview ? 1 : 0, 1)
        if hasSizeAndPreview {
            // Sides of 66 and 1,345 pixels, which take 8 and 12 bits.
            append(0, 1)
            append(1, 2)
            append(1, 8)
            append(0, 3)
            append(3, 2)
            append(0, 12)
        }
        append(isAnimated ? 1 : 0, 1)
    }

    /// The codestream, with a few bytes behind its headers.
    var codestream: [UInt8] { headers + [0xAA, 0x55, 0xAA, 0x55, 0xAA, 0x55, 0xAA, 0x55] }

    /// The signature and the bits so far, filled up with zeros.
    var headers: [UInt8] {
        var bytes: [UInt8] = [0xFF, 0x0A]
        for (index, bit) in bits.enumerated() {
            if index % 8 == 0 { bytes.append(0) }
            if bit { bytes[bytes.count - 1] |= 1 << UInt8(index % 8) }
        }
        return bytes
    }

    /// Puts a codestream of any kind into a file of boxes.
    static func file(_ boxes: [UInt8]...) -> [UInt8] {
        signature + fileType + boxes.flatMap { $0 }
    }

    static func part(_ number: Int, _ contents: [UInt8], isLast: Bool = false) -> [UInt8] {
        Box.make("jxlp", bigEndian(number | (isLast ? 0x8000_0000 : 0), size: 4) + contents)
    }

    static func codestream(
        width: Int, height: Int, orientation: Int = 1, isAnimated: Bool = false, hasSizeAndPreview: Bool = false
    ) -> [UInt8] {
        var stream = JXL()
        stream.append(width: width, height: height)
        stream.append(orientation: orientation, isAnimated: isAnimated, hasSizeAndPreview: hasSizeAndPreview)
        return stream.codestream
    }
}
