/// Fences that say in which language the front matter is: `---json` as gray-matter has it, which Eleventy uses, and `;;;`
/// for JSON as Hexo and Middleman have it.
extension FrontMatter {
    /// The front matter whose opening fence at `start` names its language; nil where there is none.
    static func labelled(at start: Int, in source: SourceBytes) throws(ParseFailure) -> FrontMatter? {
        if source.hasBytes(";;;", at: start), source.isBlankLine(from: start + 3) {
            guard let range = fenced(by: ";;;", at: start, in: source) else {
                throw unclosed(";;;", at: start, line: 1)
            }
            let first = range.first { !source[$0].isBlank && !source[$0].isLineEnd }
            let hasBraces = first.map { source[$0] == UInt8(ascii: "{") } ?? false
            return FrontMatter(
                language: hasBraces ? .json : .jsonMembers, range: range, end: source.nextLine(after: range.upperBound))
        }
        guard let language = language(at: start, in: source) else { return nil }
        if let range = fenced(by: "---", at: start, in: source) {
            return FrontMatter(language: language, range: range, end: source.nextLine(after: range.upperBound))
        }
        throw unclosed("---", at: start, line: 1)
    }

    /// What stands between a fence and the first line that starts with the same.
    private static func fenced(by fence: StaticString, at start: Int, in source: SourceBytes) -> Range<Int>? {
        let end = closingFence(after: start, in: source, startingWith: fence.utf8Start[0]) {
            source.hasBytes(fence, at: $0)
        }
        return end.map { source.nextLine(after: start)..<$0 }
    }

    /// The language behind `---`.
    private static func language(at start: Int, in source: SourceBytes) -> Language? {
        guard source.hasBytes("---", at: start) else { return nil }
        var index = start + 3
        while source[index].isBlank { index += 1 }
        let first = index
        while isPartOfName(source[index]) { index += 1 }
        guard isLetter(source[first]), index - first <= 20, source.isBlankLine(from: index) else { return nil }
        let name = String(decoding: source.slice(first..<index), as: UTF8.self)
        return switch name.lowercased() {
        case "yaml", "yml": .yaml
        case "toml": .toml
        case "json": .json
        case "js", "javascript": .other("JavaScript")
        case "coffee", "coffeescript": .other("CoffeeScript")
        case "cson", "hjson", "ini", "json5", "xml": .other(name.uppercased())
        default: nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
}
