/// Text for Markdown, as GitHub reads it.
enum MarkdownText {
    /// Text that shows as it stands, in a paragraph or in a cell of a table.
    ///
    /// A backslash before a mark of punctuation takes its meaning away (CommonMark §2.4).
    static func line(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "`", "*", "_", "<", "[", "|", "~": result += "\\" + String(character)
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return result
    }

    /// Paragraphs, each on one line.
    static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n\n").flatMap { paragraph in
            [line(paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")), ""]
        }
    }

    /// A span of code within a table, where a bar would end the cell.
    static func code(_ text: String) -> String { "`\(text.replacing("|", with: "\\|"))`" }

    static func block(_ text: String, language: String = "") -> [String] { ["```" + language, text, "```", ""] }

    /// A table with a row for each of `rows`, whose cells are Markdown already.
    static func table(_ titles: [String], _ rows: [[String]]) -> [String] {
        let lines = [titles, titles.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" } + [""]
    }
}
