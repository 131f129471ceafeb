/// Scalars that are whole on their line.
extension YAMLScanner {
    /// What may be a key.
    struct Key {
        var kind: YAMLStep.Kind
        /// Where it ends, before the blanks in front of the colon.
        var end: Int
        var isKey: Bool
    }

    /// Reads what stands before a colon, to which it goes, or finds that there is none; nil where libyaml has to.
    @inline(__always)
    mutating func scanKey() -> Key? {
        let start = index
        switch source[index] {
        case .quotationMark, UInt8(ascii: "'"):
            let isDouble = source[index] == .quotationMark
            guard let close = closingQuote(from: index) else { return nil }
            // A key with escapes is rare.
            let hasEscapes = close.hasEscapes
            index = close.end
            skipSpaces()
            let isKey = source[index] == UInt8(ascii: ":") && isBlankOrEnd(index + 1)
            if isKey, hasEscapes { return nil }
            return Key(kind: isDouble ? .doubleQuoted : .singleQuoted, end: close.end, isKey: isKey)
        case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "{"):
            return Key(kind: .plain, end: start, isKey: false)
        default:
            guard startsPlain(at: index) else { return nil }
            return scanPlainKey()
        }
    }

    @inline(__always)
    private mutating func scanPlainKey() -> Key {
        let start = index
        var next = start
        while let found = source.firstIndex(of: UInt8(ascii: ":"), or: UInt8(ascii: "#"), in: next..<lineEnd) {
            if source[found] == UInt8(ascii: "#") {
                if source[found - 1] == .space { break }
            } else if isBlankOrEnd(found + 1) {
                index = found
                return Key(kind: .plain, end: endWithoutSpaces(start..<found), isKey: true)
            }
            next = found + 1
        }
        return Key(kind: .plain, end: start, isKey: false)
    }

    /// Whether a plain scalar may start there (YAML 1.1 §9.1.3) that needs no second look.
    @inline(__always)
    private func startsPlain(at index: Int) -> Bool {
        switch source[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        case UInt8(ascii: "-"): !isBlankOrEnd(index + 1)
        case UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Reads a plain scalar and the rest of its line.
    @inline(__always)
    mutating func scanPlainValue() -> Bool {
        if !startsPlain(at: index) { return false }
        let start = index
        let textEnd = lineEnd > start && source[lineEnd - 1] == .carriageReturn ? lineEnd - 1 : lineEnd
        var valueEnd = textEnd
        var next = start
        while let found = source.firstIndex(of: UInt8(ascii: ":"), or: UInt8(ascii: "#"), in: next..<textEnd) {
            if source[found] == UInt8(ascii: ":") {
                if isBlankOrEnd(found + 1) { return false }
            } else if source[found - 1] == .space {
                valueEnd = found
                break
            }
            next = found + 1
        }
        skipLine()
        steps.append(.plain, start..<endWithoutSpaces(start..<valueEnd))
        return true
    }

    @inline(__always)
    private func endWithoutSpaces(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, source[end - 1] == .space { end -= 1 }
        return end
    }

    /// Where the quotes end that start at `start`, behind the closing one; nil where that is not on the line.
    @inline(__always)
    func closingQuote(from start: Int) -> (end: Int, hasEscapes: Bool)? {
        let quote = source[start]
        let escape: UInt8 = quote == .quotationMark ? .backslash : quote
        guard let first = source.firstIndex(of: quote, or: escape, in: start + 1..<lineEnd) else { return nil }
        // Two quotes are one between single ones.
        if source[first] == quote, quote == .quotationMark || source[first + 1] != quote { return (first + 1, false) }
        return closingQuoteAmongEscapes(from: start)
    }

    private func closingQuoteAmongEscapes(from start: Int) -> (end: Int, hasEscapes: Bool)? {
        let quote = source[start]
        var index = start + 1
        var hasEscapes = false
        while true {
            switch source[index] {
            case quote:
                if quote == .quotationMark || source[index + 1] != quote { return (index + 1, hasEscapes) }
                hasEscapes = true
                index += 2
            case .backslash where quote == .quotationMark:
                hasEscapes = true
                // What follows is looked at when the escape is decoded, and is none at the end of a line.
                index += source[index + 1] == .lineFeed || source[index + 1] == .carriageReturn ? 1 : 2
            case .lineFeed, .carriageReturn: return nil
            case 0: if index >= end { return nil } else { index += 1 }
            default: index += 1
            }
        }
    }

    @inline(__always)
    mutating func scanDoubleQuoted() -> Bool {
        let start = index
        guard let close = closingQuote(from: start) else { return false }
        index = close.end
        if !close.hasEscapes {
            steps.append(.doubleQuoted, start..<index)
            return true
        }
        guard YAMLEscapes.decode(source, start + 1..<index - 1, into: &steps.decoded) else { return false }
        steps.appendDecoded(.escapedDoubleQuoted, start..<index)
        return true
    }

    mutating func scanSingleQuoted() -> Bool {
        let start = index
        guard let close = closingQuote(from: start) else { return false }
        index = close.end
        if !close.hasEscapes {
            steps.append(.singleQuoted, start..<index)
            return true
        }
        var place = start + 1
        while place < index - 1 {
            steps.decoded.append(source[place])
            place += source[place] == UInt8(ascii: "'") ? 2 : 1
        }
        steps.appendDecoded(.escapedSingleQuoted, start..<index)
        return true
    }
}
