/// The `?` that YAML allows before a key (YAML 1.2 §7.4.2 and §8.2.2).
enum ExplicitKey {
    private static let mark = UInt8(ascii: "?")

    /// Where it stands before a key of the block style, on the same line with nothing before it but spaces and the dashes
    /// of lists; nil where there is none.
    static func mark(onLineOf key: KeyPlacement, _ source: SourceBytes) -> Int? {
        var index = key.nodeStart - 1
        while source[index].isBlank { index -= 1 }
        guard index >= 0, index + 1 < key.nodeStart, source[index] == mark else { return nil }
        var start = index
        while start > source.byteOrderMarkLength, !source[start - 1].isLineEnd {
            start -= 1
            if source[start] != .space && source[start] != UInt8(ascii: "-") { return nil }
        }
        return index
    }

    /// Where it stands before a key in braces; nil where there is none.
    static func mark(inBracesBefore key: KeyPlacement, _ source: SourceBytes) -> Int? {
        let index = lastCharacter(before: key.nodeStart, source)
        guard source[index] == mark else { return nil }
        let previous = source[lastCharacter(before: index, source)]
        return previous == UInt8(ascii: ",") || previous == UInt8(ascii: "{") ? index : nil
    }

    private static func lastCharacter(before end: Int, _ source: SourceBytes) -> Int {
        var index = end - 1
        while source[index].isBlank || source[index].isLineEnd { index -= 1 }
        return index
    }
}
