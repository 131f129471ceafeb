/// A start tag as it is written, whose attributes have not been decoded.
struct HTMLStartTag {
    let source: SourceBytes
    var range: Range<Int>
    var nameRange: Range<Int>
    var attributes: [HTMLTokenizer.Attribute]
    /// It ends in `/>`, which counts in SVG and MathML alone.
    var isSelfClosing: Bool

    /// A hash of the name in lower case.
    var nameHash: UInt64 { Self.hash(source.slice(nameRange)) }

    static func hash(_ name: some StringProtocol) -> UInt64 { hash(Array(name.utf8)) }

    /// FNV-1a.
    static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.lowercasedASCII)) &* 0x100_0000_01B3 }
    }

    func hasAttribute(_ names: [StaticString]) -> Bool {
        attributes.contains { attribute in names.contains { source.isWord($0, in: attribute.nameRange) } }
    }

    /// The value of the first attribute of a name.
    func value(of name: StaticString) -> String? {
        attributes.first { source.isWord(name, in: $0.nameRange) }
            .map { HTMLText(source, range: $0.valueRange).text }
    }
}

/// A start tag of HTML, or what is written like one.
struct HTMLTag {
    /// In lower case.
    var name: String
    var range: Range<Int>
    /// All of them, in the order of the source; of several with one name the first counts.
    var attributes: [BodyAttribute]

    init(name: String, range: Range<Int>, attributes: [BodyAttribute]) {
        self.name = name
        self.range = range
        self.attributes = attributes
    }

    init(_ tag: HTMLStartTag) {
        name = String(decoding: tag.source.slice(tag.nameRange), as: UTF8.self).lowercased()
        range = tag.range
        attributes = tag.attributes.map { attribute in
            let isQuoted = attribute.quote != 0
            let value = attribute.valueRange
            return BodyAttribute(
                name: String(decoding: tag.source.slice(attribute.nameRange).map(\.lowercasedASCII), as: UTF8.self),
                nameRange: attribute.nameRange,
                valueRange: isQuoted ? value.lowerBound - 1..<value.upperBound + 1 : value,
                style: !isQuoted ? .plain : attribute.quote == .quotationMark ? .doubleQuoted : .singleQuoted,
                text: HTMLText(tag.source, range: value).text)
        }
    }

    /// The place of the first attribute of a name.
    func place(of name: String) -> Int? { attributes.firstIndex { $0.name == name } }

    /// The value of the first attribute of a name.
    func text(of name: String) -> String? { place(of: name).map { attributes[$0].text } }

    /// The place of the first attribute of a name whose value is not empty.
    func filledPlace(of name: String) -> Int? {
        guard let place = place(of: name), attributes[place].text.utf8.contains(where: { $0 > 0x20 }) else {
            return nil
        }
        return place
    }

    /// The words of a value, in lower case.
    func words(of name: String) -> [Substring] {
        (text(of: name) ?? "").lowercased().split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "\u{C}" }
    }
}

extension HTMLTokenizer {
    /// Reads the rest of a start tag; nil where the HTML ends before it, so that it is no tag.
    mutating func tag(_ place: HTMLTagPlace) -> HTMLTag? { startTag(place).map(HTMLTag.init) }

    mutating func startTag(_ place: HTMLTagPlace) -> HTMLStartTag? {
        var attributes: [Attribute] = []
        guard let isSelfClosing = finishTag(&attributes) else { return nil }
        return HTMLStartTag(
            source: source, range: place.start..<position, nameRange: place.nameRange, attributes: attributes,
            isSelfClosing: isSelfClosing)
    }
}
