/// Writes JSON (RFC 8259) as it comes, without a tree of it.
///
/// What a terminal could take for a command is escaped, as JSON allows for any character.
struct JSONText: Sendable {
    private(set) var text = ByteText()
    /// Levels of two spaces; nil writes all on one line.
    private var level: Int?
    /// Nothing has come yet in the innermost object or array.
    private var isFirst = true

    /// - Parameter level: Of the first value; nil for one line.
    init(level: Int?) { self.level = level }

    // MARK: - Objects and arrays

    mutating func object(_ body: (inout JSONText) -> Void) {
        begin("{")
        body(&self)
        end("}")
    }

    mutating func array<Items: Sequence>(_ items: Items, _ body: (Items.Element, inout JSONText) -> Void) {
        begin("[")
        for item in items {
            beginItem()
            body(item, &self)
        }
        end("]")
    }

    private mutating func begin(_ open: StaticString) {
        text.append(literal: open)
        isFirst = true
        level = level.map { $0 + 1 }
    }

    private mutating func end(_ close: StaticString) {
        level = level.map { $0 - 1 }
        if !isFirst { breakLine() }
        text.append(literal: close)
        isFirst = false
    }

    private mutating func beginItem() {
        if !isFirst { text.append(literal: level == nil ? ", " : ",") }
        isFirst = false
        breakLine()
    }

    private mutating func breakLine() {
        guard let level else { return }
        text.append(literal: "\n")
        for _ in 0..<level { text.append(literal: "  ") }
    }

    // MARK: - Members

    /// The name of a member, whose value comes next; it needs no escape.
    private mutating func name(_ name: StaticString) {
        beginItem()
        text.append(literal: "\"")
        text.append(literal: name)
        text.append(literal: "\": ")
    }

    private mutating func name(_ name: String) {
        beginItem()
        write(name)
        text.append(literal: ": ")
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        self.name(name)
        if let value { write(value) } else { writeNull() }
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        self.name(name)
        if let value { text.append(value) } else { writeNull() }
    }

    mutating func member(_ name: StaticString, thousandths value: Int?) {
        self.name(name)
        if let value { text += JSONValue.decimal(value) } else { writeNull() }
    }

    mutating func member(_ name: StaticString, _ value: JSONValue) {
        self.name(name)
        write(value)
    }

    mutating func member(_ name: StaticString, _ body: (inout JSONText) -> Void) {
        self.name(name)
        body(&self)
    }

    mutating func member(_ member: JSONValue.Member) {
        name(member.name)
        write(member.value)
    }

    // MARK: - Values

    mutating func writeNull() { text.append(literal: "null") }

    mutating func write(_ value: String) {
        text.append(literal: "\"")
        text.append(value, Self.escapes)
        text.append(literal: "\"")
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeNull()
        case .bool(let value): text.append(literal: value ? "true" : "false")
        case .int(let value): text.append(value)
        case .decimal(let thousandths): text += JSONValue.decimal(thousandths)
        case .string(let value): write(value)
        case .array(let values): array(values) { $1.write($0) }
        case .object(let members): object { json in for member in members { json.member(member) } }
        }
    }

    private static let escapes = TextEscapes("\"\\") { scalar, text in
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where PlainText.isPrintable(scalar): text.append(scalar)
        default:
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }

    // MARK: - Long lists

    /// Hands over an object over several lines whose last member is a list, which `list` hands over item by item.
    ///
    /// - Parameters:
    ///   - level: Of the object.
    ///   - list: Gets the level of the items, each of which it begins with `item(level:isFirst:)`, and says whether there
    ///     was one.
    static func write(
        _ members: [JSONValue.Member], listing name: String, level: Int, to send: (ByteText) -> Void,
        _ list: (Int) -> Bool
    ) {
        var json = JSONText(level: level)
        json.text += String(repeating: "  ", count: level)
        json.begin("{")
        for member in members { json.member(member) }
        json.name(name)
        json.begin("[")
        send(json.text)
        json.text = ByteText()
        json.isFirst = !list(level + 2)
        json.end("]")
        json.end("}")
        send(json.text)
    }

    /// The start of an item of such a list.
    static func item(level: Int, isFirst: Bool) -> JSONText {
        var json = JSONText(level: level)
        json.isFirst = isFirst
        json.beginItem()
        return json
    }
}
