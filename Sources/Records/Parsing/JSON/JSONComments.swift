/// Comments as JavaScript has them, which the settings of editors and compilers have in JSON.
enum JSONComments {
    /// The place behind the comment that starts at `start`; nil where none does, or it is never closed.
    static func end(of start: Int, in source: SourceBytes) -> Int? {
        guard source[start] == UInt8(ascii: "/") else { return nil }
        if source[start + 1] == UInt8(ascii: "/") {
            var index = start + 2
            while index < source.count, !source[index].isLineEnd { index += 1 }
            return index
        }
        guard source[start + 1] == UInt8(ascii: "*") else { return nil }
        var index = start + 2
        while let star = source.firstIndex(of: UInt8(ascii: "*"), in: index..<source.count) {
            if source[star + 1] == UInt8(ascii: "/") { return star + 2 }
            index = star + 1
        }
        return nil
    }

    /// Whether a comment starts at or behind a place outside of strings.
    static func areThere(in source: SourceBytes, from start: Int) -> Bool {
        var isInString = false
        var index = start
        while index < source.count {
            switch source[index] {
            case .quotationMark: isInString.toggle()
            case .backslash where isInString: index += 1
            case UInt8(ascii: "/") where !isInString && end(of: index, in: source) != nil: return true
            default: break
            }
            index += 1
        }
        return false
    }
}
