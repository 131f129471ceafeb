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
            guard let close = source.closingQuote(from: index, lineEnd: lineEnd) else { return nil }
            // A key with escapes is rare.
            let hasEscapes = close.hasEscapes
            index = close.end
            skipSpaces()
            let isKey = source[index] == UInt8(ascii: ":") && source.isBlankOrEnd(at: index + 1)
            if isKey, hasEscapes { return nil }
            return Key(kind: isDouble ? .doubleQuoted : .singleQuoted, end: close.end, isKey: isKey)
        case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "{"):
            return Key(kind: .plain, end: start, isKey: false)
        default:
            guard source.startsPlain(at: index) else { return nil }
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
            } else if source.isBlankOrEnd(at: found + 1) {
                index = found
                return Key(kind: .plain, end: source.endWithoutSpaces(start..<found), isKey: true)
            }
            next = found + 1
        }
        return Key(kind: .plain, end: start, isKey: false)
    }

    /// Reads a plain scalar and the rest of its line.
    @inline(__always)
    mutating func scanPlainValue() -> Bool {
        if !source.startsPlain(at: index) { return false }
        let start = index
        let textEnd = lineEnd > start && source[lineEnd - 1] == .carriageReturn ? lineEnd - 1 : lineEnd
        var valueEnd = textEnd
        var next = start
        while let found = source.firstIndex(of: UInt8(ascii: ":"), or: UInt8(ascii: "#"), in: next..<textEnd) {
            if source[found] == UInt8(ascii: ":") {
                if source.isBlankOrEnd(at: found + 1) { return false }
            } else if source[found - 1] == .space {
                valueEnd = found
                break
            }
            next = found + 1
        }
        skipLine()
        steps.append(.plain, start..<source.endWithoutSpaces(start..<valueEnd))
        return true
    }

    @inline(__always)
    mutating func scanDoubleQuoted() -> Bool {
        let start = index
        guard let close = source.closingQuote(from: start, lineEnd: lineEnd) else { return false }
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
        guard let close = source.closingQuote(from: start, lineEnd: lineEnd) else { return false }
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
