/// Paths as references (RFC 3986).
enum RelativeReference {
    /// A path as a relative reference, or as a file URL where it is absolute (RFC 3986 §§2.1, 4.2; RFC 8089).
    static func text(toPath path: String) -> String {
        let isPlain: (UInt8) -> Bool = {
            switch $0 {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
            default: false
            }
        }
        var text = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
