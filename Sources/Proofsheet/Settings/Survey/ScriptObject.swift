/// The object that a configuration in JavaScript or TypeScript exports, as far as its values are literals.
struct ScriptObject {
    /// Its texts by the keys that lead to them, joined by dots.
    private(set) var values: [String: String] = [:]

    private let tokens: [ScriptTokens.Token]

    /// Reads `export default {…}`, `module.exports = {…}`, the same through a call such as `defineConfig({…})`, a function
    /// that returns an object, or a constant that is exported.
    ///
    /// - Parameter constant: A constant whose object is read in place of what is exported by default.
    init(_ script: String, constant: String? = nil) {
        tokens = ScriptTokens(script).tokens
        let start = constant.map(declaration(of:)) ?? export
        if let start, let brace = object(from: start) { read(from: brace, path: []) }
    }

    /// The place behind `export default` or `module.exports =`.
    private var export: Int? {
        let marks: [[ScriptTokens.Token]] = [
            [.word("export"), .word("default")],
            [.word("module"), .sign("."), .word("exports"), .sign("=")],
        ]
        for mark in marks {
            if let place = tokens.indices.last(where: { tokens[$0...].starts(with: mark) }) {
                return place + mark.count
            }
        }
        return nil
    }

    /// The place behind the equals sign of `const name: Type = …`.
    private func declaration(of name: String) -> Int? {
        let words: [ScriptTokens.Token] = [.word("const"), .word("let"), .word("var")]
        guard
            let place = tokens.indices.first(where: {
                words.contains(tokens[$0]) && $0 + 1 < tokens.count && tokens[$0 + 1] == .word(name)
            })
        else { return nil }
        var index = place + 2
        while index < tokens.count, tokens[index] != .sign("="), tokens[index] != .sign(";") { index += 1 }
        return index < tokens.count && tokens[index] == .sign("=") ? index + 1 : nil
    }

    /// The opening brace of the object that an expression at a place stands for.
    private func object(from start: Int, depth: Int = 0) -> Int? {
        guard start < tokens.count, depth < 8 else { return nil }
        switch tokens[start] {
        case .sign("{"): return start
        case .sign("("):
            // Either the parameters of an arrow function or brackets around the object.
            if let end = closing(of: start), end + 2 < tokens.count, tokens[end + 1] == .sign("=") {
                return body(from: end + 3, depth: depth)
            }
            return object(from: start + 1, depth: depth + 1)
        case .word("async"): return object(from: start + 1, depth: depth + 1)
        case .word("function"):
            guard let parameters = tokens[start...].firstIndex(of: .sign("(")), let end = closing(of: parameters) else {
                return nil
            }
            return body(from: end + 1, depth: depth)
        case .word(let name):
            guard start + 1 < tokens.count else {
                return declaration(of: name).flatMap { object(from: $0, depth: depth + 1) }
            }
            switch tokens[start + 1] {
            case .sign("("): return object(from: start + 2, depth: depth + 1)
            case .sign("=") where start + 2 < tokens.count && tokens[start + 2] == .sign(">"):
                return body(from: start + 3, depth: depth)
            default: return declaration(of: name).flatMap { object(from: $0, depth: depth + 1) }
            }
        default: return nil
        }
    }

    /// The object that a function returns, whose body starts at a place.
    private func body(from start: Int, depth: Int) -> Int? {
        guard start < tokens.count else { return nil }
        if tokens[start] == .sign("(") { return object(from: start + 1, depth: depth + 1) }
        guard tokens[start] == .sign("{"), let end = closing(of: start) else { return nil }
        var index = start + 1
        while index < end {
            if tokens[index] == .word("return") { return object(from: index + 1, depth: depth + 1) }
            // Functions within it return something else.
            index = (isOpening(tokens[index]) ? closing(of: index) ?? end : index) + 1
        }
        return nil
    }

    /// Keeps the texts of the object whose brace is at a place; gives the place behind it.
    private mutating func read(from brace: Int, path: [String]) {
        guard let end = closing(of: brace), path.count < 16 else { return }
        var index = brace + 1
        while index < end {
            let valueEnd = endOfItem(from: index, to: end)
            if let key = key(at: index), index + 2 <= valueEnd, tokens[index + 1] == .sign(":"), index + 2 < valueEnd {
                take(index + 2..<valueEnd, path: path + [key])
            } else if valueEnd == index + 1, case .word(let name) = tokens[index], let text = text(ofConstant: name) {
                values[(path + [name]).joined(separator: ".")] = text
            }
            index = valueEnd + 1
        }
    }

    private mutating func take(_ range: Range<Int>, path: [String]) {
        switch tokens[range.lowerBound] {
        case .text(let text) where range.count == 1: values[path.joined(separator: ".")] = text
        case .word(let name) where range.count == 1:
            values[path.joined(separator: ".")] =
                text(ofConstant: name) ?? (name == "true" || name == "false" ? name : nil)
        case .sign("{"): read(from: range.lowerBound, path: path)
        default: break
        }
    }

    /// The text that a constant of the file is.
    private func text(ofConstant name: String) -> String? {
        guard let start = declaration(of: name), start < tokens.count, case .text(let text) = tokens[start] else {
            return nil
        }
        // What is put together is no literal.
        if start + 1 < tokens.count, tokens[start + 1] == .sign("+") || tokens[start + 1] == .sign(".") { return nil }
        return text
    }

    private func key(at index: Int) -> String? {
        switch tokens[index] {
        case .word(let name), .text(let name): name
        case .other, .sign: nil
        }
    }

    /// The comma that ends an item of an object, or the object's end.
    private func endOfItem(from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, tokens[index] != .sign(",") {
            index = (isOpening(tokens[index]) ? closing(of: index) ?? end : index) + 1
        }
        return min(index, end)
    }

    private func isOpening(_ token: ScriptTokens.Token) -> Bool {
        token == .sign("{") || token == .sign("(") || token == .sign("[")
    }

    /// The bracket that closes the one at a place.
    private func closing(of start: Int) -> Int? {
        var depth = 0
        for index in start..<tokens.count {
            guard case .sign(let sign) = tokens[index] else { continue }
            if "{([".contains(sign) { depth += 1 }
            if "})]".contains(sign) {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}
