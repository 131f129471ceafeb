/// The tags of template languages between and within the tags of HTML: `{{ … }}` and `{% … %}` of Liquid, Nunjucks,
/// Handlebars and Go, `{# … #}`, `<% … %>`, `<? … ?>`.
///
/// A browser never sees them, and they may hold what means something else in HTML, such as quotes and `>`. Places are
/// asked for in their order, and so each byte is searched once.
struct TemplateTags {
    /// What a search goes for.
    fileprivate enum Mark: Int, CaseIterable {
        case output, statement, comment, percent, question
        case less, brace

        /// Its bytes, where it ends a tag.
        var bytes: (UInt8, UInt8)? {
            switch self {
            case .output: (UInt8(ascii: "}"), UInt8(ascii: "}"))
            case .statement: (UInt8(ascii: "%"), UInt8(ascii: "}"))
            case .comment: (UInt8(ascii: "#"), UInt8(ascii: "}"))
            case .percent: (UInt8(ascii: "%"), UInt8(ascii: ">"))
            case .question: (UInt8(ascii: "?"), UInt8(ascii: ">"))
            case .less, .brace: nil
            }
        }

        var byte: UInt8 { self == .brace ? UInt8(ascii: "{") : UInt8(ascii: "<") }

        /// What ends the tag that starts with two bytes.
        init?(_ first: UInt8, _ second: UInt8) {
            switch (first, second) {
            case (UInt8(ascii: "{"), UInt8(ascii: "{")): self = .output
            case (UInt8(ascii: "{"), UInt8(ascii: "%")): self = .statement
            case (UInt8(ascii: "{"), UInt8(ascii: "#")): self = .comment
            case (UInt8(ascii: "<"), UInt8(ascii: "%")): self = .percent
            case (UInt8(ascii: "<"), UInt8(ascii: "?")): self = .question
            default: return nil
            }
        }
    }

    /// No tag is longer; what has its end further away is text.
    fileprivate static let longestTag = 4_000

    /// For each mark the place found last.
    private var found = [Int](repeating: -1, count: Mark.allCases.count)
    fileprivate var hasNoEndOfComment = false

    /// The next place of a mark; `Int.max` where there is none.
    fileprivate mutating func next(_ mark: Mark, from start: Int, in source: SourceBytes) -> Int {
        if found[mark.rawValue] >= start { return found[mark.rawValue] }
        var index = start
        var place = Int.max
        while index < source.count {
            guard let next = source.firstIndex(of: mark.bytes?.0 ?? mark.byte, in: index..<source.count) else { break }
            if mark.bytes.map({ source[next + 1] == $0.1 }) ?? true {
                place = next
                break
            }
            index = next + 1
        }
        found[mark.rawValue] = place
        return place
    }
}

extension SourceBytes {
    /// Whether tags of a template language seem to stand in a file.
    var mayHaveTemplateTags: Bool {
        ["{{", "{%", "{#", "<%"].contains { (mark: StaticString) in firstIndex(of: mark, in: 0..<count) != nil }
    }

    /// The first place of some bytes in a range.
    func firstIndex(of text: StaticString, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let found = firstIndex(of: text.utf8Start[0], in: index..<range.upperBound) else { return nil }
            if hasBytes(text, at: found) { return found }
            index = found + 1
        }
        return nil
    }
}

extension HTMLTokenizer {
    /// The place behind the template tag that starts somewhere; nil where none does.
    mutating func templateTagEnd(at start: Int) -> Int? {
        guard let mark = TemplateTags.Mark(source[start], source[start + 1]) else { return nil }
        var end = templates.next(mark, from: start + 2, in: source)
        if end > start + TemplateTags.longestTag { return nil }
        // What is printed holds no tag of HTML, or else the braces are text.
        if mark == .output, !isTemplateComment(start), templates.next(.less, from: start + 2, in: source) < end {
            return nil
        }
        end += 2
        while mark == .output, source[end] == UInt8(ascii: "}") { end += 1 }
        return end
    }

    /// Whether `{{/* … */}}` of Go or `{{! … }}` of Handlebars starts there.
    private func isTemplateComment(_ start: Int) -> Bool {
        var index = start + 2
        while source[index] == UInt8(ascii: "-") || source[index].isBlank { index += 1 }
        return source[index] == UInt8(ascii: "!") || source.hasBytes("/*", at: index)
    }

    /// Goes behind the template tags in text that stand before the next tag, and what Liquid takes for comments.
    mutating func skipTemplateTags() {
        while position < source.count {
            let less = templates.next(.less, from: position, in: source)
            let start = min(less, templates.next(.brace, from: position, in: source))
            if start >= source.count { return }
            if let end = templateTagEnd(at: start) {
                position = isStartOfComment(start) ? endOfComment(from: end) : end
            } else if start == less {
                return
            } else {
                position = start + 1
            }
        }
    }

    private func isStartOfComment(_ start: Int) -> Bool {
        guard source.hasBytes("{%", at: start) else { return false }
        var index = start + 2
        while source[index] == UInt8(ascii: "-") || source[index].isHTMLSpace { index += 1 }
        return source.hasBytes("comment", at: index) && !source[index + 7].isLetterOrDigit
    }

    /// The place of `endcomment`, or the same where there is none.
    private mutating func endOfComment(from start: Int) -> Int {
        if templates.hasNoEndOfComment { return start }
        if let end = source.firstIndex(of: "endcomment", in: start..<source.count) { return end }
        templates.hasNoEndOfComment = true
        return start
    }

    /// The closing quote of a value, which may hold template tags with such quotes.
    mutating func closingQuote(_ quote: UInt8, from start: Int, firstFound: Int) -> Int {
        var end = firstFound
        var index = start
        while index < end {
            guard let tagEnd = templateTagEnd(at: index) else {
                index += 1
                continue
            }
            index = tagEnd
            if tagEnd <= end { continue }
            guard let next = source.firstIndex(of: quote, in: tagEnd..<max(tagEnd, source.count)) else {
                return firstFound
            }
            end = next
        }
        return end
    }
}
