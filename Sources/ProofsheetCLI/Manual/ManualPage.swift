import Foundation
import Proofsheet

/// The manual page of a command, in mdoc(7).
struct ManualPage {
    /// The names of the program and of the command, such as `proofsheet`, `cache`, `prune`.
    let path: [String]
    let command: CommandDescription
    let program: CommandDescription
    let date: Date

    /// The pages of the program and of all its commands.
    static func all(date: Date) throws -> [ManualPage] {
        let program = try CommandDescription.program()
        return program.tree.map { ManualPage(path: $0.path, command: $0.command, program: program, date: date) }
    }

    /// The page's name, such as `proofsheet-cache-prune`.
    var name: String { path.joined(separator: "-") }
    var fileName: String { name + ".1" }

    /// The text of the page.
    ///
    /// - Parameter others: The names of all pages.
    func text(others: [String]) -> String {
        let lines =
            header + synopsis + description + options + configuration
            + section("ENVIRONMENT", "Ev", ManualNotes.environment(of: command))
            + section("FILES", "Pa", ManualNotes.files(of: command))
            + section("EXIT STATUS", nil, ManualNotes.exitStatus(of: command, in: program))
            + examples + references(to: others)
        return lines.joined(separator: "\n") + "\n"
    }

    private var header: [String] {
        var summary = (command.abstract ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "."))
        summary = summary.prefix(1).lowercased() + summary.dropFirst()
        return [
            ".Dd \(Self.text(of: date))", ".Dt \(name.uppercased()) 1", ".Os \"Proofsheet \(Version.current)\"",
            ".Sh NAME", ".Nm \(name)", ".Nd \(ManualText.line(summary))",
        ]
    }

    /// The day as mdoc wants it, such as `January 5, 2026`, in UTC.
    private static func text(of date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return "\(months[(parts.month ?? 1) - 1]) \(parts.day ?? 1), \(parts.year ?? 1970)"
    }

    /// Not from a locale, whose data are no part of a program that is installed.
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private var synopsis: [String] {
        var lines = [".Sh SYNOPSIS", ".Nm \(path.joined(separator: " "))"]
        for argument in command.shownArguments where argument.kind != .positional {
            let words = argument.isOptional ? ".Op \(Self.words(of: argument))" : ".\(Self.words(of: argument))"
            lines.append(words + (argument.isRepeating ? " ..." : ""))
        }
        for operand in command.operands {
            let word = "Ar \(ManualText.argument(operand.valueName ?? "value"))\(operand.isRepeating ? " ..." : "")"
            lines.append(operand.isOptional ? ".Op \(word)" : ".\(word)")
        }
        if !command.shownSubcommands.isEmpty { lines.append(".Ar command") }
        return lines
    }

    /// The preferred name of an option, and its value, in macros.
    private static func words(of argument: CommandDescription.Argument) -> String {
        let name = "Fl \(ManualText.argument(argument.preferredName?.behindDash ?? ""))"
        guard argument.kind == .option else { return name }
        return name + " Ar \(ManualText.argument(argument.valueName ?? "value"))"
    }

    private var description: [String] {
        var lines = [".Sh DESCRIPTION"]
        let discussion = ManualNotes.discussionWithoutStatus(command.discussion ?? "")
        lines += ManualText.paragraphs(discussion.isEmpty ? command.abstract ?? "" : discussion)
        if command.shownSubcommands.isEmpty { return lines }
        lines += [".Pp", "The commands are:", ".Bl -tag -width Ds"]
        for subcommand in command.shownSubcommands {
            lines += [".It Cm \(subcommand.commandName)"] + ManualText.paragraphs(subcommand.abstract ?? "")
            lines += ["See", ".Xr \(name)-\(subcommand.commandName) 1 ."]
        }
        return lines + [".El"]
    }

    private var options: [String] {
        guard !command.shownArguments.isEmpty else { return [] }
        var lines = [".Sh OPTIONS", ".Bl -tag -width Ds"]
        let options = command.shownArguments.filter { $0.kind != .positional }
        for operand in command.operands {
            lines.append(".It Ar \(ManualText.argument(operand.valueName ?? "value"))")
            lines += ManualText.paragraphs(operand.explanation)
        }
        for option in options {
            let names = (option.names ?? []).map { "Fl \(ManualText.argument($0.behindDash))" }
            let value = option.kind == .option ? " Ar \(ManualText.argument(option.valueName ?? "value"))" : ""
            lines.append(".It " + names.joined(separator: " , ") + value)
            lines += ManualText.paragraphs(option.explanation)
        }
        return lines + [".El"]
    }

    /// The keys of the configuration, on the page of the command that prints them.
    private var configuration: [String] {
        guard command.commandName == "config" else { return [] }
        var lines = [".Sh CONFIGURATION FILE"]
        lines += ManualText.paragraphs(
            "The nearest \(ConfigurationFile.name), a mapping in YAML. Its keys, and the variables that set them:")
        lines.append(".Bl -tag -width Ds")
        for key in ConfigurationKey.all {
            lines += [".It Cm \(ManualText.argument(key.name))"] + ManualText.paragraphs(key.summary + ".")
            if let variable = key.variable { lines.append(".Pq Ev \(ManualText.argument(variable))") }
        }
        return lines + [".El"]
    }

    private func section(_ title: String, _ macro: String?, _ notes: [ManualNotes.Note]) -> [String] {
        if notes.isEmpty { return [] }
        var lines = [".Sh \(title)", ".Bl -tag -width Ds"]
        for note in notes {
            lines.append(".It \(macro.map { $0 + " " } ?? "")\(ManualText.argument(note.term))")
            lines += ManualText.paragraphs(note.text)
        }
        return lines + [".El"]
    }

    private var examples: [String] {
        let examples = ManualExamples.examples(of: Array(path.dropFirst()))
        if examples.isEmpty { return [] }
        var lines = [".Sh EXAMPLES"]
        for example in examples {
            if lines.count > 1 { lines.append(".Pp") }
            lines.append(ManualText.line(example.purpose))
            lines += [".Bd -literal -offset indent", ManualText.line(example.line), ".Ed"]
        }
        return lines
    }

    /// The pages of the program, of the commands beside this one and of those below it.
    private func references(to others: [String]) -> [String] {
        let parent = path.dropLast().joined(separator: "-")
        let related = others.filter { other in
            guard other != name else { return false }
            let holder = other.split(separator: "-").dropLast().joined(separator: "-")
            return other == program.commandName || other == parent || holder == parent || holder == name
        }
        let lines = related.enumerated().map { place, other in
            ".Xr \(other) 1" + (place == related.count - 1 ? "" : " ,")
        }
        return lines.isEmpty ? [] : [".Sh SEE ALSO"] + lines
    }
}
