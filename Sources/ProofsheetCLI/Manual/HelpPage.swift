import Foundation
import Proofsheet

/// What `--help` prints of a command, on one screen, or `--help-all`, which leaves nothing out.
struct HelpPage {
    /// The names of the program and of the command, such as `proofsheet`, `cache`, `prune`.
    let path: [String]
    let command: CommandDescription
    /// Leaves no option and no paragraph out.
    let isComplete: Bool
    /// Characters of a line.
    let width: Int

    /// The page of a command.
    init(path: [String], isComplete: Bool, width: Int) throws {
        let program = try CommandDescription.program()
        self.path = path
        self.isComplete = isComplete
        self.width = min(max(width, 40), 100)
        command = program.tree.first { $0.path == path }?.command ?? program
    }

    var text: String {
        let blocks = [title, usage, introduction, examples, commands] + sections + [closing]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var name: String { path.joined(separator: " ") }

    private var title: [String] {
        let abstract = command.abstract ?? ""
        return wrapped("\(name): \(abstract.prefix(1).lowercased())\(abstract.dropFirst())")
    }

    private var usage: [String] {
        var words = [name]
        if !command.shownSubcommands.isEmpty { words.append("<command>") }
        if command.shownArguments.contains(where: { $0.kind != .positional }) { words.append("[<options>]") }
        for operand in command.operands {
            let word = "<\(operand.valueName ?? "value")>" + (operand.isRepeating ? " ..." : "")
            words.append(operand.isOptional ? "[\(word)]" : word)
        }
        return wrapped("Usage: " + words.joined(separator: " "))
    }

    /// The first paragraph, or all of them.
    private var introduction: [String] {
        let paragraphs = (command.discussion ?? "").components(separatedBy: "\n\n")
        let shown = isComplete || path.count == 1 ? paragraphs[...] : paragraphs.prefix(1)
        return Array(shown.map { wrapped($0) }.joined(separator: [""]))
    }

    private var examples: [String] {
        let examples = ManualExamples.examples(of: Array(path.dropFirst()))
        let lines = (isComplete ? examples[...] : examples.prefix(2)).flatMap { example in
            wrapped(example.purpose.trimmingCharacters(in: [":"]), indentation: 4).map { "  # " + $0.dropFirst(4) }
                + ["  " + example.line]
        }
        return lines.isEmpty ? [] : ["Examples:"] + lines
    }

    private var commands: [String] {
        if command.shownSubcommands.isEmpty { return [] }
        return ["Commands:"] + command.shownSubcommands.flatMap { entry($0.commandName, $0.abstract ?? "") }
    }

    /// The options by what they are about, those of the command alone first.
    private var sections: [[String]] {
        let arguments = command.shownArguments.filter { isComplete || !HelpOptions.isRare($0) }
        let operands = arguments.filter { $0.kind == .positional }
        let options = arguments.filter { $0.kind != .positional }
        var titles: [String?] = [nil]
        for title in options.map(\.sectionTitle) where !titles.contains(title) { titles.append(title) }
        let last = HelpOptions.lastSections
        titles.sort { first, second in
            (first.flatMap(last.firstIndex) ?? -1) < (second.flatMap(last.firstIndex) ?? -1)
        }
        let groups = titles.map { title in (title ?? "Options", options.filter { $0.sectionTitle == title }) }
        return ([("Arguments", operands)] + groups).map { title, arguments in
            arguments.isEmpty
                ? [] : ["\(title):"] + arguments.flatMap { entry(Self.label(of: $0), explanation(of: $0)) }
        }
    }

    private var closing: [String] {
        let manual = "man \(path.joined(separator: "-"))"
        if isComplete { return wrapped("The same as a manual page: \(manual)") }
        if path.count == 1 || !command.shownSubcommands.isEmpty {
            return wrapped("Options of a command: \(name) <command> --help. The manual: \(manual)")
        }
        return wrapped("All options: \(name) --help-all. The manual: \(manual)")
    }

    /// What is said of an option: all, or its first clause.
    private func explanation(of argument: CommandDescription.Argument) -> String {
        let text = argument.explanation
        let ends = isComplete ? [] : [". ", "; "].compactMap { text.range(of: $0)?.lowerBound }
        return ends.min().map { text[..<$0] + "." } ?? text
    }

    /// Names of an option, the short one first, and its value.
    private static func label(of argument: CommandDescription.Argument) -> String {
        let value = "<\(argument.valueName ?? "value")>"
        guard argument.kind != .positional else { return value }
        let names = (argument.names ?? []).map { "-" + $0.behindDash }.sorted { $0.count < $1.count }
        return names.joined(separator: ", ") + (argument.kind == .option ? " \(value)" : "")
    }

    /// A label, and in the column beside it what is said of it.
    private func entry(_ label: String, _ text: String) -> [String] {
        let column = min(26, width / 3)
        var lines = wrapped(text, indentation: column)
        let start = "  " + label
        if start.count < column, let first = lines.first {
            lines[0] = start + first.dropFirst(start.count)
        } else {
            lines.insert(start, at: 0)
        }
        return lines
    }

    /// A text in lines that fit, broken at spaces.
    private func wrapped(_ text: String, indentation: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indentation)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, indentation + line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [margin + line]
    }
}

/// Which options stand where in the help.
private enum HelpOptions {
    /// The sections that come after those of the command alone.
    static let lastSections = ["Repair", "Records", "Network", "Report", "Common"]

    /// Options that few people ever need, which `--help-all`, the manual and the reference have.
    private static let rare: Set<String> = [
        "images", "no-ignore", "no-incremental", "skip", "sources", "site-root", "remap", "host-concurrency",
        "host-delay", "connect-timeout", "max-size", "max-redirects", "retries", "contact", "allow-private-hosts",
        "allow-private-host", "robots", "ca-file", "max-age", "fallback", "strict", "color", "progress", "metrics",
        "only",
        "now", "hard-links", "null", "version", "baseline", "statistics", "severity", "host", "changed-since",
        "refresh-after", "force-exclude", "metrics-label", "rule", "editor", "since", "history",
        "urls", "sort", "limit", "write-baseline", "timeout",
    ]

    static func isRare(_ argument: CommandDescription.Argument) -> Bool {
        argument.names?.contains { rare.contains($0.name) } ?? false
    }
}
