/// Finds the tags of HTML as browsers do (HTML §13.2.5), from a place on.
///
/// It hands out tags one by one and passes over comments, declarations and what is text. What comes after a start tag may be
/// no markup: whoever knows the element says so with `skipRawText(of:)`.
struct HTMLTokenizer {
    /// Ends where the HTML does.
    let source: SourceBytes
    /// The next byte to look at.
    var position: Int
    /// Tags of template languages may stand between the others, and within them.
    let hasTemplates: Bool
    var templates = TemplateTags()
    /// The last byte before the place where the next attribute may start is a slash, which closes a tag before `>`.
    private var isClosingSlash = false

    /// - Parameters:
    ///   - range: The HTML.
    ///   - hasTemplates: It is not what a browser gets, but goes through a generator of sites first.
    init(_ source: SourceBytes, in range: Range<Int>, hasTemplates: Bool = false) {
        self.source = source.prefix(upTo: range.upperBound)
        self.hasTemplates = hasTemplates
        position = range.lowerBound
    }

    /// Goes to the next tag, and behind its name; nil at the end.
    ///
    /// - Parameter isForeign: It stands in SVG or MathML, where there is CDATA.
    mutating func nextTag(isForeign: Bool = false) -> HTMLTagPlace? {
        while let start = nextOpening() {
            position = start + 1
            let next = source[position]
            if next.isLetter { return place(start, isEndTag: false) }
            switch next {
            case UInt8(ascii: "/"):
                position += 1
                if source[position].isLetter { return place(start, isEndTag: true) }
                // `</>` is nothing, `</3>` a comment.
                skip(behind: UInt8(ascii: ">"))
            case UInt8(ascii: "!"): skipDeclaration(isForeign: isForeign)
            case UInt8(ascii: "?"): skip(behind: UInt8(ascii: ">"))
            default: break
            }
        }
        return nil
    }

    /// The place of the next `<` in text.
    @inline(__always)
    private mutating func nextOpening() -> Int? {
        if hasTemplates { skipTemplateTags() }
        guard position < source.count else { return nil }
        return source.firstIndex(of: UInt8(ascii: "<"), in: position..<source.count)
    }

    /// Reads the name of a tag, up to white space, `/` or `>`.
    @inline(__always)
    private mutating func place(_ start: Int, isEndTag: Bool) -> HTMLTagPlace {
        let name = position
        while position < source.count, !source[position].endsTagName { position += 1 }
        return HTMLTagPlace(start: start, nameRange: name..<position, isEndTag: isEndTag)
    }

    /// Goes behind the next such byte, or to the end.
    private mutating func skip(behind byte: UInt8) {
        guard position < source.count else { return }
        position = source.firstIndex(of: byte, in: position..<source.count).map { $0 + 1 } ?? source.count
    }

    /// Passes over what starts with `<!`.
    private mutating func skipDeclaration(isForeign: Bool) {
        position += 1
        if source[position] == UInt8(ascii: "-"), source[position + 1] == UInt8(ascii: "-") {
            position += 2
            return skipComment()
        }
        if isForeign, source.hasBytes("[CDATA[", at: position) {
            position += 7
            return skipCDATA()
        }
        // Of a doctype, too, the next `>` is the end, be it within quotes.
        skip(behind: UInt8(ascii: ">"))
    }

    /// `-->` and `--!>` end a comment, and at its start `>` and `->` (§13.2.5.43 to §13.2.5.52).
    private mutating func skipComment() {
        let start = position
        if source[start] == UInt8(ascii: ">") { return position = start + 1 }
        if source[start] == UInt8(ascii: "-"), source[start + 1] == UInt8(ascii: ">") { return position = start + 2 }
        let dash = UInt8(ascii: "-")
        while position < source.count {
            skip(behind: UInt8(ascii: ">"))
            let end = position - 1
            if source[end] != UInt8(ascii: ">") { return }
            let mark = source[end - 1] == UInt8(ascii: "!") ? end - 1 : end
            if mark - 2 >= start, source[mark - 1] == dash, source[mark - 2] == dash { return }
        }
    }

