/// What is no markup between the tags of some elements (HTML §13.2.5.2 to §13.2.5.31).
extension HTMLTokenizer {
    /// Goes to the end tag of an element whose content is text, or to the end of the HTML.
    ///
    /// - Returns: The content.
    mutating func skipRawText(of name: StaticString) -> Range<Int> {
        let start = position
        while let opening = nextLess(from: position) {
            position = opening + 1
            if isEndTag(name, at: opening) {
                position = opening
                return start..<opening
            }
        }
        position = source.count
        return start..<max(start, source.count)
    }

    /// The same for a script, in which `<!--` hides end tags of the scripts that it opens.
    mutating func skipScript() -> Range<Int> {
        let start = position
        while let opening = nextLess(from: position) {
            if isEndTag("script", at: opening) {
                position = opening
                return start..<opening
            }
            position = opening + 1
            guard source.hasBytes("<!--", at: opening) else { continue }
            // The dashes may be those of the end, too.
            position = opening + 2
            if skipEscapedScript() { return start..<position }
        }
        position = source.count
        return start..<max(start, source.count)
    }

    /// Goes behind the `-->` that ends a part of a script which `<!--` begins, or to the end tag of the script.
    ///
    /// - Returns: Whether it is at the end tag.
    private mutating func skipEscapedScript() -> Bool {
        var dashes = 0
        var isDouble = false
        while position < source.count {
            let byte = source[position]
            if byte == UInt8(ascii: "-") {
                dashes += 1
            } else if byte == UInt8(ascii: ">"), dashes >= 2 {
                position += 1
                return false
            } else {
                dashes = 0
                if byte == UInt8(ascii: "<") {
                    let isEnd = isEndTag("script", at: position)
                    if isEnd, !isDouble { return true }
                    if isEnd {
                        isDouble = false
                    } else if !isDouble, isTag("script", at: position + 1) {
                        isDouble = true
                    }
                }
            }
            position += 1
        }
        return false
    }

    private func nextLess(from start: Int) -> Int? {
        guard start < source.count else { return nil }
        return source.firstIndex(of: UInt8(ascii: "<"), in: start..<source.count)
    }

    private func isEndTag(_ name: StaticString, at start: Int) -> Bool {
        source[start + 1] == UInt8(ascii: "/") && isTag(name, at: start + 2)
    }

    /// Whether a name stands somewhere, in whatever case, and ends there.
    private func isTag(_ name: StaticString, at start: Int) -> Bool {
        let end = start + name.utf8CodeUnitCount
        return source.hasLetters(name, at: start) && source[end].endsTagName
    }
}

extension SourceBytes {
    /// Whether some lowercase bytes stand somewhere, in whatever case.
    @inline(__always)
    func hasLetters(_ text: StaticString, at index: Int) -> Bool {
        for offset in 0..<text.utf8CodeUnitCount
        where self[index &+ offset].lowercasedASCII != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether a range holds these lowercase bytes, in whatever case.
    @inline(__always)
    func isWord(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasLetters(text, at: range.lowerBound)
    }
}
