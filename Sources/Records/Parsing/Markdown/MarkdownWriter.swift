/// Makes elements of what was found in the blocks of a body, in the order of the source.
struct MarkdownWriter {
    private let source: SourceBytes
    private let isMDX: Bool
    private let flavour: MarkdownFlavour?
    private let shortcodes: ShortcodeTable
    private let hasAttributeLists: Bool
    private var html = EmbeddedHTML()
    private var templates = TemplateBlocks()
    /// Tags of template languages up to here are shown as they are.
    private var rawEnd = 0
    private var elements: [BodyElement] = []

    init(_ source: SourceBytes, isMDX: Bool, settings: BodySettings, imports: ModuleImports) {
        self.source = source
        self.isMDX = isMDX
        flavour = isMDX ? nil : settings.flavour
        hasAttributeLists = !isMDX && !settings.excluded.contains(.attributeList)
        shortcodes = ShortcodeTable(settings.shortcodes, imports: imports)
    }

    mutating func write<Sink: NodeSink>(
        _ block: MarkdownBlock, references: LinkReferences, into sink: inout Sink
    ) {
        block.withText(in: source) { text, places in
            switch block.kind {
            case .html: addHTML(places.start..<text.count, in: text, places)
            case .text:
                var scanner = InlineScanner(text, references: references, isMDX: isMDX, flavour: flavour)
                scanner.scan(from: places.start)
                for item in scanner.items { add(item, in: text, places) }
            }
        }
        for element in elements { sink.element(element) }
        elements.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ item: InlineItem, in text: SourceBytes, _ places: TextPlaces) {
        switch item.kind {
        case .image(let destination, let size):
            if !html.isHidden { addImage(destination, size, item.range, in: text, places) }
        case .template: if !html.isHidden { addTemplate(item.range, in: text, places) }
        case .tag:
            guard let elements = shortcodes.componentElements(item.range, in: text, isMDX: isMDX) else {
                return addHTML(item.range, in: text, places)
            }
            if !html.isHidden { add(elements, places) }
        }
    }

    private mutating func add(_ found: [BodyElement], _ places: TextPlaces) {
        elements += found.map { $0.placed(by: places) }
    }

    /// An image of Markdown, with the attribute list behind it.
    private mutating func addImage(
        _ destination: LinkDestination, _ size: InlineSize?, _ range: Range<Int>, in text: SourceBytes,
        _ places: TextPlaces
    ) {
        if destination.text.utf8.allSatisfy(\.isWhiteSpace) { return }
        let place = destination.isInText ? places.place(of: destination.range) : destination.range
        let url = Scalar(range: place, text: destination.text, style: .plain)
        var attributes = [
            BodyAttribute(
                name: "", nameRange: place.lowerBound..<place.lowerBound, valueRange: place, style: .plain,
                text: url.text)
        ]
        var end = range.upperBound
        var insertion = flavour?.insertion(at: places.place(of: end - 1) + 1)
        if let size {
            attributes += size.attributes.map { $0.placed(by: places) }
            insertion = size.insertion?.placed(by: places)
        }
        if hasAttributeLists, let list = AttributeList(text, behind: range, of: places.start) {
            insertion = list.insertion(precedingAttributes: attributes.count).placed(by: places)
            attributes += list.attributes.map { $0.placed(by: places) }
            end = list.range.upperBound
        }
        let image = BodyImage(
            url: url, urlAttribute: 0, widthAttribute: attributes.firstIndex { $0.name == "width" },
            heightAttribute: attributes.firstIndex { $0.name == "height" },
            // A size of Obsidian is one that somebody chose for one picture.
            takesSize: flavour != nil && flavour != .obsidian)
        elements.append(
            BodyElement(
                name: "img", range: places.place(of: range.lowerBound..<end), attributes: attributes, images: [image],
                insertion: insertion, construct: destination.isInText ? .markdownImage : .reference))
    }

    /// A block of HTML, or a tag within text.
    private mutating func addHTML(_ range: Range<Int>, in text: SourceBytes, _ places: TextPlaces) {
        for part in html.scan(text, range) {
            switch part {
            case .tag(let tag):
                let elements = shortcodes.componentElements(tag.range, in: text, isMDX: isMDX)
                add(elements ?? tag.element(in: text).map { [$0] } ?? [], places)
            case .between(let range): addTemplates(in: range, text, places)
            }
        }
    }

    /// The tags of template languages between tags of HTML.
    private mutating func addTemplates(in range: Range<Int>, _ text: SourceBytes, _ places: TextPlaces) {
        let part = text.prefix(upTo: range.upperBound)
        var index = range.lowerBound
        var comment = part.firstIndex(of: "<!--", in: range) ?? .max
        while index < part.count, let brace = part.firstIndex(of: UInt8(ascii: "{"), in: index..<part.count) {
            if brace > comment {
                guard let end = part.firstIndex(of: "-->", in: comment..<part.count) else { return }
                comment = part.firstIndex(of: "<!--", in: end..<part.count) ?? .max
                index = end
                continue
            }
            index = brace + 1
            guard let end = part.templateEnd(at: brace) else { continue }
            addTemplate(brace..<end, in: text, places)
            index = templates.end(of: brace..<end, in: part) ?? end
        }
    }

    private mutating func addTemplate(_ range: Range<Int>, in text: SourceBytes, _ places: TextPlaces) {
        let place = places.place(of: range)
        if place.lowerBound < rawEnd { return }
        guard let tag = TemplateTag(text, range) else { return }
        if tag.language == .liquid, text.text(tag.name) == "raw" {
            rawEnd = source.firstIndex(of: "endraw", in: place.upperBound..<source.count) ?? rawEnd
        } else if let element = shortcodes.element(tag, range, in: text) {
            add([element], places)
        }
    }
}

extension AttributeList {
    /// Reads the list that stands directly behind an image, or in the next line where the image is all of its paragraph.
    ///
    /// - Parameter start: Where the text of the paragraph starts.
    fileprivate init?(_ text: SourceBytes, behind image: Range<Int>, of start: Int) {
        if let list = AttributeList(text, at: image.upperBound) {
            self = list
            return
        }
        let next = text.skipSpaces(from: image.upperBound, lineEnds: 1)
        guard next > image.upperBound, text.isOnlyWhiteSpace(start..<image.lowerBound),
            text.endOfLine(at: text.skipSpaces(from: image.upperBound, lineEnds: 0)) != nil,
            let list = AttributeList(text, at: next), !list.hasColon,
            text.isOnlyWhiteSpace(list.range.upperBound..<text.count)
        else { return nil }
        self = list
    }
}
