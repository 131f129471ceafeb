/// Lists and mappings in brackets.
extension YAMLScanner {
    /// Reads what stands in brackets, where it is whole on its line and has nothing that needs a second look.
    mutating func scanFlow(depth: Int) -> Bool {
        let isMapping = source[index] == UInt8(ascii: "{")
        let close = UInt8(ascii: isMapping ? "}" : "]")
        if depth >= 60 { return false }
        steps.append(isMapping ? .flowMapping : .flowSequence, index..<index)
        index += 1
        skipSpaces()
        while source[index] != close {
            if isMapping, !scanFlowKey() { return false }
            if !scanFlowValue(depth: depth + 1) { return false }
            skipSpaces()
            if source[index] == close { break }
            guard source[index] == UInt8(ascii: ",") else { return false }
            index += 1
            skipSpaces()
            // An empty item, or a comma at the end.
            if source[index] == UInt8(ascii: ",") || source[index] == close { return false }
        }
        steps.append(.end, index..<index)
        index += 1
        return true
    }

    private mutating func scanFlowKey() -> Bool {
        let start = index
        if !scanFlowScalar() { return false }
        skipSpaces()
        guard source[index] == UInt8(ascii: ":"), source[index + 1] == .space, index - start < 1_000 else {
            return false
        }
        index += 2
        skipSpaces()
        return true
    }

    private mutating func scanFlowValue(depth: Int) -> Bool {
        if source[index] == UInt8(ascii: "[") || source[index] == UInt8(ascii: "{") { return scanFlow(depth: depth) }
        return scanFlowScalar()
    }

    private mutating func scanFlowScalar() -> Bool {
        switch source[index] {
        case .quotationMark: return scanDoubleQuoted()
        case UInt8(ascii: "'"): return scanSingleQuoted()
        default: return scanFlowPlain()
        }
    }

    /// Reads words of letters, digits and a few other characters.
    private mutating func scanFlowPlain() -> Bool {
        let start = index
        if source[index] == UInt8(ascii: "-"), !source.isFlowText(at: index + 1) { return false }
        while source.isFlowText(at: index) || source[index] == .space || source.isColonInFlowText(index) { index += 1 }
        var last = index
        while last > start, source[last - 1] == .space { last -= 1 }
        if last == start { return false }
        steps.append(.plain, start..<last)
        return true
    }
}
