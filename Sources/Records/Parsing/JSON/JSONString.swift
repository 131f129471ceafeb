/// The content of JSON strings (RFC 8259 §7).
enum JSONString {
    /// The content between the quotes of a well-formed string with its escapes resolved, in UTF-8.
    ///
    /// A lone surrogate becomes U+FFFD.
    static func decoded(_ content: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            let byte = content[index]
            index += 1
            guard byte == .backslash, index < content.count else {
                result.append(byte)
                continue
            }
            let escape = content[index]
            index += 1
            switch escape {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(.lineFeed)
            case UInt8(ascii: "r"): result.append(.carriageReturn)
            case UInt8(ascii: "t"): result.append(.tab)
            case UInt8(ascii: "u"): appendCodePoint(of: content, at: &index, to: &result)
            default: result.append(escape)
            }
        }
        return result
    }

    private static func appendCodePoint(
        of content: UnsafeRawBufferPointer, at index: inout Int, to result: inout [UInt8]
    ) {
        guard let unit = codeUnit(of: content, at: index) else { return }
        index += 4
        var value = UInt32(unit)
        let hasSecondEscape =
            index + 1 < content.count && content[index] == .backslash && content[index + 1] == UInt8(ascii: "u")
        if UTF16.isLeadSurrogate(unit), hasSecondEscape, let trail = codeUnit(of: content, at: index + 2),
            UTF16.isTrailSurrogate(trail)
        {
            value = 0x1_0000 + (UInt32(unit & 0x3FF) << 10) + UInt32(trail & 0x3FF)
            index += 6
        }
        result.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    private static func codeUnit(of content: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
        guard index + 4 <= content.count else { return nil }
        var value: UInt16 = 0
        for byte in content[index..<index + 4] {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    /// A JSON string literal, quotes included, for a text.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
