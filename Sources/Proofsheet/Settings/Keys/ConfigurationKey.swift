import Reporting
import Yams

/// One key of the configuration, and all that there is to say of it.
///
/// The configuration file, its schema, environment variables, options of the command line and their help, `config`,
/// `init`, and the question for which settings a verdict of an audit still holds: all go by this one declaration.
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
    /// Whether an audit may judge a record otherwise where the value differs.
    let affectsVerdicts: Bool
    /// Its value in a configuration, as YAML in flow style, which JSON is; null where none is set.
    let value: @Sendable (Configuration) -> JSONValue
    private let option: OptionText?
    private let assign: @Sendable (SettingReader, Node, inout Configuration) throws(ProofsheetError) -> Void

    /// A key whose value takes the place of what was set before.
    ///
    /// - Parameters:
    ///   - affectsVerdicts: Whether an audit may judge a record otherwise where the value differs. Where this is wrongly
    ///     false, audits report what they found with another value.
    ///   - option: What the help says of the option of the same name; nil where there is none.
    init<Value: Sendable>(
        _ name: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable, _ form: SettingForm<Value>,
        affectsVerdicts: Bool, _ summary: String, option: OptionText? = nil
    ) {
        self.init(name, path, form, affectsVerdicts: affectsVerdicts, summary, option: option) {
            $0[keyPath: path] = $1
        }
    }

    /// A key that may have no value.
    init<Value: Sendable>(
        _ name: String, _ path: any WritableKeyPath<Configuration, Value?> & Sendable, _ form: SettingForm<Value>,
        affectsVerdicts: Bool, _ summary: String, option: OptionText? = nil
    ) {
        self.init(name, path, form.optional, affectsVerdicts: affectsVerdicts, summary, option: option)
    }

    /// A key whose values come on top of what was set before.
    init<Element: Sendable>(
        _ name: String, addingTo path: any WritableKeyPath<Configuration, [Element]> & Sendable,
        _ form: SettingForm<[Element]>, affectsVerdicts: Bool, _ summary: String, option: OptionText? = nil
    ) {
        self.init(name, path, form, affectsVerdicts: affectsVerdicts, summary, option: option) {
            $0[keyPath: path] += $1
        }
    }

    private init<Value: Sendable>(
        _ name: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable, _ form: SettingForm<Value>,
        affectsVerdicts: Bool, _ summary: String, option: OptionText?,
        _ set: @escaping @Sendable (inout Configuration, Value) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.kind = form.kind
        self.affectsVerdicts = affectsVerdicts
        self.option = option
        value = { form.write($0[keyPath: path]) }
        assign = { (reader, node, configuration) throws(ProofsheetError) in
            set(&configuration, try form.read(reader, name, node))
        }
    }

    /// Sets it to what a file or a variable says.
    func apply(
        _ node: Node, from reader: SettingReader, to configuration: inout Configuration
    ) throws(ProofsheetError) {
        try assign(reader, node, &configuration)
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

/// What the command line says of the option that sets a key.
struct OptionText: Sendable {
    /// What stands for its value; nil for a flag.
    fileprivate let valueName: String?
    /// `{default}` and `{values}` in it stand for those of the key; nil for the summary of the key, and its default.
    fileprivate let help: String?

    /// An option with a value.
    static func value(_ name: String, _ help: String? = nil) -> OptionText { OptionText(valueName: name, help: help) }

    /// A flag, which sets a boolean key.
    static func flag(_ help: String? = nil) -> OptionText { OptionText(valueName: nil, help: help) }
}

extension ConfigurationKey {
    /// The key of a name.
    public static func named(_ name: String) -> ConfigurationKey? { all.first { $0.name == name } }

    /// What the help of the command line says of its option; nil where it has none.
    public var optionHelp: String? {
        guard let option else { return nil }
        guard let help = option.help else {
            return summary + (defaultText.map { " (default: \($0))" } ?? "") + "."
        }
        return help.replacing("{default}", with: defaultText ?? "none")
            .replacing("{values}", with: choices.joined(separator: ", "))
    }

    /// The words that it takes; none where it takes other values.
    package var choices: [String] {
        if case .choice(let names) = kind { names } else { [] }
    }

    /// What stands for the value of its option; nil for a flag, and where there is no option.
    public var optionValueName: String? { option?.valueName }

    /// Sets it to what its option says, which was given as often as there are texts.
    ///
    /// Throws a usage error that names the option and what it takes.
    public func apply(optionValues texts: [String], to configuration: inout Configuration) throws(ProofsheetError) {
        guard let last = texts.last else { return }
        let isList = if case .list = kind { true } else { false }
        let node = isList ? Node(texts.map { Node($0, .implicit) }, .implicit) : Node(last, .implicit)
        try apply(node, from: SettingReader(source: .option), to: &configuration)
    }

    /// The default as a single word; nil where there is none, or it is no single word.
    private var defaultText: String? {
        switch value(Configuration()) {
        case .int(let number): String(number)
        case .string(let text): text
        default: nil
        }
    }
}

extension JSONValue {
    /// A list of texts.
    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// Texts by name, in the order of the names.
    static func texts(_ texts: [String: String]) -> JSONValue {
        .ordered(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }
}
