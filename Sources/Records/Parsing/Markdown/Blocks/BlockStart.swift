/// What makes the start of a block of Markdown, and what makes its end (CommonMark §4 and §5).
///
/// All take a range of one line, without its line end, from the first byte that is no blank.
extension SourceBytes {
    /// The `#` of a heading.
    func headingMarkLength(_ line: Range<Int>) -> Int? {
        let length = runLength(of: UInt8(ascii: "#"), in: line)
        guard (1...6).contains(length) else { return nil }
        let end = line.lowerBound + length
        return end == line.upperBound || self[end].isBlank ? length : nil
    }

    /// The fence that opens a block of code.
    func openingFence(_ line: Range<Int>) -> CodeFence? {
        let byte = self[line.lowerBound]
        guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
        let length = runLength(of: byte, in: line)
        if length < 3 { return nil }
        if byte == UInt8(ascii: "`"), firstIndex(of: byte, in: line.lowerBound + length..<line.upperBound) != nil {
            return nil
        }
        return CodeFence(byte: byte, length: length)
    }

    func isClosingFence(_ fence: CodeFence, _ line: Range<Int>) -> Bool {
        let length = runLength(of: fence.byte, in: line)
        return length >= fence.length && isBlank(line.lowerBound + length..<line.upperBound)
    }

    /// The line under a paragraph that makes a heading of it.
    func isHeadingUnderline(_ line: Range<Int>) -> Bool {
        let byte = self[line.lowerBound]
        guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else { return false }
        return isBlank(line.lowerBound + runLength(of: byte, in: line)..<line.upperBound)
    }

    func isThematicBreak(_ line: Range<Int>) -> Bool {
        let mark = self[line.lowerBound]
        guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") else { return false }
        var count = 0
        for index in line {
            if self[index] == mark { count += 1 } else if !self[index].isBlank { return false }
        }
        return count >= 3
    }

    /// The marker of a list item.
    ///
    /// - Parameter interruptsParagraph: An item must not be empty then, and a number must be 1.
    func listMarkerLength(_ line: Range<Int>, interruptsParagraph: Bool) -> Int? {
        var index = line.lowerBound
        switch self[index] {
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"): index += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            var number = 0
            while index < line.upperBound, self[index].isDigit, index - line.lowerBound < 9 {
                number = number * 10 + Int(self[index] - UInt8(ascii: "0"))
                index += 1
            }
            guard index < line.upperBound, self[index] == UInt8(ascii: ".") || self[index] == UInt8(ascii: ")")
            else { return nil }
            if interruptsParagraph, number != 1 { return nil }
            index += 1
        default: return nil
        }
        guard index >= line.upperBound || self[index].isBlank else { return nil }
        if interruptsParagraph, isBlank(index..<line.upperBound) { return nil }
        return index - line.lowerBound
    }

    /// The marker of a footnote, `[^1]:`, whose text it starts.
    func footnoteMarkerLength(_ line: Range<Int>) -> Int? {
        guard hasBytes("[^", at: line.lowerBound) else { return nil }
        var index = line.lowerBound + 2
        while index < line.upperBound, !self[index].isBlank, self[index] != UInt8(ascii: "[") {
            if self[index] == UInt8(ascii: "]") {
                let isMarker = index > line.lowerBound + 2 && index + 1 < line.upperBound
                return isMarker && self[index + 1] == UInt8(ascii: ":") ? index + 2 - line.lowerBound : nil
            }
            index += 1
        }
        return nil
    }

    func isBlank(_ range: Range<Int>) -> Bool { range.allSatisfy { self[$0].isBlank } }

    private func runLength(of byte: UInt8, in range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, self[index] == byte { index += 1 }
        return index - range.lowerBound
    }
}

/// The fence of a block of code.
struct CodeFence {
    var byte: UInt8
    var length: Int
}
