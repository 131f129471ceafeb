import Proofsheet

/// A page of the reference that is made of the program's own declarations.
struct ReferencePage {
    let fileName: String
    let title: String
    /// Markdown below the title.
    let lines: [String]

    static func all() throws -> [ReferencePage] {
        let program = try CommandDescription.program()
        return [
            CommandReference(program: program).page, exitStatuses(of: program), ruleReference,
            try ConfigurationReference.page(), formats(of: program),
        ]
    }

    var text: String {
        let notice = "<!-- Made by 'make reference' of what the program says of itself: do not edit. -->"
        let text = ([notice, "", "# \(title)", ""] + lines).joined(separator: "\n")
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    private static func exitStatuses(of program: CommandDescription) -> ReferencePage {
        var lines = MarkdownText.paragraphs("What a shell, a build server or a timer learns of how a command ended.")
        var groups: [(names: [String], notes: [ManualNotes.Note])] = []
        for (path, command) in CommandReference(program: program).commands {
            let notes = ManualNotes.exitStatus(of: command, in: program)
            let name = path.joined(separator: " ")
            if let group = groups.firstIndex(where: { $0.notes == notes }) {
                groups[group].names.append(name)
            } else {
                groups.append(([name], notes))
            }
        }
        for (names, notes) in groups {
            lines += [names.map(MarkdownText.code).joined(separator: ", ") + ":", ""]
            lines += MarkdownText.table(["status", "says"], notes.map { [$0.term, MarkdownText.line($0.text)] })
        }
        return ReferencePage(fileName: "exit-status.md", title: "Exit status", lines: lines)
    }

    private static var ruleReference: ReferencePage {
        let rules = RuleCatalogue.all
        var lines = MarkdownText.paragraphs(
            """
            Each finding of a report is made by one of these rules. The keys 'rules' and 'ignore' of the configuration \
            change the severity of each, or keep its findings out of the report.
            """)
        lines += MarkdownText.table(
            ["rule", "severity", "says"],
            rules.map { ["[\($0.name)](#\($0.name))", $0.severity.rawValue, MarkdownText.line($0.summary)] })
        for rule in rules {
            lines += ["## \(rule.name)", ""] + MarkdownText.paragraphs(rule.meaning)
            lines += MarkdownText.block(rule.example, language: "text")
            lines += MarkdownText.paragraphs("How to put it right: " + rule.remedy)
            let keys = rule.keys.map { MarkdownText.code($0) }.joined(separator: ", ")
            if !keys.isEmpty { lines += ["Keys of the [configuration](configuration.md): \(keys).", ""] }
        }
        return ReferencePage(fileName: "rules.md", title: "Rules", lines: lines)
    }

    /// Which formats there are, and what each command that prints them says of them.
    private static func formats(of program: CommandDescription) -> ReferencePage {
        var lines = ["`audit`, `warm`, `repair` and `sync` write a report in one of these formats:", ""]
        lines += MarkdownText.table(
            ["format", "for"],
            zip(RunResult.formatNames, RunResult.formatSummaries).map { [MarkdownText.code($0), $1] })
        lines += FormatNotes.fields
        lines += ["What `--format` takes, by the command:", ""]
        lines += MarkdownText.table(
            ["command", "`--format`"],
            program.tree.compactMap { path, command in
                let option = command.shownArguments.first { $0.preferredName?.name == "format" }
                return option.map {
                    [MarkdownText.code(path.joined(separator: " ")), MarkdownText.line($0.explanation)]
                }
            })
        lines += FormatNotes.closing
        return ReferencePage(fileName: "report-formats.md", title: "Report formats", lines: lines)
    }
}

/// What the reference says of the formats of reports.
private enum FormatNotes {
    static let fields = MarkdownText.paragraphs(
        """
        The fields of 'json' and 'ndjson' stand in [JSON](json.md). What a page of 'html' shows, \
        [Look at the pictures](../cookbook/proof-sheet.md) says.
        """)

    static let closing = [
        "The same findings give the same bytes, in whatever order servers answer. No text of a record, a URL or a "
            + "server stands in a report unescaped, and no credentials: what stands before a host is left out, and "
            + "values of a query such as `token=` are masked, those of URLs within URLs too, however these are encoded.",
        "",
        "`audit --format ndjson` writes a finding as soon as its record is judged, in memory that does not grow with "
            + "the findings. The other formats start with counts or end with sums, and come at the end. So do the "
            + "lines with `--output`, which replaces its file whole, with `--write-baseline` and with `--history`. Where "
            + "the reader goes away, as behind `head`, the audit ends with status 130.", "",
    ]
}
