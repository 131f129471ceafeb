/// Text for roff, as both mandoc and groff read it.
enum ManualText {
    /// The text of a line that is no macro.
    ///
    /// What roff would show otherwise stands as an escape (mandoc_char(7)); dashes do not turn into hyphens, so that
    /// what is copied from a page works.
    static func line(_ text: String) -> String {
        let escaped = escaped(text)
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// One argument of a macro.
    static func argument(_ text: String) -> String {
        let escaped = escaped(text)
        if escaped.contains(" ") { return "\"\(escaped)\"" }
        // A word that could be a macro or a punctuation mark is a text behind `\&`.
        let couldBeMacro = escaped.utf8.count <= 3 && escaped.first?.isUppercase == true
        return couldBeMacro || escaped.utf8.count == 1 || escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// Paragraphs, each sentence on a line of its own, so that roff puts the right space between them.
    static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n\n") {
            if !lines.isEmpty { lines.append(".Pp") }
            lines += sentences(String(paragraph)).map(line)
        }
        return lines
    }

    private static func sentences(_ text: String) -> [String] {
        var result: [String] = []
        var current = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            let begins = word.first.map { $0.isUppercase || $0 == "'" } ?? false
            if begins, current.hasSuffix(".") || current.hasSuffix(".)") {
                result.append(current)
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + word
        }
        return current.isEmpty ? result : result + [current]
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "\"": result += "\\(dq"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case " "..."~": result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return result
    }
}
