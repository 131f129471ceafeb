/// How a new URL is written in place of the one that an entry has: in its style where that can hold it, else in quotes.
struct URLLiteral {
    let part: EntryPart
    let layout: EntryLayout

    /// Whether a text may be the URL of an entry: it has no control characters, and no white space around it.
    static func isPossible(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        if first.properties.isWhitespace || last.properties.isWhitespace { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .unassigned: false
            // A byte order mark, which some parsers drop.
            default: scalar != "\u{FEFF}"
            }
        }
    }

    func literal(_ text: String) -> NodeLiteral {
        NodeLiteral(text: text, style: style(of: text))
    }

    private func style(of text: String) -> Scalar.Style {
        switch part.scalar.style {
        case .plain, .alias: isPlainInYAML(text) ? .plain : .doubleQuoted
        // A literal string of TOML has no escapes.
        case .singleQuoted where layout.kind != .block && layout.kind != .flow && text.utf8.contains(UInt8(ascii: "'")):
            .doubleQuoted
        case .cell: needsQuotesInTable(text) ? .quotedCell : .cell
        case let style: style
        }
    }

    /// Whether a plain scalar of YAML (1.2 §7.3.3) can be the text, for all parsers and as a string.
    ///
    /// It starts like a path or a scheme and holds a `/`, or a letter and a dot, which no number, boolean or date does.
    private func isPlainInYAML(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.last != UInt8(ascii: ":") else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first.lowercasedASCII)
        let startsPath = first == UInt8(ascii: "/") || first == UInt8(ascii: ".")
        let isText =
            bytes.contains(UInt8(ascii: "/")) ? isLetter || startsPath : isLetter && bytes.contains(UInt8(ascii: "."))
        if !isText || text.contains(": ") || text.contains(" #") { return false }
        return layout.kind == .block || !hasNew(text, of: ",[]{}?")
    }

    /// Whether a cell without quotes (RFC 4180 §2) would end too early, whichever the separator.
    private func needsQuotesInTable(_ text: String) -> Bool { hasNew(text, of: ",;\t\"") }

    /// Whether one of some characters is in the text that the old one has not shown to do no harm.
    private func hasNew(_ text: String, of characters: String) -> Bool {
        let harmful = characters.utf8.filter { !part.scalar.text.utf8.contains($0) }
        return text.utf8.contains { harmful.contains($0) }
    }
}
