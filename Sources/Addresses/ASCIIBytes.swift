extension UInt8 {
    package static let space = UInt8(ascii: " ")
    package static let slash = UInt8(ascii: "/")
    package static let delete: UInt8 = 0x7f

    package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    package var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    package var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

    /// The value of a hexadecimal digit.
    package var hexValue: UInt8? {
        guard isHexDigit else { return nil }
        return isDigit ? self - UInt8(ascii: "0") : (self | 0x20) - UInt8(ascii: "a") + 10
    }
}
