/// URLs of elements of bodies and pages.
extension Record {
    /// The edit that gives an element another URL, in the first spelling that the record's parser reads as that URL.
    func bodyURL(
        _ url: String, of entry: ImageEntry, _ entryIndex: Int, _ part: EntryPart, _ body: BodyPlacement
    ) throws(EditRefusal) -> PlannedEdit {
        let range = part.scalar.range
        let first = bytes.indices.contains(entry.layout.start) ? bytes[entry.layout.start] : 0
        for spelling in URLSpelling.all(of: url, style: part.scalar.style, elementStart: first) {
            let edit = Edit(offset: range.lowerBound, length: range.count, replacement: spelling.text)
            guard says(url, entryIndex, after: edit) else { continue }
            let action: NodeChange.Action =
                if let candidate = body.candidate {
                    .replaceCandidate(number: candidate, url: url)
                } else {
                    .replace(NodeLiteral(text: url, style: spelling.style))
                }
            return PlannedEdit(
                edit: edit, change: NodeChange(ordinal: part.ordinal, action: action), replaced: part, rank: 0)
        }
        throw EditRefusal(
            entryPath: entry.path, message: "the new URL '\(url)' cannot be written there for sure; edit it by hand")
    }

    /// Whether an entry has that URL once an edit is made.
    private func says(_ url: String, _ entryIndex: Int, after edit: Edit) -> Bool {
        var edited = bytes
        edited.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.replacement.utf8))
        let record = Record(path: path, bytes: edited, format: format, vocabulary: vocabulary, part: part)
        return record.entries.count == entries.count && record.entries[entryIndex].url.text == url
            && record.entries[entryIndex].path == entries[entryIndex].path
    }
}

/// A way to write a URL in an element, quotes included.
private struct URLSpelling {
    var text: String
    /// What a parser will see.
    var style: Scalar.Style

    /// The ways to try, the best first.
    ///
    /// - Parameters:
    ///   - style: That of the URL which is there.
    ///   - elementStart: The first byte of the element, which tells what it is.
    static func all(of url: String, style: Scalar.Style, elementStart: UInt8) -> [URLSpelling] {
        switch elementStart {
        case UInt8(ascii: "<"): inTag(url, style)
        case UInt8(ascii: "!"): inMarkdown(url)
        default: [URLSpelling(text: quoted(url, style), style: style)]
        }
    }

    /// In an attribute (HTML §13.1.2.3), or in a string of JSX, where references may stand for themselves.
    private static func inTag(_ url: String, _ style: Scalar.Style) -> [URLSpelling] {
        let escaped = url.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        var spellings = [escaped, url].map { URLSpelling(text: quoted($0, style), style: style) }
        if style == .plain { spellings.append(URLSpelling(text: "\"\(escaped)\"", style: .doubleQuoted)) }
        return spellings
    }

    /// A destination (CommonMark §6.3): with character references and backslashes, and in angle brackets for blanks.
    private static func inMarkdown(_ url: String) -> [URLSpelling] {
        let escaped = String(url.flatMap { "\\()<>*_`[]".contains($0) ? ["\\", $0] : [$0] })
        let texts = [
            url, url.replacing("&", with: "&amp;"), escaped, escaped.replacing("&", with: "&amp;"),
            "<\(escaped.replacing("&", with: "&amp;"))>",
        ]
        return texts.map { URLSpelling(text: $0, style: .plain) }
    }

    private static func quoted(_ text: String, _ style: Scalar.Style) -> String {
        switch style {
        case .doubleQuoted: "\"\(text)\""
        case .singleQuoted: "'\(text)'"
        default: text
        }
    }
}
