import Foundation
import Records

/// What an article is called, as far as a look at the start of its record tells: a label for its reader, and no more.
enum ArticleTitle {
    /// Bytes that are looked at.
    private static let reach = 1 << 16
    /// Longest title, in characters.
    private static let maximumLength = 160

    /// The `title` of front matter, YAML, TOML or JSON, the `<title>` of a page, or the first heading of Markdown.
    static func find(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix(reach), as: UTF8.self)
        let title = markup(text) ?? value(text) ?? heading(text)
        guard let title else { return nil }
        let line = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(maximumLength))
    }

    /// The text of the element `title`.
    private static func markup(_ text: String) -> String? {
        guard text.drop(while: \.isWhitespace).first == "<",
            let start = text.range(of: "<title>", options: .caseInsensitive),
            let end = text.range(of: "</title>", options: .caseInsensitive, range: start.upperBound..<text.endIndex)
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The value of a key `title` at the start of a line, or of a member of that name.
    private static func value(_ text: String) -> String? {
        let isJSON = text.drop(while: \.isWhitespace).first == "{"
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).makeIterator()
        while let line = lines.next() {
            let trimmed = isJSON ? line.drop { $0 == " " || $0 == "\t" || $0 == "{" } : line
            for key in ["title", "\"title\""] where trimmed.hasPrefix(key) {
                let rest = trimmed.dropFirst(key.count).drop { $0 == " " }
                guard let mark = rest.first, mark == ":" || mark == "=" else { continue }
                let value = rest.dropFirst().trimmingCharacters(in: .whitespaces)
                // A block of YAML begins on the next line.
                if value.hasPrefix("|") || value.hasPrefix(">") { return lines.next().map(String.init) }
                return unquoted(value)
            }
        }
        return nil
    }

    private static func unquoted(_ value: String) -> String? {
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return value.range(of: " #").map { String(value[..<$0.lowerBound]) } ?? value
        }
        var end: String.Index?
        var isEscaped = false
        for index in value.indices.dropFirst() {
            if isEscaped { isEscaped = false; continue }
            if quote == "\"", value[index] == "\\" { isEscaped = true; continue }
            if value[index] == quote { end = index; if quote == "\"" { break } }
        }
        guard let end else { return nil }
        let literal = String(value[value.startIndex...end])
        if quote == "\"", let text = try? JSONDecoder().decode(String.self, from: Data(literal.utf8)) { return text }
        return String(literal.dropFirst().dropLast()).replacingOccurrences(of: "''", with: "'")
    }

    /// The first heading in a Markdown body.
    private static func heading(_ text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("# ") {
            return String(line.dropFirst(2))
        }
        return nil
    }
}
