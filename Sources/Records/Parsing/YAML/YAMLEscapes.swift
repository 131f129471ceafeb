/// The escapes of double quotes (YAML 1.1 §5.6), and `\/` of YAML 1.2.
enum YAMLEscapes {
    /// Decodes what stands between double quotes; false where an escape is none of libyaml's.
    static func decode(_ source: SourceBytes, _ range: Range<Int>, into result: inout [UInt8]) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard source[index] == .backslash else {
                result.append(source[index])
                index += 1
                continue
            }
            guard let escape = escape(source, at: index + 1), index + 2 + escape.digits <= range.upperBound else {
                return false
            }
            result.append(contentsOf: String(escape.character).utf8)
            index += 2 + escape.digits
        }
        return true
    }

    /// The character whose escape has that letter at `index`, and the number of digits behind that.
    private static func escape(_ source: SourceBytes, at index: Int) -> (character: Unicode.Scalar, digits: Int)? {
        switch source[index] {
        case UInt8(ascii: "x"): return digits(2, source, at: index + 1)
        case UInt8(ascii: "u"): return digits(4, source, at: index + 1)
        case UInt8(ascii: "U"): return digits(8, source, at: index + 1)
        default: return character(for: source[index]).map { ($0, 0) }
        }
    }

    private static func digits(
        _ count: Int, _ source: SourceBytes, at index: Int
    ) -> (character: Unicode.Scalar, digits: Int)? {
        var value: UInt32 = 0
        for place in index..<index + count {
            guard let digit = hexDigit(source[place]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        // None is a surrogate, or beyond Unicode.
        return Unicode.Scalar(value).map { ($0, count) }
    }

    private static func character(for letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "0"): "\0"
        case UInt8(ascii: "a"): "\u{7}"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "v"): "\u{B}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "e"): "\u{1B}"
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): Unicode.Scalar(letter)
        case UInt8(ascii: "N"): "\u{85}"
        case UInt8(ascii: "_"): "\u{A0}"
        case UInt8(ascii: "L"): "\u{2028}"
        case UInt8(ascii: "P"): "\u{2029}"
        default: nil
        }
    }
}
