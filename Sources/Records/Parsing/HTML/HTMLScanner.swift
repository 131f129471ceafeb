/// Finds the elements of HTML that name images, in one piece or several that follow one another.
struct HTMLScanner {
    private let source: SourceBytes
    private let hasTemplates: Bool
    private var tokenizer: HTMLTokenizer
    private var foreign = HTMLForeignContent()
    private var templates = HTMLTemplates()
    private var properties = ImageProperties()
    private var hasBase = false

    /// - Parameter hasTemplates: It is not what a browser gets, but goes through a generator of sites first.
    init(_ source: SourceBytes, hasTemplates: Bool) {
        self.source = source
        self.hasTemplates = hasTemplates
        tokenizer = HTMLTokenizer(source, in: 0..<0)
    }

    /// Hands the elements in a range to a sink.
    mutating func scan<Sink: NodeSink>(_ range: Range<Int>, into sink: inout Sink) {
        tokenizer = HTMLTokenizer(source, in: range, hasTemplates: hasTemplates)
        while let place = tokenizer.nextTag(isForeign: foreign.isForeign) {
            let isTag =
                if place.isEndTag {
                    endTag(place)
                } else if foreign.isEmpty {
                    startTag(place, tokenizer.source.htmlElementKind(place.nameRange), into: &sink)
                } else {
                    tagInForeign(place, into: &sink)
                }
            if !isTag { break }
        }
        properties.finish(into: &sink)
    }

    /// - Returns: Whether the tag is whole, and not cut off by the end of the HTML.
    private mutating func endTag(_ place: HTMLTagPlace) -> Bool {
        guard tokenizer.finishTag() != nil else { return false }
        if foreign.isEmpty, templates.isEmpty { return true }
        let name = HTMLStartTag.hash(source.slice(place.nameRange))
        if foreign.depth > templates.outerDepth, foreign.end(name, above: templates.outerDepth) { return true }
        if source.isWord("template", in: place.nameRange) {
            if let depth = templates.end() { foreign.close(to: depth) }
        } else {
            foreign.close(to: templates.outerDepth)
        }
        return true
    }

    /// A start tag where elements of SVG or MathML are open.
    private mutating func tagInForeign<Sink: NodeSink>(_ place: HTMLTagPlace, into sink: inout Sink) -> Bool {
        let start = tokenizer.position
        guard let tag = tokenizer.startTag(place) else { return false }
        guard foreign.begin(tag) else { return true }
        let kind = source.htmlElementKind(place.nameRange)
        if case .foreign = kind { return true }
        tokenizer.position = start
        return startTag(place, kind, into: &sink)
    }

    @inline(__always)
    private mutating func startTag<Sink: NodeSink>(
        _ place: HTMLTagPlace, _ kind: HTMLElementKind, into sink: inout Sink
    ) -> Bool {
        if case .other = kind { return tokenizer.finishTag() != nil }
        return specialTag(place, kind, into: &sink)
    }

    private mutating func specialTag<Sink: NodeSink>(
        _ place: HTMLTagPlace, _ kind: HTMLElementKind, into sink: inout Sink
    ) -> Bool {
        guard let tag = tokenizer.startTag(place) else { return false }
        switch kind {
        case .other: break
        case .image: if !templates.isHidden { properties.add(HTMLTag(tag), source, into: &sink) }
        case .base: if !templates.isHidden { base(tag, into: &sink) }
        case .template: templates.begin(tag, depth: foreign.depth)
        case .rawText(let name): _ = tokenizer.skipRawText(of: name)
        case .plaintext: tokenizer.position = tokenizer.source.count
        case .foreign: _ = foreign.begin(tag)
        case .script:
            let content = tokenizer.skipScript()
            if !templates.isHidden, tag.isLinkedData {
                properties.finish(into: &sink)
                LinkedData.scan(source, content, into: &sink)
            }
        }
        return true
    }

    /// The first `<base>` with a URL says where relative ones lead (HTML §4.2.3).
    private mutating func base<Sink: NodeSink>(_ tag: HTMLStartTag, into sink: inout Sink) {
        guard !hasBase, let url = tag.value(of: "href") else { return }
        hasBase = true
        sink.baseURL(url)
    }
}

extension HTMLStartTag {
    /// It is a script whose content is JSON-LD.
    fileprivate var isLinkedData: Bool {
        guard let type = value(of: "type") else { return false }
        let name = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        return name.lowercased() == "application/ld+json"
    }
}

/// The `<template>`s that are open.
struct HTMLTemplates {
    /// For each whether what it holds is displayed, and how many foreign elements were open before it.
    private var open: [(isHidden: Bool, depth: Int)] = []
    /// Those beyond the deepest that is kept.
    private var excess = 0

    private static let maximumDepth = 256

    var isEmpty: Bool { open.isEmpty }
    /// Foreign elements that stand around the innermost one.
    var outerDepth: Int { open.last?.depth ?? 0 }
    /// What follows is displayed nowhere until a script copies it.
    var isHidden: Bool { open.last?.isHidden ?? false }

    /// One with `shadowrootmode` is displayed in place of the element around it (HTML §4.12.3).
    mutating func begin(_ tag: HTMLStartTag, depth: Int) {
        if open.count == Self.maximumDepth { return excess += 1 }
        let mode = tag.value(of: "shadowrootmode")?.lowercased()
        open.append((isHidden || mode != "open" && mode != "closed", depth))
    }

    /// - Returns: How many foreign elements stay open; nil where no template is open.
    mutating func end() -> Int? {
        if excess > 0 {
            excess -= 1
            return outerDepth
        }
        return open.popLast()?.depth
    }
}
