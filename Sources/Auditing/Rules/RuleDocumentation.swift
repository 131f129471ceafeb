/// What a user wants to know of a rule beside its one line.
package struct RuleDocumentation: Sendable, Hashable {
    /// What it means, and why it matters.
    package var meaning: String
    /// Lines of a record of which it speaks.
    package var example: String
    /// What puts it right.
    package var remedy: String
    /// The keys of the configuration that change what it says, beside those that every rule has.
    package var keys: [String]

    init(meaning: String, example: String, remedy: String, keys: [String] = []) {
        self.meaning = meaning
        self.example = example
        self.remedy = remedy
        self.keys = keys
    }
}
