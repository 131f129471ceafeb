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
    package var compact: String { text(level: nil) }

    /// The value over several lines, two spaces a level.
    package var pretty: String { text(level: 0) }

    private func text(level: Int?) -> String {
        var json = JSONText(level: level)
        json.write(self)
        return String(decoding: json.text.bytes, as: UTF8.self)
    }
}
