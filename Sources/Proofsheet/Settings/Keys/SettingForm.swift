import Reporting
import Yams

/// The form that the values of a setting have: how one is read, and how it is written.
struct SettingForm<Value: Sendable>: Sendable {
    let kind: ConfigurationKey.Kind
    /// Reads a value; the text is the name of its key, for errors.
    let read: @Sendable (SettingReader, String, Node) throws(ProofsheetError) -> Value
    /// Writes a value so that it can be read again, and no two values are written alike; null where it is not set.
    let write: @Sendable (Value) -> JSONValue

    init(
        _ kind: ConfigurationKey.Kind,
        read: @escaping @Sendable (SettingReader, String, Node) throws(ProofsheetError) -> Value,
        write: @escaping @Sendable (Value) -> JSONValue
    ) {
        self.kind = kind
        self.read = read
        self.write = write
    }

    /// The same form of a setting that may have no value.
    var optional: SettingForm<Value?> {
        let (read, write) = (read, write)
        return SettingForm<Value?>(
            kind,
            read: { (reader, name, node) throws(ProofsheetError) in try read(reader, name, node) },
            write: { value in value.map(write) ?? .null })
    }
}

extension SettingForm<Bool> {
    static let boolean = SettingForm(
        .boolean,
        read: { (reader, name, node) throws(ProofsheetError) in try reader.boolean(name, node) },
        write: { .bool($0) })

    /// A key that turns off what is true without it.
    static let negated = SettingForm(
        .boolean,
        read: { (reader, name, node) throws(ProofsheetError) in try !reader.boolean(name, node) },
        write: { .bool(!$0) })
}

extension SettingForm<Int> {
    static func integer(_ range: ClosedRange<Int>) -> SettingForm {
        SettingForm(
            .integer(range),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.integer(name, node, in: range) },
            write: { .int($0) })
    }

    /// A number of bytes such as `50MB`, greater than zero.
    static func byteCount(example: String) -> SettingForm {
        SettingForm(
            .text(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                guard let count = node.string.flatMap(ByteSize.parse), count > 0 else {
                    throw reader.wrong(name, node, "a size such as \(example)")
                }
                return count
            },
            write: { .string(ByteSize.text($0)) })
    }
}

extension SettingForm<Duration> {
    /// A whole number of units.
    static func count(_ range: ClosedRange<Int>, of unit: Duration) -> SettingForm {
        SettingForm(
            .integer(range),
            read: { (reader, name, node) throws(ProofsheetError) in unit * (try reader.integer(name, node, in: range))
            },
            write: { .int(Int($0 / unit)) })
    }

    /// A length of time with its unit, such as `7d`.
    static func timeSpan(example: String) -> SettingForm {
        SettingForm(
            .text(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                guard let span = node.string.flatMap(TimeSpan.parse) else {
                    throw reader.wrong(name, node, TimeSpan.description)
                }
                return span
            },
            write: { .string(TimeSpan.text($0)) })
    }
}

extension SettingForm<String> {
    static func text(example: String) -> SettingForm {
        SettingForm(
            .text(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.string(name, node) },
            write: { .string($0) })
    }

    /// A path, which in a file starts from the directory of that.
    static func path(example: String) -> SettingForm {
        SettingForm(
            .text(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in reader.relative(try reader.string(name, node)) },
            write: { .string($0) })
    }

    static func choice(of names: [String]) -> SettingForm {
        SettingForm(
            .choice(names),
            read: { (reader, name, node) throws(ProofsheetError) in
                let text = try reader.string(name, node)
                guard names.contains(text) else { throw reader.wrong(name, node, oneOf: names) }
                return text
            },
            write: { .string($0) })
    }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
    static var choice: SettingForm {
        SettingForm(
            .choice(Value.allCases.map(\.rawValue)),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.choice(name, node) },
            write: { .string($0.rawValue) })
    }
}

extension SettingForm<Editor> {
    static let editor = SettingForm(
        .text(example: "vscode"),
        read: { (reader, name, node) throws(ProofsheetError) in
            guard let editor = Editor(try reader.string(name, node)) else {
                throw reader.wrong(name, node, Editor.form)
            }
            return editor
        },
        write: { .string($0.text) })
}

extension SettingForm<[String]> {
    static func list(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.list(name, node) },
            write: { .texts($0) })
    }

    /// Paths, which in a file start from the directory of that.
    static func paths(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.list(name, node).map(reader.relative) },
            write: { .texts($0) })
    }
}

extension SettingForm<[Glob]> {
    static func globs(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.globs(name, node) },
            write: { .texts($0.map(\.pattern)) })
    }
}

extension SettingForm<[Remapping]> {
    static func remappings(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                var remappings: [Remapping] = []
                for text in try reader.list(name, node) { remappings.append(try Remapping(text, of: name)) }
                return remappings
            },
            write: { .texts($0.map { "\($0.pattern) \($0.replacement)" }) })
    }
}

extension SettingForm<[SkipPattern]> {
    static func skips(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                var skips: [SkipPattern] = []
                for text in try reader.list(name, node) { skips.append(try SkipPattern(text)) }
                return skips
            },
            write: { .texts($0.map(\.pattern)) })
    }
}

extension SettingForm<[String: String]> {
    static func texts(example: String) -> SettingForm {
        SettingForm(
            .other(schema: ConfigurationKey.textsSchema, example: example),
            read: { (reader, name, node) throws(ProofsheetError) in try reader.texts(name, node) },
            write: { .texts($0) })
    }
}

extension SettingForm {
    /// A list of names, or one text of such with commas; at least one, and each once.
    static func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable & Sendable & SendableMetatype>(
        example: [String]
    ) -> SettingForm<[Choice]> where Value == [Choice] {
        SettingForm<[Choice]>(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                let names = Choice.allCases.map(\.rawValue)
                var choices: [Choice] = []
                for text in try reader.list(name, node).flatMap({ $0.split(separator: ",") }) {
                    guard let choice = Choice(rawValue: text.trimmingPrefix(" ").description) else {
                        throw reader.wrong(name, node, oneOf: names)
                    }
                    if !choices.contains(choice) { choices.append(choice) }
                }
                if choices.isEmpty { throw reader.wrong(name, node, oneOf: names) }
                return choices
            },
            write: { .texts($0.map(\.rawValue).sorted()) })
    }
}
