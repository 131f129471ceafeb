/// Takes the bytes of an XML file apart into code units, in the encodings that XML files have (XML 1.0 appendix F).
///
/// UTF-16 is told by its byte order mark, or by the zero byte beside the first character. In all other files markup is
/// ASCII: UTF-8, ISO 8859 and their like pass through byte by byte, whatever their declaration says.
struct XMLCodeUnits: Sendable {
    /// How the bytes make code units.
    enum Form: UInt8 {
        /// One each.
        case bytes
        /// Two each.
        case bigEndian, littleEndian
    }

    private enum Stage: UInt8 {
        case start
        /// One byte of a byte order mark has been read, or two of that of UTF-8, or all three.
        case markBigEndian, markLittleEndian, mark8, mark8End, marked8
        /// The first character was ASCII, and its second byte would make it UTF-16.
        case second
        case bytes
        case bigEndian, bigEndianLow
        case littleEndian, littleEndianHigh
    }

    private var stage = Stage.start
    private var first: UInt8 = 0
    private var hasUnit = false
    /// Number of bytes of byte order marks; browsers pass by two, as files have that were put together.
    private(set) var markLength: UInt8 = 0

    var form: Form {
        switch stage {
        case .bigEndian, .bigEndianLow: .bigEndian
        case .littleEndian, .littleEndianHigh: .littleEndian
        default: .bytes
        }
    }

    /// The code unit that ends with `byte`, or nil where more of it must come.
    mutating func next(_ byte: UInt8) throws(ProbeError) -> UInt16? {
        switch stage {
        case .bytes: return UInt16(byte)
        case .bigEndian, .littleEndian:
            first = byte
            stage = stage == .bigEndian ? .bigEndianLow : .littleEndianHigh
        case .bigEndianLow:
            stage = .bigEndian
            return wideUnit(UInt16(first) << 8 | UInt16(byte))
        case .littleEndianHigh:
            stage = .littleEndian
            return wideUnit(UInt16(byte) << 8 | UInt16(first))
        case .second where byte == 0: stage = .littleEndian
        case .second:
            stage = .bytes
            return UInt16(byte)
        case .start: return startUnit(byte)
        case .markBigEndian where byte == 0xFF: endMark(2, .bigEndian)
        case .markLittleEndian where byte == 0xFE: endMark(2, .littleEndian)
        case .mark8 where byte == 0xBB: stage = .mark8End
        case .mark8End where byte == 0xBF: endMark(3, .marked8)
        case .marked8 where byte == 0xEF && markLength == 3: stage = .mark8
        case .marked8:
            stage = .bytes
            return UInt16(byte)
        case .markBigEndian, .markLittleEndian, .mark8, .mark8End: throw .notAnImage
        }
        return nil
    }

    private mutating func startUnit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0xFE: stage = .markBigEndian
        case 0xFF: stage = .markLittleEndian
        case 0xEF: stage = .mark8
        case 0x00: stage = .bigEndianLow
        default:
            stage = .second
            return UInt16(byte)
        }
        return nil
    }

    private mutating func endMark(_ length: UInt8, _ next: Stage) {
        markLength += length
        stage = next
    }

    private mutating func wideUnit(_ unit: UInt16) -> UInt16? {
        if !hasUnit, unit == 0xFEFF, markLength == 2 {
            markLength = 4
            return nil
        }
        hasUnit = true
        return unit
    }
}

extension UInt16 {
    /// Blank, tab, line feed and carriage return, the white space of XML (XML 1.0 §2.3).
    var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

    /// Whether a name may begin with it; characters beyond ASCII are taken for letters (XML 1.0 §2.3).
    var isXMLNameStart: Bool {
        self >= 0x80 || self == 0x3A || self == 0x5F || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }

    /// Whether a name may go on with it.
    var isXMLNameCharacter: Bool {
        isXMLNameStart || self == 0x2D || self == 0x2E || (0x30...0x39).contains(self)
    }

    /// Whether it is a quotation mark or an apostrophe.
    var isXMLQuote: Bool { self == 0x22 || self == 0x27 }
}