    private mutating func skipCDATA() {
        let start = position
        while position < source.count {
            skip(behind: UInt8(ascii: ">"))
            let end = position - 1
            let bracket = UInt8(ascii: "]")
            if end - 2 >= start, source[end - 1] == bracket, source[end - 2] == bracket,
                source[end] == UInt8(ascii: ">")
            {
                return
            }
        }
    }
}

/// Where a tag stands, of which no more than the name has been read.
struct HTMLTagPlace {
    /// The place of its `<`.
    var start: Int
    var nameRange: Range<Int>
    var isEndTag: Bool
}

extension HTMLTokenizer {
    /// An attribute as it is written.
    struct Attribute {
        var nameRange: Range<Int>
        /// Quotes excluded; empty, and behind the name or its `=`, without a value.
        var valueRange: Range<Int>
        /// 0 without quotes.
        var quote: UInt8
    }

    /// Goes behind the rest of a tag; nil where the HTML ends before it, so that it is no tag, else whether it ends in `/>`.
    mutating func finishTag() -> Bool? {
        while nextAttribute() != nil {}
        return endOfTag()
    }

    /// Reads the rest of a tag; nil where the HTML ends before it, so that it is no tag, else whether it ends in `/>`.
    mutating func finishTag(_ attributes: inout [Attribute]) -> Bool? {
        attributes.removeAll(keepingCapacity: true)
        while let attribute = nextAttribute() { attributes.append(attribute) }
        return endOfTag()
    }

    private mutating func endOfTag() -> Bool? {
        if position >= source.count { return nil }
        position += 1
        return isClosingSlash
    }

    /// Reads an attribute; nil at the `>` and at the end of the HTML (§13.2.5.32 to §13.2.5.40).
    @inline(__always)
    private mutating func nextAttribute() -> Attribute? {
        isClosingSlash = false
        while true {
            let byte = source[position]
            if byte == UInt8(ascii: "/") {
                isClosingSlash = true
                position += 1
            } else if byte.isHTMLSpace {
                isClosingSlash = false
                position += 1
            } else if hasTemplates, let end = templateTagEnd(at: position) {
                position = end
            } else {
                break
            }
        }
        if source[position] == UInt8(ascii: ">") || position >= source.count { return nil }
        let start = position
        // A `=` at the start is a part of the name.
        position += 1
        while position < source.count, !source[position].endsAttributeName {
            if hasTemplates, let end = templateTagEnd(at: position) { position = end } else { position += 1 }
        }
        let name = start..<position
        while source[position].isHTMLSpace { position += 1 }
        guard source[position] == UInt8(ascii: "=") else {
            return Attribute(nameRange: name, valueRange: name.upperBound..<name.upperBound, quote: 0)
        }
        position += 1
        return value(name)
    }

    @inline(__always)
    private mutating func value(_ name: Range<Int>) -> Attribute? {
        let sign = position
        while source[position].isHTMLSpace { position += 1 }
        let quote = source[position]
        if quote == .quotationMark || quote == UInt8(ascii: "'") {
            let start = position + 1
            guard let end = closingQuote(quote, from: start) else {
                position = source.count
                return nil
            }
            position = end + 1
            return Attribute(nameRange: name, valueRange: start..<end, quote: quote)
        }
        if quote == UInt8(ascii: ">") || position >= source.count {
            return Attribute(nameRange: name, valueRange: sign..<sign, quote: 0)
        }
        let start = position
        while position < source.count, !source[position].endsPlainValue {
            if hasTemplates, let end = templateTagEnd(at: position) { position = end } else { position += 1 }
        }
        return Attribute(nameRange: name, valueRange: start..<position, quote: 0)
    }

    @inline(__always)
    private mutating func closingQuote(_ quote: UInt8, from start: Int) -> Int? {
        guard start < source.count, let end = source.firstIndex(of: quote, in: start..<source.count) else { return nil }
        return hasTemplates ? closingQuote(quote, from: start, firstFound: end) : end
    }
}

extension UInt8 {
    var endsTagName: Bool { isHTMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") }
    fileprivate var endsAttributeName: Bool { endsTagName || self == UInt8(ascii: "=") }
    fileprivate var endsPlainValue: Bool { isHTMLSpace || self == UInt8(ascii: ">") }
}
