/// A width and a height in one text, `192x192`, as links of HTML and web app manifests have the size of an icon.
struct SizePair {
    enum Side: Sendable, Hashable {
        case width, height
    }

    /// The digits of both, as places in the text.
    let width: Range<Int>
    let height: Range<Int>

    /// - Parameter text: Of `any`, and of several sizes, nil comes: these are of a drawing, or of a file with several images.
    init?(_ text: UnsafeRawBufferPointer) {
        guard let middle = text.firstIndex(where: { !$0.isDigit }), text[middle] | 0x20 == UInt8(ascii: "x"),
            middle > 0, middle + 1 < text.count, text[(middle + 1)...].allSatisfy(\.isDigit)
        else { return nil }
        width = 0..<middle
        height = middle + 1..<text.count
    }

    func range(of side: Side) -> Range<Int> { side == .width ? width : height }

    /// A file in the ICO format may hold several images, and its size says only which of them it has.
    static func holdsSeveral(_ url: String) -> Bool {
        url.lowercased().split(separator: "?").first?.hasSuffix(".ico") == true
    }
}

extension EntryCollector {
    /// Keeps a size that is written in one text as a width and a height, each to be edited where it stands.
    mutating func keepSizes(_ node: ScalarNode, _ part: EntryPart, frame: Int) {
        frames[frame].context.facts.note(node.content, .sizes)
        let isQuoted = part.scalar.style == .singleQuoted || part.scalar.style == .doubleQuoted
        guard isQuoted || part.scalar.style == .plain, part.anchoredAt == nil, !node.hasEscapes,
            part.scalar.range.count == node.content.count + (isQuoted ? 2 : 0), let pair = SizePair(node.content)
        else { return }
        let start = part.scalar.range.lowerBound + (isQuoted ? 1 : 0)
        for (side, traits) in [(SizePair.Side.width, KeyTraits.width), (.height, .height)] {
            let range = pair.range(of: side)
            var half = part
            half.scalar = Scalar(
                range: start + range.lowerBound..<start + range.upperBound,
                text: String(decoding: node.content[range], as: UTF8.self), style: .plain)
            half.isString = false
            // Nothing can be added behind it.
            half.isElsewhere = true
            half.side = side
            kept.append(KeptValue(part: half, name: [], traits: traits, subject: 0, look: .word))
        }
    }
}

extension MappingReading {
    /// The sizes of the mapping's picture, without one that does not say how large the picture is.
    func sizes(for picture: Address) -> EntrySizes {
        guard let width = sizes.width, part(at: width).side != nil,
            SizePair.holdsSeveral(part(at: picture.place).scalar.text)
        else { return sizes }
        return EntrySizes()
    }
}

extension EntryPart {
    /// What it does to the part's node that the part gets a new value.
    func replacement(_ literal: NodeLiteral) -> NodeChange.Action {
        side.map { .replaceSide($0, literal.text) } ?? .replace(literal)
    }
}

extension NodeLiteral {
    /// With another number on one side, where it is a pair of sizes.
    func replacing(_ side: SizePair.Side, with number: String) -> NodeLiteral {
        var bytes = Array(text.utf8)
        guard let range = bytes.withUnsafeBytes({ SizePair($0) })?.range(of: side) else { return self }
        bytes.replaceSubrange(range, with: Array(number.utf8))
        return NodeLiteral(text: String(decoding: bytes, as: UTF8.self), style: style)
    }
}
