public import ArgumentParser
public import Proofsheet

/// Options of which those that are called as keys of the configuration set these.
///
/// A property `hostDelay` sets the key `host-delay`, whose declaration in the library says the rest: what the help tells,
/// what a value may be, and where it goes.
protocol SettingOptions: ParsableArguments {}

extension SettingOptions {
    func apply(to configuration: inout Configuration) throws { try applySettings(to: &configuration) }

    /// Sets what the options say.
    func applySettings(to configuration: inout Configuration) throws(ProofsheetError) {
        for (key, texts) in settings { try key.apply(optionValues: texts, to: &configuration) }
    }

    /// Refuses values that a key does not take, with the usage of the command.
    func validate() throws {
        var configuration = Configuration()
        do throws(ProofsheetError) {
            try applySettings(to: &configuration)
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// The keys that options set, in the order of their declarations.
    private var settings: [(ConfigurationKey, [String])] {
        // ArgumentParser looks for options in the same way, so that each needs its declaration and no more.
        Mirror(reflecting: self).children.compactMap { child in
            guard let label = child.label, let option = child.value as? any GivenOption,
                let key = ConfigurationKey.all.first(where: { Self.property(of: $0) == label.lowercased() })
            else { return nil }
            return (key, option.texts)
        }
    }

    /// The property wrapper of the property that is called as a key, in lower case.
    private static func property(of key: ConfigurationKey) -> String {
        "_" + key.name.filter { $0 != "-" }
    }
}

extension ArgumentHelp {
    /// What a key of the configuration says of its option.
    static func key(_ name: String) -> ArgumentHelp? { helps[name] }

    // ArgumentParser asks for the help of every option many times before a command runs.
    private static let helps = Dictionary(
        uniqueKeysWithValues: ConfigurationKey.all.compactMap { key in
            key.optionHelp.map { (key.name, ArgumentHelp($0, valueName: key.optionValueName)) }
        })
}

extension CompletionKind {
    /// The words that a key of the configuration takes.
    static func key(_ name: String) -> CompletionKind { .list(words[name] ?? []) }

    private static let words = Dictionary(uniqueKeysWithValues: ConfigurationKey.all.map { ($0.name, $0.choices) })
}

/// An option or flag as the command line gave it.
private protocol GivenOption {
    /// Its values, in the order in which they were given; none where it was not.
    var texts: [String] { get }
}

extension Option: GivenOption where Value: OptionValue {
    fileprivate var texts: [String] { wrappedValue.texts }
}

extension Flag: GivenOption where Value == Bool {
    fileprivate var texts: [String] { wrappedValue ? ["true"] : [] }
}

/// What the property of an option may be that sets a key.
protocol OptionValue {
    /// What was given.
    var texts: [String] { get }
}

extension String: OptionValue {
    var texts: [String] { [self] }
}

extension Array: OptionValue where Element: OptionValue {
    var texts: [String] { flatMap(\.texts) }
}

extension Optional: OptionValue where Wrapped: OptionValue {
    var texts: [String] { self?.texts ?? [] }
}

extension OptionValue where Self: RawRepresentable<String> {
    var texts: [String] { [rawValue] }
}

extension Configuration.FailOn: ExpressibleByArgument, OptionValue {}
extension Configuration.Color: ExpressibleByArgument, OptionValue {}
extension Configuration.Progress: ExpressibleByArgument, OptionValue {}
extension Configuration.HardLinks: ExpressibleByArgument, OptionValue {}
