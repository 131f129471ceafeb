/// The shortcodes, tags and components that name images, by name.
struct ShortcodeTable {
    private var own: [String: [Shortcode]] = [:]

    let imports: ModuleImports

    /// - Parameters:
    ///   - own: Those of the configuration, which take the place of usual ones with the same name.
    ///   - imports: What components may name in place of a URL.
    init(_ own: [Shortcode], imports: ModuleImports) {
        self.own = Dictionary(grouping: own, by: \.name)
        self.imports = imports
    }

    /// The element that a tag of a template language makes.
    func element(_ tag: TemplateTag, _ range: Range<Int>, in text: SourceBytes) -> BodyElement? {
        var name = text.text(tag.name)
        var arguments = tag.arguments
        if name.hasPrefix("include"), let file = TemplateArguments.includedFile(arguments, in: text) {
            name = file.name
            arguments = file.rest
        }
        let attributes = TemplateArguments.attributes(arguments, in: text)
        guard let found = choice(name, attributes) else { return nil }
        var element = BodyElement(name: name, range: range, attributes: attributes, images: [found.image])
        element.construct = tag.language == .hugo ? .hugoShortcode : .templateTag
        element.insertion = found.insertion(attributes, arguments, in: text)
        return element
    }

    /// The configuration has one of that name.
    func isOwn(_ name: String) -> Bool { own[name] != nil }

    /// The image that the arguments name, by the first shortcode of that name that fits.
    func choice(_ name: String, _ attributes: [BodyAttribute]) -> ShortcodeChoice? {
        let isOwn = isOwn(name)
        for shortcode in own[name] ?? Self.usual[name] ?? [] {
            guard let place = attributes.place(of: shortcode.source) else { continue }
            let source = attributes[place]
            guard isOwn ? !source.text.isEmpty : ImageText.looksLikeImage(source.text) else { continue }
            let sizes = shortcode.hasNoSizes ? attributes.numbers(behind: place) : nil
            let takesSize = shortcode.width != nil && shortcode.height != nil
            let isSizedElsewhere = attributes.contains { $0.name == "fill" || $0.name == "inferSize" }
            return ShortcodeChoice(
                shortcode: shortcode,
                image: BodyImage(
                    url: Scalar(range: source.valueRange, text: source.text, style: source.style), urlAttribute: place,
                    widthAttribute: shortcode.width.flatMap(attributes.place) ?? sizes?.width,
                    heightAttribute: shortcode.height.flatMap(attributes.place) ?? sizes?.height,
                    takesSize: takesSize && !isSizedElsewhere))
        }
        return nil
    }
}

/// What a shortcode names.
struct ShortcodeChoice {
    var shortcode: Shortcode
    var image: BodyImage

    /// Where a width or a height goes, and how it is written, next to the source.
    ///
    /// Nil where they have no names: a place among arguments says what is meant by those before it alone.
    fileprivate func insertion(
        _ attributes: [BodyAttribute], _ arguments: Range<Int>, in text: SourceBytes
    ) -> BodyInsertion? {
        guard case .named(let width) = shortcode.width, case .named(let height) = shortcode.height else { return nil }
        let source = attributes[image.urlAttribute]
        if source.name.isEmpty { return nil }
        let place = image.widthAttribute ?? image.urlAttribute
        let quotes =
            switch source.style {
            case .doubleQuoted: "\""
            case .singleQuoted: "'"
            default: ""
            }
        var offset = attributes[place].valueRange.upperBound
        if attributes[place].style == .plain, text[offset] == UInt8(ascii: "`") { offset += 1 }
        let gapStart = place > 0 ? attributes[place - 1].valueRange.upperBound : arguments.lowerBound
        let gap = text.text(gapStart..<max(gapStart, attributes[place].nameRange.lowerBound))
        let isSeparator = gap.utf8.allSatisfy { $0.isWhiteSpace || $0 == UInt8(ascii: ",") }
        let between = isSeparator && !gap.isEmpty ? gap : " "
        let separator = text.hasBytes(",", at: offset) && !between.contains(",") ? "," + between : between
        return BodyInsertion(
            offset: offset, attributeIndex: place + 1, firstSeparator: separator, separator: separator,
            assignment: text.text(source.nameRange.upperBound..<source.valueRange.lowerBound).filter { $0 != "`" },
            valueOpening: quotes, valueClosing: quotes, valueStyle: source.style, widthName: width, heightName: height)
    }
}

extension Shortcode {
    fileprivate var hasNoSizes: Bool { width == nil && height == nil }
}

extension [BodyAttribute] {
    /// The numbers behind an argument without a name, as in `{% img left /a.png 600 400 %}`.
    fileprivate func numbers(behind place: Int) -> (width: Int, height: Int)? {
        let sizes = place + 1..<place + 3
        guard sizes.upperBound <= count, self[place].name.isEmpty else { return nil }
        let areNumbers = self[sizes].allSatisfy {
            $0.name.isEmpty && !$0.text.isEmpty && $0.text.utf8.allSatisfy(\.isDigit)
        }
        return areNumbers ? (sizes.lowerBound, sizes.lowerBound + 1) : nil
    }

    /// The place of an argument.
    fileprivate func place(of argument: Shortcode.Argument) -> Int? {
        switch argument {
        case .named(let name): firstIndex { $0.name == name }
        case .position(let position): indices.filter { self[$0].name.isEmpty }.dropFirst(position).first
        }
    }
}
