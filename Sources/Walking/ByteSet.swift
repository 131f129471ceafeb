/// A set of bytes.
struct ByteSet: Sendable, Hashable {
    private var words = SIMD4<UInt64>(repeating: 0)

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    /// Takes in all bytes for which `isMember` says so.
    mutating func insert(where isMember: (UInt8) -> Bool) {
        for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
    }

    mutating func invert() { words = ~words }
}

extension ByteSet {
    /// The bytes of a named class in the C locale (POSIX.1-2017 §7.3.1); nil for an unknown name.
    static func named(_ name: some Sequence<UInt8>) -> ByteSet? {
        let isMember: (UInt8) -> Bool
        switch String(decoding: Array(name), as: UTF8.self) {
        case "alnum": isMember = { isAlpha($0) || isDigit($0) }
        case "alpha": isMember = isAlpha
        case "blank": isMember = { $0 == 0x20 || $0 == 0x09 }
        case "cntrl": isMember = { $0 < 0x20 || $0 == 0x7F }
        case "digit": isMember = isDigit
        case "graph": isMember = { $0 > 0x20 && $0 < 0x7F }
        case "lower": isMember = isLower
        case "print": isMember = { $0 >= 0x20 && $0 < 0x7F }
        case "punct": isMember = { $0 > 0x20 && $0 < 0x7F && !isAlpha($0) && !isDigit($0) }
        case "space": isMember = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        case "upper": isMember = isUpper
        case "xdigit": isMember = { isDigit($0) || (0x41...0x46).contains($0 & ~0x20) }
        default: return nil
        }
        var set = ByteSet()
        set.insert(where: isMember)
        return set
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isAlpha(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
}
