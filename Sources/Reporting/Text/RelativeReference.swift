/// Paths as references (RFC 3986).
enum RelativeReference {
    /// A path as a relative reference, or as a file URL where it is absolute (RFC 3986 §§2.1, 4.2; RFC 8089).
    static func text(toPath path: String) -> String {
        var text = path.hasPrefix("/") ? "file://" : ""
        if path.utf8.allSatisfy({ $0 == UInt8(ascii: "/") || isUnreserved($0) }) { return text + path }
        for byte in path.utf8 { append(byte, isPlain: byte == UInt8(ascii: "/") || isUnreserved(byte), to: &text) }
        return text
    }

    /// A URL in which nothing is left that could end it in another text; what is encoded already stays so.
    static func encoded(_ url: String) -> String {
        var text = ""
        for byte in url.utf8 {
            append(byte, isPlain: isUnreserved(byte) || "/:?#@!$&*+,;=%[]".utf8.contains(byte), to: &text)
        }
        return text
    }

    private static func append(_ byte: UInt8, isPlain: Bool, to text: inout String) {
        if isPlain { return text.unicodeScalars.append(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
    }

    /// RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
