/// HTML and autolinks within text of Markdown (CommonMark §6.5 and §6.6).
struct InlineHTML {
    /// What has no end in the rest of the text, so that it is searched for once.
    private var lacksCommentEnd = false
    private var lacksInstructionEnd = false
    private var lacksDeclarationEnd = false
    private var lacksDataEnd = false

    enum Construct {
        /// A tag, a comment, and what else browsers take for HTML.
        case html
        case autolink
    }

    /// What starts with the `<` at `start`, and the place behind it.
    mutating func construct(at start: Int, in text: SourceBytes) -> (kind: Construct, end: Int)? {
        switch text[start + 1] {
        case UInt8(ascii: "!"):
            return declarationEnd(at: start, in: text).map { (.html, $0) }
        case UInt8(ascii: "?"):
            let end = Self.end(of: "?>", from: start + 2, in: text, unless: &lacksInstructionEnd)
            return end.map { (.html, $0) }
        default: break
        }
        if let end = Self.tagEnd(at: start, in: text) { return (.html, end) }
        return Self.autolinkEnd(at: start, in: text).map { (.autolink, $0) }
    }

    private mutating func declarationEnd(at start: Int, in text: SourceBytes) -> Int? {
        if text.hasBytes("--", at: start + 2) {
            if text[start + 4] == UInt8(ascii: ">") { return start + 5 }
            if text.hasBytes("->", at: start + 4) { return start + 6 }
            return Self.end(of: "-->", from: start + 4, in: text, unless: &lacksCommentEnd)
        }
        if text.hasBytes("[CDATA[", at: start + 2) {
            return Self.end(of: "]]>", from: start + 9, in: text, unless: &lacksDataEnd)
        }
        if !text[start + 2].isLetter { return nil }
        return Self.end(of: ">", from: start + 3, in: text, unless: &lacksDeclarationEnd)
    }

    private static func end(
        of bytes: StaticString, from start: Int, in text: SourceBytes, unless isLacking: inout Bool
    ) -> Int? {
        if isLacking || start >= text.count { return nil }
        guard let found = text.firstIndex(of: bytes, in: start..<text.count) else {
            isLacking = true
            return nil
        }
        return found + bytes.utf8CodeUnitCount
    }

    /// The place behind the start or end tag that starts there; tags of template languages may stand in it.
    static func tagEnd(at start: Int, in text: SourceBytes) -> Int? {
        let isEndTag = text[start + 1] == UInt8(ascii: "/")
        let name = text.tagName(at: isEndTag ? start + 2 : start + 1)
        if name.isEmpty { return nil }
        var index = name.upperBound
        while true {
            let next = text.skipSpacesAndTemplates(from: index)
            if text[next] == UInt8(ascii: ">") { return next + 1 }
            if text[next] == UInt8(ascii: "/"), text[next + 1] == UInt8(ascii: ">"), !isEndTag { return next + 2 }
            if isEndTag || next == index { return nil }
            guard let end = attributeEnd(at: next, in: text) else { return nil }
            index = end
        }
    }

    private static func attributeEnd(at start: Int, in text: SourceBytes) -> Int? {
        let first = text[start]
        guard first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: ":") else { return nil }
        var index = start + 1
        while text[index].isAttributeNameByte { index += 1 }
        let sign = text.skipSpaces(from: index, lineEnds: .max)
        guard text[sign] == UInt8(ascii: "=") else { return index }
        let value = text.skipSpaces(from: sign + 1, lineEnds: .max)
        let quote = text[value]
        if quote == .quotationMark || quote == UInt8(ascii: "'") {
            return quotedEnd(quote, from: value + 1, in: text)
        }
        index = value
        while index < text.count, !text[index].endsUnquotedValue {
            index = text.templateTagEnd(at: index) ?? index + 1
        }
        return index == value ? nil : index
    }

    /// The place behind the closing quote; those in tags of template languages are none.
    private static func quotedEnd(_ quote: UInt8, from start: Int, in text: SourceBytes) -> Int? {
        var index = start
        while index < text.count {
            guard let end = text.firstIndex(of: quote, in: index..<text.count) else { return nil }
            guard let brace = text.firstIndex(of: UInt8(ascii: "{"), in: index..<end) else { return end + 1 }
            index = text.templateTagEnd(at: brace) ?? brace + 1
        }
        return nil
    }

    /// The place behind `<scheme:…>` or `<name@example.com>`.
    private static func autolinkEnd(at start: Int, in text: SourceBytes) -> Int? {
        var index = start + 1
        var isAddress = true
        var hasScheme = false
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: ">"):
                return hasScheme || (isAddress && text.hasMailAddress(start + 1..<index)) ? index + 1 : nil
            case UInt8(ascii: "<"): return nil
            case 0...0x20: return nil
            case UInt8(ascii: ":") where !hasScheme:
                hasScheme = text.isScheme(start + 1..<index)
                if !hasScheme { return nil }
                isAddress = false
            default: break
            }
            index += 1
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isAttributeNameByte: Bool {
        isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: ".") || self == UInt8(ascii: ":")
            || self == UInt8(ascii: "-")
    }

    fileprivate var endsUnquotedValue: Bool {
        switch self {
        case .space, .tab, .lineFeed, .carriageReturn, 0x0B, 0x0C, .quotationMark, UInt8(ascii: "'"),
            UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"):
            true
        default: false
        }
    }
}

extension SourceBytes {
    /// The place behind white space, and behind tags of template languages that it separates.
    fileprivate func skipSpacesAndTemplates(from start: Int) -> Int {
        var index = start
        while true {
            index = skipSpaces(from: index, lineEnds: .max)
            guard let end = templateTagEnd(at: index) else { return index }
            index = end
        }
    }

    fileprivate func isScheme(_ range: Range<Int>) -> Bool {
        (2...32).contains(range.count) && self[range.lowerBound].isLetter
            && range.allSatisfy {
                self[$0].isLetterOrDigit || self[$0] == UInt8(ascii: "+") || self[$0] == UInt8(ascii: ".")
                    || self[$0] == UInt8(ascii: "-")
            }
    }

    /// Whether a range without white space is `local@domain`; no other punctuation that means something can be in it.
    fileprivate func hasMailAddress(_ range: Range<Int>) -> Bool {
        guard let sign = firstIndex(of: UInt8(ascii: "@"), in: range), sign > range.lowerBound else { return false }
        let local = range.lowerBound..<sign
        let domain = sign + 1..<range.upperBound
        let isLocal = local.allSatisfy {
            self[$0].isLetterOrDigit || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(self[$0])
        }
        return isLocal && self[sign + 1].isLetterOrDigit && !domain.isEmpty
            && self[range.upperBound - 1].isLetterOrDigit
            && domain.allSatisfy {
                self[$0].isLetterOrDigit || self[$0] == UInt8(ascii: "-") || self[$0] == UInt8(ascii: ".")
            }
    }
}
