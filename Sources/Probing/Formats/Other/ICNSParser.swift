/// ICNS, Apple's icons: the size of the largest image, by walking the elements.
///
/// The type of an element tells its size in pixels, twice the points where it is for dense displays; a PNG inside is
/// believed more. Masks and previews without a size of their own don't count.
package struct ICNSParser: HeaderParser {
    package static let name = "icns"
    package static let mediaType = "image/x-icns"
    package static let signature: [Int: [UInt8]] = [0: Array("icns".utf8)]

    /// Bytes of an element header, and of a PNG as far as its size.
    private static let elementSize = 8
    private static let imageSize = 24

    /// File offset of the first byte behind the icon; 0 before its header is read.
    private var end = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0x6963_6E73, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard end > 0 else {
            guard let size = bytes.uint32(at: 4, .bigEndian) else { return .needs(8) }
            guard size > 8 else { throw .invalid("the icon is empty: its length is \(size)") }
            end = size
            return .jump(8)
        }
        let remaining = end - state.position
        // What is left behind the last element is no element.
        guard remaining >= Self.elementSize else { return .finished }
        guard let type = bytes.uint32(at: 0, .bigEndian), let size = bytes.uint32(at: 4, .bigEndian) else {
            return .needs(Self.elementSize)
        }
        guard size >= Self.elementSize, size <= remaining else {
            throw .invalid("the icon element at offset \(state.position) is \(size) bytes long")
        }
        if var (width, height) = Self.sizeOfElement(type: type) {
            let needed = Self.elementSize + Self.imageSize
            if size >= needed {
                guard bytes.count >= needed else { return .needs(needed) }
                let image = bytes.extracting(droppingFirst: Self.elementSize)
                if let size = PNGParser.sizeOfImage(image) { (width, height) = size }
            }
            // Sides are 31 bits long, so that no area overflows.
            if width * height > state.width * state.height { (state.width, state.height) = (width, height) }
        }
        return .jump(size)
    }

    /// Width and height in pixels of the images of a type; nil for masks and all that is no image.
    private static func sizeOfElement(type: Int) -> (width: Int, height: Int)? {
        switch type {
        // icm#, icm4, icm8
        case 0x6963_6D23, 0x6963_6D34, 0x6963_6D38: (16, 12)
        // ics#, ics4, ics8, is32, icp4, ic04
        case 0x6963_7323, 0x6963_7334, 0x6963_7338, 0x6973_3332, 0x6963_7034, 0x6963_3034: (16, 16)
        // icsb
        case 0x6963_7362: (18, 18)
        // sb24
        case 0x7362_3234: (24, 24)
        // ICON, ICN#, icl4, icl8
        case 0x4943_4F4E, 0x4943_4E23, 0x6963_6C34, 0x6963_6C38: (32, 32)
        // il32, icp5, ic05, ic11
        case 0x696C_3332, 0x6963_7035, 0x6963_3035, 0x6963_3131: (32, 32)
        // icsB
        case 0x6963_7342: (36, 36)
        // ich#, ich4, ich8, ih32, SB24
        case 0x6963_6823, 0x6963_6834, 0x6963_6838, 0x6968_3332, 0x5342_3234: (48, 48)
        // icp6, ic12
        case 0x6963_7036, 0x6963_3132: (64, 64)
        // it32, ic07
        case 0x6974_3332, 0x6963_3037: (128, 128)
        // ic08, ic13
        case 0x6963_3038, 0x6963_3133: (256, 256)
        // ic09, ic14
        case 0x6963_3039, 0x6963_3134: (512, 512)
        // ic10
        case 0x6963_3130: (1024, 1024)
        default: nil
        }
    }
}

extension ImageFormat {
    package static var icns: ImageFormat { ICNSParser.format }
}
