import ArgumentParser
import Foundation

/// What ArgumentParser tells of a command (`--experimental-dump-help`, version 0), as far as a manual page shows it.
struct CommandDescription: Decodable {
    /// An option, flag or operand.
    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
            enum Kind: String, Decodable {
                case long, short, longWithSingleDash
            }

            var kind: Kind
            var name: String

            /// The name without the first of its dashes, which the macro `Fl` writes.
            var behindDash: String { kind == .long ? "-" + name : name }
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var preferredName: Name?
        var valueName: String?
        /// The title that it stands under in the help; nil for an option of this command alone.
        var sectionTitle: String?
        var defaultValue: String?
        var abstract: String?

        /// The abstract, with the default where it does not say that itself.
        var explanation: String {
            var text = abstract ?? "The command to explain."
            if let defaultValue, !text.contains("(default: ") { text += " The default is '\(defaultValue)'." }
            return text
        }
    }

    /// The outermost object.
    private struct Dump: Decodable {
        var command: CommandDescription
    }

    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [CommandDescription]?

    /// The program and, below it, its commands.
    static func program() throws -> CommandDescription {
        try JSONDecoder().decode(Dump.self, from: Data(ProofsheetCommand._dumpHelp().utf8)).command
    }

    /// The command itself and all below it that help shows, in the order of their names, each with the names that lead
    /// to it, such as `proofsheet`, `cache`, `prune`.
    var tree: [(path: [String], command: CommandDescription)] {
        var found: [(path: [String], command: CommandDescription)] = []
        var rest = [([commandName], self)]
        while let (path, command) = rest.popLast() {
            found.append((path, command))
            rest += command.shownSubcommands.map { (path + [$0.commandName], $0) }
        }
        return found.sorted { $0.path.joined(separator: "-") < $1.path.joined(separator: "-") }
    }

    var shownSubcommands: [CommandDescription] { (subcommands ?? []).filter(\.shouldDisplay) }
    var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

    func hasOption(_ name: String) -> Bool {
        shownArguments.contains { $0.names?.contains { $0.name == name } ?? false }
    }

    var operands: [Argument] { shownArguments.filter { $0.kind == .positional } }
}
