package import Auditing

/// What there is to know of a rule, as text for a terminal.
package enum RuleText {
    /// All of it: what the rule says and means, an example, the remedy, and the keys of the configuration.
    package static func text(_ rule: any Rule) -> String {
        let documentation = rule.documentation
        let settings = (["rules", "ignore"] + documentation.keys).joined(separator: ", ")
        return """
            \(wrapped("\(rule.name) (\(rule.severity.rawValue)): \(rule.summary)"))

            \(wrapped(documentation.meaning))

            Example:
            \(indented(documentation.example))

            How to put it right:
            \(indented(wrapped(documentation.remedy, width: 76)))

            \(wrapped("Configuration: \(settings)"))

            """
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }

    /// The text in lines of at most `width` characters.
    private static func wrapped(_ text: String, width: Int = 78) -> String {
        var lines: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }
}
