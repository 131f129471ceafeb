/// How text for people looks where it goes.
package struct TextStyle: Sendable, Hashable {
    /// Severities and names stand out by colours and weights (ECMA-48 §8.3.117, SGR).
    package var isColored = false
    /// Characters that fit on a line; nil where lines may have any length, as in a file.
    package var width: Int?

    package init(isColored: Bool = false, width: Int? = nil) {
        self.isColored = isColored
        self.width = width
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
