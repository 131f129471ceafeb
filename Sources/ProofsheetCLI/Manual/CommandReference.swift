/// The page of the reference that lists the commands and their options.
///
/// Options that several commands have stand there once.
struct CommandReference {
    let program: CommandDescription

    var page: ReferencePage {
        ReferencePage(
            fileName: "commands.md", title: "Commands and options",
            lines: introduction + commands.flatMap { section($0.path, $0.command) } + sharedSection)
    }

    /// The commands that do something.
    var commands: [(path: [String], command: CommandDescription)] {
        program.tree.filter { $0.command.shownSubcommands.isEmpty && $0.command.commandName != "help" }
    }

    private var introduction: [String] {
        let rows = commands.map { path, command in
            [
                "[\(path.joined(separator: " "))](#\(path.joined(separator: "-")))",
                MarkdownText.line(command.abstract ?? ""),
            ]
        }
        return MarkdownText.table(["command", "does"], rows) + [
            "Each command prints its options with `--help`. Most options can stand in the "
                + "[configuration](configuration.md) too. How a command ends is told by its "
                + "[exit status](exit-status.md).", "",
            "`--help` shows one screen, and `--help-all` every option. Options on requests, such as `--timeout`, are taken "
                + "by all commands that read records, so that one list of options fits all: `repair` and `entries` make no "
                + "request, and have no use for them.", "",
        ]
    }

    private func section(_ path: [String], _ command: CommandDescription) -> [String] {
        var lines = ["## \(path.joined(separator: " "))", ""]
        let discussion = ManualNotes.discussionWithoutStatus(command.discussion ?? "")
        lines += MarkdownText.paragraphs([command.abstract ?? "", discussion].joined(separator: "\n\n"))
        let examples = ManualExamples.examples(of: Array(path.dropFirst()))
        for example in examples {
            lines += MarkdownText.paragraphs(example.purpose) + MarkdownText.block(example.line)
        }
        let shared = sharedNames
        let own = command.shownArguments.filter { !shared.contains(Self.name(of: $0)) }
        if !own.isEmpty { lines += Self.table(of: own) }
        let others = command.shownArguments.filter { shared.contains(Self.name(of: $0)) && !Self.isEverywhere($0) }
        if !others.isEmpty {
            let names = others.map { MarkdownText.code(Self.shortName(of: $0)) }.joined(separator: ", ")
            lines += ["It also has these [shared options](#shared-options): \(names).", ""]
        }
        return lines
    }

    private var sharedSection: [String] {
        var seen = Set<String>()
        let shared = sharedNames
        let arguments = commands.flatMap(\.command.shownArguments).filter {
            shared.contains(Self.name(of: $0)) && seen.insert(Self.name(of: $0)).inserted
        }
        return ["## Shared options", ""] + Self.table(of: arguments)
    }

    /// The options that mean the same in several commands, by their names and what is said of them.
    ///
    /// Of those that have one name and mean different things, the one that most commands have.
    private var sharedNames: Set<String> {
        let options = commands.flatMap(\.command.shownArguments).filter { $0.kind != .positional }
        let counts = Dictionary(options.map { (Self.name(of: $0), 1) }, uniquingKeysWith: +)
        var shared: [String: (name: String, count: Int)] = [:]
        for option in options {
            let name = Self.name(of: option)
            let count = counts[name, default: 0]
            if count > shared[Self.spelling(of: option)]?.count ?? 1 {
                shared[Self.spelling(of: option)] = (name, count)
            }
        }
        return Set(shared.values.map(\.name))
    }

    /// Whether every command has the option, which is then not worth a word.
    private static func isEverywhere(_ argument: CommandDescription.Argument) -> Bool {
        ["version", "help", "help-all"].contains(argument.preferredName?.name)
    }

    private static func name(of argument: CommandDescription.Argument) -> String {
        spelling(of: argument) + "\n" + argument.explanation
    }

    private static func shortName(of argument: CommandDescription.Argument) -> String {
        argument.preferredName.map { "-" + $0.behindDash } ?? argument.valueName ?? ""
    }

    /// All names of an option with its value, as they are typed.
    private static func spelling(of argument: CommandDescription.Argument) -> String {
        let value = (argument.valueName ?? "value").uppercased()
        guard argument.kind != .positional else { return value }
        let names = (argument.names ?? []).map { "-" + $0.behindDash }.joined(separator: ", ")
        return argument.kind == .option ? "\(names) \(value)" : names
    }

    private static func table(of arguments: [CommandDescription.Argument]) -> [String] {
        MarkdownText.table(
            ["option", "does"],
            arguments.map { [MarkdownText.code(spelling(of: $0)), MarkdownText.line($0.explanation)] })
    }
}
