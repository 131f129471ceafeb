import Foundation
import Proofsheet

/// What a manual page says of a command beyond its help: exit status, environment, files.
enum ManualNotes {
    /// A term and what is said of it.
    struct Note: Equatable {
        var term: String
        var text: String
    }

    private static let heading = "Exit status: "

    /// A discussion without the paragraph, or the end of it, that tells the exit status.
    static func discussionWithoutStatus(_ discussion: String) -> String {
        discussion.split(separator: "\n\n").map { paragraph in
            paragraph.components(separatedBy: heading)[0].trimmed
        }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// The exit statuses of a command: its own, then those of the program that hold for every command.
    static func exitStatus(of command: CommandDescription, in program: CommandDescription) -> [Note] {
        let general = statuses(in: program.discussion ?? "")
        var own = statuses(in: command.discussion ?? "")
        if own.isEmpty {
            own = command.hasOption("fail-on") ? general : [Note(term: "0", text: "It was done.")]
        }
        let further = general.filter { note in note.term > "1" && !own.contains { $0.term == note.term } }
        return own + further
    }

    /// The statuses that a discussion lists behind their heading.
    ///
    /// Semicolons separate them: `0 all is well; 1 something is not.`
    private static func statuses(in discussion: String) -> [Note] {
        guard let start = discussion.range(of: heading)?.upperBound else { return [] }
        let list = discussion[start...].prefix { $0 != "\n" }.trimmed
        return list.components(separatedBy: "; ").compactMap { item in
            let digits = item.prefix { $0.isASCII && $0.isNumber }
            let text = item.dropFirst(digits.count).trimmed
            guard !digits.isEmpty, let first = text.first else { return nil }
            return Note(
                term: String(digits), text: first.uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : "."))
        }
    }

    static func environment(of command: CommandDescription) -> [Note] {
        var notes: [Note] = []
        if command.hasOption("config") {
            notes.append(
                Note(
                    term: "PROOFSHEET_CONFIG",
                    text: "The configuration file, where --config names none."))
            notes.append(
                Note(
                    term: "PROOFSHEET_KEY",
                    text: """
                        Sets a key of the configuration that has a single value; KEY is its name in capitals, with _ in \
                        place of -, as in PROOFSHEET_HOST_DELAY. It wins over the file, and the command line over it. \
                        All are listed in proofsheet-config(1).
                        """))
        }
        if command.hasOption("color") {
            notes += [
                Note(term: "NO_COLOR", text: "No colours, where it is set and not empty and --color is auto."),
                Note(
                    term: "CLICOLOR_FORCE",
                    text: "Colours even where the output is no terminal, where it is neither empty nor 0."),
                Note(term: "CLICOLOR", text: "No colours, where it is 0."),
                Note(term: "TERM", text: "No colours, where it is dumb."),
            ]
        }
        return notes
    }

    static func files(of command: CommandDescription) -> [Note] {
        var notes: [Note] = []
        if command.hasOption("config") || command.commandName == "init" {
            notes.append(
                Note(
                    term: ConfigurationFile.name,
                    text: "The configuration; proofsheet-config(1) lists its keys, proofsheet-init(1) writes one."))
        }
        if command.hasOption("cache") {
            notes += [
                Note(term: ".proofsheet/objects", text: "The images, named by their SHA-256."),
                Note(
                    term: ".proofsheet/index.sqlite",
                    text: "Which URL has which image, and all else that is known of it."),
                Note(
                    term: ".proofsheet/index.journal",
                    text: "The rows of the index as lines of text, from which a lost one comes back."),
            ]
        }
        if command.hasOption("fail-on") {
            notes.append(
                Note(term: ".proofsheet/state", text: "What an audit said of records that have not changed since."))
        }
        if command.hasOption("no-ignore") {
            notes.append(
                Note(
                    term: ".gitignore, .git/info/exclude, .ignore",
                    text: "What is left out of directories, as git and ripgrep read them."))
        }
        return notes
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
