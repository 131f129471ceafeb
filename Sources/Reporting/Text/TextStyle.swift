/// How text for people looks where it goes.
package struct TextStyle: Sendable, Hashable {
    /// Severities and names stand out by colours and weights (ECMA-48 §8.3.117, SGR).
    package var isColored = false
    /// Characters that fit on a line; nil where lines may have any length, as in a file.
    package var width: Int?
    /// The absolute path of the working directory, where names of records lead to them (OSC 8); nil where none does.
    package var linkBase: String?

    package init(isColored: Bool = false, width: Int? = nil, linkBase: String? = nil) {
        self.isColored = isColored
        self.width = width
        self.linkBase = linkBase
    }

    /// A look that a piece of text may have.
    enum Look: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case yellow = "33"
        case cyan = "36"
    }

    func styled(_ text: String, _ look: Look) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The text as a hyperlink to a line of a file, where the terminal knows these.
    func linked(_ text: String, toPath path: String, line: Int?) -> String {
        guard let linkBase else { return text }
        let absolute = path.utf8.first == UInt8(ascii: "/") ? path : linkBase + "/" + path
        let address = RelativeReference.text(toPath: absolute) + (line.map { "#L\($0)" } ?? "")
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    /// The text in lines that fit behind an indentation, broken at spaces; what has none is broken anywhere.
    func lines(_ text: String, indentation: Int) -> [Substring] {
        guard let width else { return [text[...]] }
        // On a very narrow terminal a line that is too long does less harm than a column of letters.
        let room = max(24, width - indentation)
        var lines: [Substring] = []
        var rest = text[...]
        while rest.count > room {
            let limit = rest.index(rest.startIndex, offsetBy: room)
            let space = rest[..<rest.index(after: limit)].lastIndex(of: " ")
            let end = space.map { $0 > rest.startIndex ? $0 : limit } ?? limit
            lines.append(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
        }
        if !rest.isEmpty || lines.isEmpty { lines.append(rest) }
        return lines
    }
}
