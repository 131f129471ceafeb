/// A JSON value whose members keep their order (RFC 8259).
package indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    /// A number with three decimals.
    case decimal(thousandths: Int)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One member of an object.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSONValue
    }

    /// An object of members in the order given.
    package static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { Member(name: $0.key, value: $0.value) })
    }

    /// An object of members in the order given.
    package static func ordered(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .object(pairs.map { Member(name: $0.0, value: $0.1) })
    }

    /// A value that may be absent, which is `null`.
    package static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }
    package static func optional(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

    /// A number in thousandths that may be absent, which is `null`.
    package static func thousandths(_ value: Int?) -> JSONValue {
        value.map(JSONValue.decimal(thousandths:)) ?? .null
    }

    /// The value with every string in it replaced; names of members stay.
    func mapTexts(_ transform: (String) -> String) -> JSONValue {
        switch self {
        case .null, .bool, .int, .decimal: self
        case .string(let text): .string(transform(text))
        case .array(let values): .array(values.map { $0.mapTexts(transform) })
        case .object(let members):
            .object(members.map { Member(name: $0.name, value: $0.value.mapTexts(transform)) })
        }
    }

    /// A number in thousandths as text, without zeros at its end.
    static func decimal(_ thousandths: Int) -> String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        var text = (thousandths < 0 ? "-" : "") + String(whole)
        if rest > 0 {
            var digits = String(1_000 + rest).dropFirst()
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text
    }

    /// The value on one line.
    package var compact: String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// The value over several lines, two spaces a level.
    package var pretty: String {
        var text = ""
        write(to: &text, indentation: 0)
        return text
    }

    /// Hands over an object over several lines whose last member is a list: its values are made one after the other.
    package static func writePretty<Items: Collection>(
        _ members: [Member], listing name: String, _ items: Items, as value: (Items.Element) -> JSONValue,
        indentation: Int = 0, to send: (String) -> Void
    ) {
        var text = String(repeating: "  ", count: indentation)
        let all: [Member?] = members + [nil]
        write(all, between: ("{", "}"), to: &text, indentation: indentation) { member, text, inner in
            if let member { return write(member, to: &text, indentation: inner) }
            write(name, to: &text)
            text += ": "
            write(items, between: ("[", "]"), to: &text, indentation: inner) { item, text, inner in
                value(item).write(to: &text, indentation: inner)
                send(text)
                text = ""
            }
        }
        send(text)
    }

    private static func write(_ member: Member, to text: inout String, indentation: Int?) {
        write(member.name, to: &text)
        text += ": "
        member.value.write(to: &text, indentation: indentation)
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .decimal(let thousandths): text += Self.decimal(thousandths)
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            Self.write(values, between: ("[", "]"), to: &text, indentation: indentation) { value, text, inner in
                value.write(to: &text, indentation: inner)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &text, indentation: indentation) { member, text, inner in
                Self.write(member, to: &text, indentation: inner)
            }
        }
    }

    private static func write<Items: Collection>(
        _ items: Items, between brackets: (String, String), to text: inout String, indentation: Int?,
        _ writeItem: (Items.Element, inout String, Int?) -> Void
    ) {
        text += brackets.0
        let inner = indentation.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { text += inner == nil ? ", " : "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            writeItem(item, &text, inner)
        }
        if let indentation, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indentation) }
        text += brackets.1
    }

    /// Writes a string; what a terminal could take for a command is escaped, as JSON allows for any character.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        defer { text += "\"" }
        // Most texts are plain ASCII, and go out in one piece.
        let isPlain: (UInt8) -> Bool = {
            (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if string.utf8.allSatisfy(isPlain) {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if PlainText.isPrintable(scalar) {
                    text.unicodeScalars.append(scalar)
                } else {
                    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                        let digits = String(unit, radix: 16)
                        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                }
            }
        }
    }
}
