import Proofsheet

/// What the demo shows: little, in colours and lines that fit where there is a terminal.
struct DemoScreen {
    private let isColored: Bool
    private let width: Int

    init(color: Configuration.Color) {
        isColored = Terminal.isColored(color)
        width = Terminal.width ?? .max
    }

    private enum Look: String {
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    private func styled(_ text: String, _ look: Look) -> String {
        isColored ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A line, broken at spaces where it does not fit.
    func line(_ text: String) {
        Console.output(wrapped(text, indentation: 0).joined(separator: "\n") + "\n")
    }

    /// A command of the program, and what came of it.
    func heading(_ command: String, _ outcome: String) {
        Console.output("\n")
        let lines = wrapped("proofsheet \(command): \(outcome)", indentation: 2)
        Console.output(lines.map { styled($0, .bold) }.joined(separator: "\n") + "\n")
    }

    /// Where something is wrong, and what, in as few words as tell it.
    func show(_ finding: ReportedFinding) {
        let place = "\(finding.line ?? 1):\(finding.column ?? 1)"
        let head =
            "  \(place)  \(finding.severity.rawValue)\(gap(behind: finding.severity.rawValue, 9))\(finding.rule)  "
        let clause = finding.message.split(separator: ";")[0].split(separator: ": ")[0]
        var lines = wrapped(head + ProofsheetError.printable(String(clause)), indentation: 9)
        let severity = finding.severity.rawValue
        lines[0] = lines[0].replacing(" \(severity) ", with: " \(styled(severity, look(of: finding.severity))) ")
        Console.output(lines.joined(separator: "\n") + "\n")
    }

    private func look(of severity: Configuration.Severity) -> Look {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .info: .cyan
        }
    }

    private func gap(behind text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count))
    }

    /// The lines of a text that are no longer as they were.
    func showDifference(from old: String, to new: String) {
        let (old, new) = (Self.lines(of: old), Self.lines(of: new))
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(Self.offset))
        let added = Set(difference.insertions.map(Self.offset))
        var (place, newPlace) = (0, 0)
        while place < old.count || newPlace < new.count {
            if removed.contains(place) {
                show("-" + old[place], .red)
                place += 1
            } else if added.contains(newPlace) {
                show("+" + new[newPlace], .green)
                newPlace += 1
            } else {
                place += 1
                newPlace += 1
            }
        }
    }

    private static func offset(of change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .remove(let offset, _, _), .insert(let offset, _, _): offset
        }
    }

    private func show(_ line: String, _ look: Look) {
        Console.output(styled(ProofsheetError.printable(line), look) + "\n")
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func wrapped(_ text: String, indentation: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while rest.count > width {
            let limit = rest.index(rest.startIndex, offsetBy: width)
            let start = rest.firstIndex { $0 != " " } ?? rest.startIndex
            let space = rest[start..<limit].lastIndex(of: " ")
            let end = space ?? limit
            lines.append(String(rest[..<end]))
            rest = Substring(String(repeating: " ", count: indentation) + rest[end...].drop { $0 == " " })
            // What has no space is broken anywhere; nothing fits into less than its indentation.
            if width <= indentation * 2 { break }
        }
        return lines + [String(rest)]
    }
}
