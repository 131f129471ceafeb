/// The HTML of a body of Markdown, which stands there in pieces: blocks, and tags within text.
///
/// What one piece opens may reach over what follows: browsers read all of it as one page.
struct EmbeddedHTML {
    /// The element that is open whose content is text.
    private var rawName: StaticString?
    private var isPlaintext = false
    private var isComment = false
    /// Elements of SVG or MathML that are open, by the name of the outermost.
    private var foreignName: String?
    /// Open `<template>`s, whose content is not shown.
    private var templates = 0

    /// What follows is not shown as images.
    var isHidden: Bool { rawName != nil || isPlaintext || isComment || templates > 0 }

    enum Part {
        /// A tag that may name images.
        case tag(HTMLTag)
        /// What stands before a tag or behind the last one.
        case between(Range<Int>)
    }

    /// Takes a piece in.
    ///
    /// - Returns: What is shown of it, in its order.
    mutating func scan(_ text: SourceBytes, _ range: Range<Int>) -> [Part] {
        var parts: [Part] = []
        scan(text, range, &parts)
        return parts
    }

    private mutating func scan(_ text: SourceBytes, _ range: Range<Int>, _ parts: inout [Part]) {
        if isPlaintext { return }
        var tokenizer = HTMLTokenizer(text, in: range, hasTemplates: true)
        if isComment {
            guard let end = text.firstIndex(of: "-->", in: range) else { return }
            isComment = false
            tokenizer.position = end + 3
        }
        if let rawName, !skipRawText(of: rawName, &tokenizer) { return }
        var start = tokenizer.position
        while let place = tokenizer.nextTag(isForeign: foreignName != nil) {
            if !isHidden, place.start > start { parts.append(.between(start..<place.start)) }
            if place.isEndTag {
                if tokenizer.finishTag() == nil { return }
                end(text.lowercasedText(place.nameRange))
            } else {
                guard let startTag = tokenizer.startTag(place) else { return }
                begin(startTag, in: text, &parts)
                if let rawName, !skipRawText(of: rawName, &tokenizer) { return }
                if isPlaintext { return }
            }
            start = tokenizer.position
        }
        noteComment(text, start..<max(start, range.upperBound))
        if !isHidden, start < range.upperBound { parts.append(.between(start..<range.upperBound)) }
    }

    /// Notes a comment that starts behind the last tag and has no end.
    private mutating func noteComment(_ text: SourceBytes, _ range: Range<Int>) {
        var index = range.lowerBound
        while let start = text.firstIndex(of: UInt8(ascii: "<"), in: index..<range.upperBound) {
            index = start + 1
            let isComment = text.hasBytes("!--", at: index)
            guard isComment || text[index] == UInt8(ascii: "!") || text[index] == UInt8(ascii: "?") else { continue }
            // The dashes of the start may be those of the end (HTML §13.2.5.43).
            guard
                let end = text.firstIndex(of: isComment ? "-->" : ">", in: index + 1..<max(range.upperBound, index + 1))
            else {
                self.isComment = isComment
                return
            }
            index = end + 1
        }
    }

    private mutating func begin(_ startTag: HTMLStartTag, in text: SourceBytes, _ parts: inout [Part]) {
        switch text.htmlElementKind(startTag.nameRange) {
        case .other, .base: break
        case .image:
            if templates > 0 { return }
            // What SVG calls an image is none of HTML; an `<img>` ends the SVG.
            if foreignName != nil {
                guard text.isWord("img", in: startTag.nameRange) else { return }
                foreignName = nil
            }
            parts.append(.tag(HTMLTag(startTag)))
        case .template: templates += 1
        case .script: if foreignName == nil { rawName = "script" }
        case .rawText(let name): if foreignName == nil { rawName = name }
        case .plaintext: isPlaintext = true
        case .foreign:
            if foreignName == nil, !startTag.isSelfClosing { foreignName = text.lowercasedText(startTag.nameRange) }
        }
    }

    private mutating func end(_ name: String) {
        if name == foreignName { foreignName = nil }
        if name == "template", templates > 0 { templates -= 1 }
    }

    /// Goes to the end tag of the element that is open; false where the piece has none.
    private mutating func skipRawText(of name: StaticString, _ tokenizer: inout HTMLTokenizer) -> Bool {
        let isScript = name.utf8CodeUnitCount == 6 && name.utf8Start.pointee == UInt8(ascii: "s")
        _ = isScript ? tokenizer.skipScript() : tokenizer.skipRawText(of: name)
        if tokenizer.position >= tokenizer.source.count { return false }
        rawName = nil
        return true
    }
}
