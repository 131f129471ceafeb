/// The words, texts and signs of a program in JavaScript or TypeScript, without its comments: enough to find the literals
/// of a configuration, no more.
struct ScriptTokens {
    enum Token: Equatable {
        case word(String)
        /// A string or a template without placeholders, decoded.
        case text(String)
        /// A number, a regular expression, a template with placeholders: a value that nobody asks for.
        case other
        case sign(Character)
    }

    private(set) var tokens: [Token] = []
    private let characters: [Character]
    private var index = 0

    init(_ script: String) {
        characters = Array(script)
        while index < characters.count { readToken() }
    }

    private mutating func readToken() {
        let character = characters[index]
        if character.isWhitespace {
            index += 1
        } else if character == "/", skipComment() {
            return
        } else if character == "\"" || character == "'" {
            tokens.append(.text(string(endingWith: character)))
        } else if character == "`" {
            let template = template()
            tokens.append(template.map(Token.text) ?? .other)
        } else if character.isLetter || character == "_" || character == "$" {
            tokens.append(.word(word()))
        } else if character.isNumber {
            _ = word()
            tokens.append(.other)
        } else if character == "/", isRegularExpressionDue {
            skipRegularExpression()
            tokens.append(.other)
        } else {
            tokens.append(.sign(character))
            index += 1
        }
    }

    private func next(_ distance: Int = 1) -> Character? {
        index + distance < characters.count ? characters[index + distance] : nil
    }

    private mutating func skipComment() -> Bool {
        if next() == "/" {
            while index < characters.count, !characters[index].isNewline { index += 1 }
            return true
        }
        guard next() == "*" else { return false }
        index += 2
        while index < characters.count, !(characters[index] == "*" && next() == "/") { index += 1 }
        index = min(index + 2, characters.count)
        return true
    }

    private mutating func word() -> String {
        let start = index
        while index < characters.count {
            let character = characters[index]
            guard character.isLetter || character.isNumber || character == "_" || character == "$" else { break }
            index += 1
        }
        return String(characters[start..<index])
    }

    private mutating func string(endingWith quote: Character) -> String {
        var text = ""
        index += 1
        while index < characters.count, characters[index] != quote, !characters[index].isNewline {
            text += character()
        }
        index += 1
        return text
    }

    /// The next character of a text; of an escape, which no address has but for a slash, what follows the backslash.
    private mutating func character() -> String {
        if characters[index] == "\\", let escaped = next() {
            index += 2
            return String(escaped)
        }
        index += 1
        return String(characters[index - 1])
    }

    /// The text of a template literal; nil where it has placeholders.
    private mutating func template() -> String? {
        var text = ""
        var isPlain = true
        index += 1
        while index < characters.count, characters[index] != "`" {
            if characters[index] == "$", next() == "{" {
                isPlain = false
                skipPlaceholder()
            } else {
                text += character()
            }
        }
        index += 1
        return isPlain ? text : nil
    }

    private mutating func skipPlaceholder() {
        var depth = 0
        while index < characters.count {
            switch characters[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "`":
                _ = template()
                continue
            default: break
            }
            index += 1
            if depth == 0, characters[index - 1] == "}" { return }
        }
    }

    /// Whether a slash starts a regular expression, and is no division: nothing that it could divide stands before it.
    private var isRegularExpressionDue: Bool {
        switch tokens.last {
        case nil: true
        case .sign(let sign): sign != ")" && sign != "]" && sign != "}"
        case .word(let word): word == "return"
        case .text, .other: false
        }
    }

    private mutating func skipRegularExpression() {
        var isInClass = false
        index += 1
        while index < characters.count, !characters[index].isNewline {
            let character = characters[index]
            index += character == "\\" ? 2 : 1
            if character == "[" { isInClass = true }
            if character == "]" { isInClass = false }
            if character == "/", !isInClass { break }
        }
        while index < characters.count, characters[index].isLetter { index += 1 }
    }
}
