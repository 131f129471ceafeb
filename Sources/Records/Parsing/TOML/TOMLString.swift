/// A value of TOML that is neither an array nor a table.
struct TOMLScalar {
    /// What it takes to get the value from `content`.
    enum Form {
        case asWritten
        /// A basic string with escapes.
        case escaped
        /// A number with underscores, or in base 2 or 8.
        case number
    }

    /// Quotes included.
    var range: Range<Int>
    /// Without quotes, and without the line end that may follow the opening ones.
    var content: Range<Int>
    var style: Scalar.Style
    var form = Form.asWritten
}

extension TOMLScanner {
    /// Takes a basic or literal string that ends on its line.
    mutating func singleLineString() throws(ParseFailure) -> TOMLScalar {
        let start = position
        let quote = current
        var form = TOMLScalar.Form.asWritten
        position += 1
        while current != quote {
            if current == .backslash, quote == .quotationMark {
                form = .escaped
                try skipEscape()
            } else if isAtEnd || current.isLineEnd {
                throw ParseFailure(offset: start, message: "the string has no closing quote on its line; add it")
            } else if current.isForbiddenInTOML {
                throw controlCharacter
            } else {
                position += 1
            }
        }
        position += 1
        return TOMLScalar(
            range: start..<position, content: start + 1..<position - 1, style: Self.style(of: quote), form: form)
    }

    /// Takes a string between three quotes, which may go over several lines.
    mutating func multiLineString() throws(ParseFailure) -> TOMLScalar {
        let start = position
        let quote = current
        var form = TOMLScalar.Form.asWritten
        position += 3
        position += lineEndLength(at: position)
        let contentStart = position
        while true {
            if current == quote, let end = closingQuotes(quote) {
                return TOMLScalar(
                    range: start..<position, content: contentStart..<end, style: Self.style(of: quote), form: form)
            }
            let lineEnd = lineEndLength(at: position)
            if lineEnd > 0 {
                position += lineEnd
            } else if current == .backslash, quote == .quotationMark {
                form = .escaped
                if !skipLineContinuation() { try skipEscape() }
            } else if isAtEnd {
                throw ParseFailure(offset: start, message: "the string has no three closing quotes; add them")
            } else if current.isForbiddenInTOML {
                throw controlCharacter
            } else if current != quote {
                position += 1
            }
        }
    }

    /// Takes a run of quotes; the end of the content where they close the string.
    ///
    /// One or two quotes may stand before the closing three, so that five is the longest run.
    private mutating func closingQuotes(_ quote: UInt8) -> Int? {
        let start = position
        while current == quote, position - start < 5 { position += 1 }
        return position - start < 3 ? nil : position - 3
    }

    /// Takes a backslash that is the last thing on its line.
    private mutating func skipLineContinuation() -> Bool {
        var index = position + 1
        while self[index].isBlank { index += 1 }
        if lineEndLength(at: index) == 0 { return false }
        position = index
        return true
    }

    private mutating func skipEscape() throws(ParseFailure) {
        switch self[position + 1] {
        case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"),
            .quotationMark, .backslash:
            position += 2
        case UInt8(ascii: "u") where isCodePoint(at: position + 2, digits: 4): position += 6
        case UInt8(ascii: "U") where isCodePoint(at: position + 2, digits: 8): position += 10
        default: throw failure("this is no escape of TOML; double the backslash, or use single quotes")
        }
    }

    private func isCodePoint(at index: Int, digits: Int) -> Bool {
        if index + digits > end { return false }
        return TOMLString.codePoint(source.slice(index..<index + digits)[...]) != nil
    }

    private var controlCharacter: ParseFailure {
        failure("a string holds a control character; write it as an escape, as in \\u0007")
    }

    private static func style(of quote: UInt8) -> Scalar.Style {
        quote == .quotationMark ? .doubleQuoted : .singleQuoted
    }
}

/// The content of basic strings.
enum TOMLString {
    /// The content of a well-formed string with its escapes resolved, in UTF-8.
    static func decoded(_ content: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var rest = content[...]
        while let byte = rest.popFirst() {
            guard byte == .backslash, let escape = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch escape {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "t"): result.append(.tab)
            case UInt8(ascii: "n"): result.append(.lineFeed)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "r"): result.append(.carriageReturn)
            case UInt8(ascii: "u"): appendCodePoint(&rest, digits: 4, to: &result)
            case UInt8(ascii: "U"): appendCodePoint(&rest, digits: 8, to: &result)
            case _ where escape.isBlank || escape.isLineEnd: rest = rest.drop { $0.isBlank || $0.isLineEnd }
            default: result.append(escape)
            }
        }
        return result
    }

    private static func appendCodePoint(
        _ rest: inout Slice<UnsafeRawBufferPointer>, digits: Int, to result: inout [UInt8]
    ) {
        guard let scalar = codePoint(rest.prefix(digits)) else { return }
        rest = rest.dropFirst(digits)
        result.append(contentsOf: String(scalar).utf8)
    }

    /// The code point with those hexadecimal digits, of which there are eight at most; surrogates are none.
    static func codePoint(_ digits: Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar? {
        var value: UInt32 = 0
        for byte in digits {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
