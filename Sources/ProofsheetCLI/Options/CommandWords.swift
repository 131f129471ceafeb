import ArgumentParser
import Proofsheet

/// The words of a command line that name a command, such as `cache prune`.
enum CommandWords {
    /// The names of the program and of the commands that the words name, each below the one before it; words behind `help`
    /// do so too.
    ///
    /// Throws a usage error, which says what may be meant, where a word is none of the commands that can stand there.
    static func path(in arguments: [String]) throws(ProofsheetError) -> [String] {
        var path = [ProofsheetCommand._commandName]
        var below = ProofsheetCommand.configuration.subcommands
        for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
            if below.isEmpty || word.hasPrefix("-") { break }
            guard let command = below.first(where: { $0._commandName == word }) else {
                throw unknown(word, among: below, behind: path)
            }
            path.append(word)
            below = command.configuration.subcommands
        }
        return path
    }

    private static func unknown(
        _ word: String, among commands: [any ParsableCommand.Type], behind path: [String]
    ) -> ProofsheetError {
        let names = commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        let words = path.joined(separator: " ")
        let remedy = Suggestion.remedy(for: word, among: names, else: "'\(words) --help' lists the commands")
        return ProofsheetError(.usage, "there is no command '\(word)'; \(remedy)")
    }
}
