/// Components, and elements of HTML whose values are expressions of JSX.
extension ShortcodeTable {
    /// The elements that a tag makes; nil where it is one of plain HTML.
    func componentElements(_ range: Range<Int>, in text: SourceBytes, isMDX: Bool) -> [BodyElement]? {
        let first = text[range.lowerBound + 1]
        let isUppercase = first.isLetter && first.lowercasedASCII != first
        let hasExpression = text.firstIndex(of: "={", in: range) != nil
        if !isMDX, !isUppercase, !hasExpression { return nil }
        var expressions = ScriptExpressions(length: range.count)
        guard let tag = ComponentTag(text, at: range.lowerBound, &expressions) else { return nil }
        let name = text.text(tag.name)
        let values = tag.attributes.map { ComponentValue($0, in: text, imports) }
        let attributes = values.map(\.attribute)
        if isUppercase || isOwn(name), let choice = choice(name, attributes) {
            var element = BodyElement(name: name, range: range, attributes: attributes, images: [choice.image])
            element.construct = .component
            element.insertion = choice.insertion(values)
            return [element.importing(values.map(\.file))]
        }
        if isUppercase, let file = imports.component(name) { return [drawing(file, tag, range, attributes, in: text)] }
        if isUppercase { return isMDX || hasExpression ? [] : nil }
        return hasExpression ? elements(name, range, values, in: text) : nil
    }

    /// The element of HTML of that name; what is known only to a script names no image.
    private func elements(
        _ name: String, _ range: Range<Int>, _ values: [ComponentValue], in text: SourceBytes
    ) -> [BodyElement] {
        let attributes = values.map { value in
            var attribute = value.attribute
            attribute.name = attribute.name.lowercased()
            return attribute
        }
        guard var element = HTMLTag(name: name, range: range, attributes: attributes).element(in: text) else {
            return []
        }
        element.images.removeAll { values[$0.urlAttribute].isUnknown }
        if let image = element.images.first(where: \.takesSize) {
            element.insertion = image.componentInsertion(values, width: "width", height: "height")
        }
        element.construct = .expression
        element = element.importing(values.map(\.file))
        return element.images.isEmpty ? [] : [element]
    }

    /// The element of a component that is an imported drawing, `<Logo width={60} />`.
    private func drawing(
        _ file: Scalar, _ tag: ComponentTag, _ range: Range<Int>, _ attributes: [BodyAttribute], in text: SourceBytes
    ) -> BodyElement {
        let place = tag.name.lowerBound..<tag.name.lowerBound
        let url = BodyAttribute(name: "", nameRange: place, valueRange: place, style: .plain, text: file.text)
        let all = [url] + attributes
        let image = BodyImage(
            url: file, urlAttribute: 0, widthAttribute: all.firstIndex { $0.name == "width" },
            heightAttribute: all.firstIndex { $0.name == "height" }, takesSize: false)
        let name = text.text(tag.name)
        return BodyElement(name: name, range: range, attributes: all, images: [image], construct: .component)
            .importing([file])
    }
}

/// An attribute of JSX.
struct ComponentValue {
    var attribute: BodyAttribute
    /// The place behind it, its braces included.
    var end: Int
    /// It is an expression, and so what it says is written without quotes.
    var isExpression = false
    /// It is an expression that no string stands in.
    var isUnknown = false
    /// The file that it is the name of.
    var file: Scalar?

    init(_ place: ComponentTag.Attribute, in text: SourceBytes, _ imports: ModuleImports) {
        end = place.value.upperBound
        let name = text.text(place.name)
        let value = place.value
        guard !value.isEmpty else {
            attribute = BodyAttribute(
                name: name, nameRange: place.name, valueRange: value, style: .plain, text: "")
            return
        }
        if text[value.lowerBound] != UInt8(ascii: "{") {
            attribute = BodyAttribute(
                name: name, nameRange: place.name, valueRange: value,
                style: text[value.lowerBound] == .quotationMark ? .doubleQuoted : .singleQuoted,
                text: HTMLText(text, range: value.lowerBound + 1..<value.upperBound - 1).text)
            return
        }
        isExpression = true
        let inner = value.lowerBound + 1..<value.upperBound - 1
        let content = text.slice(inner).rangeWithoutWhiteSpace
        let expression = inner.lowerBound + content.lowerBound..<inner.lowerBound + content.upperBound
        if let literal = Self.literal(in: expression, text) {
            let isTemplate = text[literal.lowerBound] == UInt8(ascii: "`")
            let inside = literal.lowerBound + 1..<literal.upperBound - 1
            attribute = BodyAttribute(
                name: name, nameRange: place.name, valueRange: isTemplate ? inside : literal,
                style: isTemplate ? .plain : text[literal.lowerBound] == .quotationMark ? .doubleQuoted : .singleQuoted,
                text: text.text(inside))
        } else {
            file = imports.file(text.text(expression))
            isUnknown = file == nil
            attribute = BodyAttribute(
                name: name, nameRange: place.name, valueRange: expression, style: .plain,
                text: file?.text ?? text.text(expression))
        }
    }

    /// The string that an expression is, or that is the one thing which `require` or a function for URLs is given.
    private static func literal(in expression: Range<Int>, _ text: SourceBytes) -> Range<Int>? {
        var start = expression.lowerBound
        var end = expression.upperBound
        let functions: [StaticString] = ["require(", "useBaseUrl(", "withBase(", "withPrefix(", "url("]
        if let function = functions.first(where: { text.hasBytes($0, at: start) }) {
            start += function.utf8CodeUnitCount
            guard let closing = text.firstIndex(of: UInt8(ascii: ")"), in: start..<end) else { return nil }
            let rest = text.text(closing + 1..<end)
            guard rest.isEmpty || rest == ".default" || rest == ".default.src" || rest == ".src" else { return nil }
            end = closing
            while start < end, text[start].isWhiteSpace { start += 1 }
            while end > start, text[end - 1].isWhiteSpace { end -= 1 }
        }
        let quote = text[start]
        guard end - start >= 2, quote == .quotationMark || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`"),
            text.firstIndex(of: quote, in: start + 1..<end) == end - 1,
            text.firstIndex(of: .backslash, in: start..<end) == nil,
            quote != UInt8(ascii: "`") || text.firstIndex(of: "${", in: start..<end) == nil
        else { return nil }
        return start..<end
    }
}

extension ShortcodeChoice {
    fileprivate func insertion(_ values: [ComponentValue]) -> BodyInsertion? {
        guard case .named(let width) = shortcode.width, case .named(let height) = shortcode.height else { return nil }
        return image.componentInsertion(values, width: width, height: height)
    }
}

extension BodyImage {
    /// Behind the URL, or behind the width; as numbers in braces where one attribute has braces, or else in quotes.
    fileprivate func componentInsertion(_ values: [ComponentValue], width: String, height: String) -> BodyInsertion {
        let place = widthAttribute ?? urlAttribute
        let source = values[urlAttribute]
        let isComponent = source.isExpression || values.contains { $0.isExpression }
        let quote = isComponent ? "" : source.attribute.style == .singleQuoted ? "'" : "\""
        return BodyInsertion(
            offset: values[place].end, attributeIndex: place + 1, valueOpening: isComponent ? "{" : quote,
            valueClosing: isComponent ? "}" : quote, valueStyle: isComponent ? .plain : source.attribute.style,
            widthName: width, heightName: height)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var rangeWithoutWhiteSpace: Range<Int> {
        guard let first = firstIndex(where: { !$0.isWhiteSpace }) else { return count..<count }
        return first..<(lastIndex { !$0.isWhiteSpace } ?? first) + 1
    }
}
