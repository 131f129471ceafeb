/// Where a tag gets a width and a height, and how they are written there.
extension HTMLTag {
    /// Directly behind the URL, or behind the width that is there, in the way of the URL's own attribute.
    func insertion(_ source: SourceBytes, images: [BodyImage]) -> BodyInsertion? {
        guard let image = images.first(where: \.takesSize) else { return nil }
        let width = image.widthAttribute.flatMap { attributes[$0].valueRange.isEmpty ? nil : $0 }
        let place = width ?? image.urlAttribute
        let neighbour = attributes[image.urlAttribute]
        let quote =
            switch neighbour.style {
            case .singleQuoted: "'"
            case .doubleQuoted: "\""
            default: ""
            }
        let name = source.slice(neighbour.nameRange)
        let isUpperCase =
            name.contains(where: \.isLetter) && name.allSatisfy { $0.lowercasedASCII != $0 || !$0.isLetter }
        let separator = separator(behind: place, source)
        return BodyInsertion(
            offset: attributes[place].valueRange.upperBound, attributeIndex: place + 1, firstSeparator: separator,
            separator: separator, valueOpening: quote, valueClosing: quote,
            valueStyle: neighbour.style, widthName: isUpperCase ? "WIDTH" : "width",
            heightName: isUpperCase ? "HEIGHT" : "height")
    }

    /// What stands before the next attribute, where that is white space, so that a tag with an attribute a line stays one.
    private func separator(behind place: Int, _ source: SourceBytes) -> String {
        let next = place + 1 < attributes.count ? place + 1 : place
        guard next > 0 else { return " " }
        let gap =
            attributes[next - 1].valueRange
            .upperBound..<max(
                attributes[next - 1].valueRange.upperBound, attributes[next].nameRange.lowerBound)
        let bytes = source.slice(gap)
        guard !bytes.isEmpty, bytes.count <= 100, bytes.allSatisfy(\.isHTMLSpace) else { return " " }
        return String(decoding: bytes, as: UTF8.self)
    }
}
