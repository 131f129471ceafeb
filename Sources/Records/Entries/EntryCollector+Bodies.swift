/// Entries of bodies and pages.
extension EntryCollector {
    mutating func element(_ element: BodyElement) {
        let elementOrdinal = nextOrdinal(count: 1 + 2 * element.attributes.count) + 1
        let number = bodyNumber(of: element.name)
        let images = element.images(without: bodies?.excluded ?? [])
        for (index, image) in images.enumerated() {
            let isEarlier = { (other: BodyImage) in other.urlAttribute == image.urlAttribute }
            let candidate = image.suffix.isEmpty ? nil : images[..<index].count(where: isEarlier)
            entries.append(
                ImageEntry(
                    path: "body:\(element.name)[\(number)]\(image.suffix)", ambiguity: nil,
                    urlPart: part(image.urlAttribute, of: element, elementOrdinal, scalar: image.url),
                    widthPart: image.widthAttribute.map { part($0, of: element, elementOrdinal) },
                    heightPart: image.heightAttribute.map { part($0, of: element, elementOrdinal) }, flagPart: nil,
                    layout: EntryLayout(kind: .element, start: element.range.lowerBound), canLoseFlag: false,
                    merge: nil, kind: .body,
                    body: BodyPlacement(
                        elementOrdinal: elementOrdinal, insertion: element.insertion, descriptor: image.descriptor,
                        candidate: candidate, takesSize: image.takesSize)))
        }
    }

    mutating func beginEmbeddedData(_ name: String) {
        beginDocument()
        place = EntryPath.Start(kind: .body, text: "body:\(name)[\(bodyNumber(of: name))]")
    }

    mutating func baseURL(_ url: String) { baseURL = url }

    /// The number of the next element of that name.
    private mutating func bodyNumber(of name: String) -> Int {
        defer { bodyCounts[name, default: 0] += 1 }
        return bodyCounts[name, default: 0]
    }

    /// An attribute as a part of an entry.
    private func part(
        _ index: Int, of element: BodyElement, _ elementOrdinal: Int, scalar: Scalar? = nil
    ) -> EntryPart {
        let attribute = element.attributes[index]
        let range = attribute.nameRange
        return EntryPart(
            key: KeyPlacement(nodeStart: range.lowerBound, range: range, style: .plain),
            scalar: scalar
                ?? Scalar(range: attribute.valueRange, text: attribute.text, style: attribute.style),
            isString: attribute.style != .plain, ordinal: elementOrdinal + 2 * index + 2, rank: 0, anchoredAt: nil)
    }
}
