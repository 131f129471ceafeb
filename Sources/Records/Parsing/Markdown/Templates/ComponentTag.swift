/// The start tag of a component, or of an element of HTML, in JSX: its values may be expressions in braces.
struct ComponentTag {
    var name: Range<Int>
    var attributes: [Attribute] = []
    /// The place behind it.
    var end: Int

    struct Attribute {
        var name: Range<Int>
        /// With quotes or braces; empty, and behind the name, without a value.
        var value: Range<Int>
    }

    /// The place behind the tag, or end tag, that starts there.
    static func end(at start: Int, in text: SourceBytes, _ expressions: inout ScriptExpressions) -> Int? {
        if text[start + 1] == UInt8(ascii: "/") {
            let name = text.componentName(at: start + 2)
            let end = text.skipSpaces(from: name.upperBound, lineEnds: .max)
            return text[end] == UInt8(ascii: ">") ? end + 1 : nil
        }
        return ComponentTag(text, at: start, &expressions)?.end
    }

    init?(_ text: SourceBytes, at start: Int, _ expressions: inout ScriptExpressions) {
        name = text.componentName(at: start + 1)
        end = name.upperBound
        if name.isEmpty { return nil }
        while true {
            let index = text.skipSpaces(from: end, lineEnds: .max)
            switch text[index] {
            case UInt8(ascii: ">"):
                end = index + 1
                return
            case UInt8(ascii: "/"):
                guard text[index + 1] == UInt8(ascii: ">") else { return nil }
                end = index + 2
                return
            case UInt8(ascii: "{"):
                // Spread attributes and comments.
                guard let behind = expressions.end(at: index, in: text) else { return nil }
                end = behind
            default:
                guard index > end || end > name.upperBound, readAttribute(text, at: index, &expressions) else {
                    return nil
                }
            }
        }
    }

    private mutating func readAttribute(
        _ text: SourceBytes, at start: Int, _ expressions: inout ScriptExpressions
    ) -> Bool {
        let attribute = text.componentName(at: start)
        if attribute.isEmpty { return false }
        let sign = text.skipSpaces(from: attribute.upperBound, lineEnds: .max)
        guard text[sign] == UInt8(ascii: "=") else {
            end = attribute.upperBound
            attributes.append(Attribute(name: attribute, value: end..<end))
            return true
        }
        let value = text.skipSpaces(from: sign + 1, lineEnds: .max)
        let behind: Int?
        switch text[value] {
        case .quotationMark, UInt8(ascii: "'"):
            behind =
                value + 1 < text.count
                ? text.firstIndex(of: text[value], in: value + 1..<text.count).map { $0 + 1 } : nil
        case UInt8(ascii: "{"): behind = expressions.end(at: value, in: text)
        default: behind = nil
        }
        guard let behind else { return false }
        end = behind
        attributes.append(Attribute(name: attribute, value: value..<behind))
        return true
    }
}

extension SourceBytes {
    /// The name of a component or of one of its attributes, such as `motion.img` or `xlink:href`; empty where none is.
    fileprivate func componentName(at start: Int) -> Range<Int> {
        guard self[start].isLetter || self[start] == UInt8(ascii: "_") || self[start] == UInt8(ascii: "$") else {
            return start..<start
        }
        var index = start
        while self[index].isLetterOrDigit || "_$-.:".utf8.contains(self[index]) { index += 1 }
        return start..<index
    }
}
