import Auditing
import Reporting

/// One key of the configuration, and all that is said of it: in the file, by the schema, by `config` and `init`.
public struct ConfigurationKey: Sendable {
    /// What a value may be.
    enum Kind: Sendable {
        case boolean
        case integer(ClosedRange<Int>)
        /// A text; the example shows its form.
        case text(example: String)
        case choice([String])
        /// One text, or several.
        case list(example: [String])
        /// Anything that this JSON Schema says.
        case other(schema: JSONValue, example: String)
    }

    /// The long name of its option, without dashes.
    public let name: String
    /// What it sets, in one line without a full stop.
    public let summary: String
    let kind: Kind
    /// Its value in a configuration, as YAML in flow style, which JSON is; null where none is set.
    let value: @Sendable (Configuration) -> JSONValue

    init(_ name: String, _ kind: Kind, _ summary: String, _ value: @escaping @Sendable (Configuration) -> JSONValue) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.value = value
    }

    /// The environment variable that sets it; nil where only a file can.
    public var variable: String? {
        switch kind {
        case .boolean, .integer, .text, .choice:
            "PROOFSHEET_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
        case .list, .other: nil
        }
    }

    /// Every key, in the order in which a file is best written.
    public static let all: [ConfigurationKey] = recordKeys + networkKeys + limitKeys + ruleKeys + outputKeys
}

extension JSONValue {
    /// A list of texts.
    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// Texts by name, in the order of the names.
    static func texts(_ texts: [String: String]) -> JSONValue {
        .ordered(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }

    static func seconds(_ duration: Duration) -> JSONValue { .int(Int(duration.components.seconds)) }
}
