import TestSupport

/// Lines that are YAML now and then: pieces of it put together by lot, so that all that it does comes up.
struct RandomYAML {
    private(set) var text = ""
    private var random: SeededGenerator
    private let lineEnd: String

    init(seed: Int) {
        random = SeededGenerator(seed: seed)
        lineEnd = seed % 7 == 0 ? "\r\n" : "\n"
        if chance(4) { text = "---" + lineEnd }
        var indentation = 0
        for _ in 0..<Int.random(in: 1...14, using: &random) {
            // Most lines go on with a column that was there before.
            if chance(2) { indentation = [0, 0, 1, 2, 2, 4, 6].randomElement(using: &random) ?? 0 }
            appendLine(indentation)
        }
        if chance(5), text.hasSuffix(lineEnd) { text.removeLast() }
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

    private mutating func appendLine(_ indentation: Int) {
        text += String(repeating: " ", count: indentation)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: text += pick(["", " ", "# note", "---", "...", "%TAG ! x", "? a", ": b", "--- a", "-", "- -", "- - a"])
        case 1: text += pick(Self.values)
        case 2, 3: text += pick(["- ", "-   ", "- - "]) + pick(Self.values)
        case 4, 5: text += pick(["- ", "-   ", "- - "]) + pair()
        default: text += pair()
        }
        text += pick(["", "", "", "", " ", " # c", "#c", " #"]) + lineEnd
    }

    private mutating func pair() -> String {
        let end = pick([":", ":", ":", ": ", " : ", ":  ", " :"])
        return pick(Self.keys) + (end.hasSuffix(" ") || chance(2) ? end + pick(Self.values) : end)
    }

    private static let keys = [
        "a", "b", "url", "width", "images", "image", "isCached", "title", "\"q\"", "'s'", "a b", "<<", "é", "a#b", "-x",
        "1", "a\"b", "\"a\\tb\"", "'it''s'", "a:b", "[x]", "{y}", "https://x",
    ]

    private static let values = [
        "v", "12", "true", "null", "~", "x y", "\"q\"", "\"a \\\" b\"", "\"\\u00e9\\x41\\n\"", "\"\\q\"", "'s'",
        "'it''s'",
        "''", "\"\"", "\" a \"", "\"open", "'open", "|", "|-", "|+", ">", ">-", ">+", "|2", "| # c", "[]", "{}",
        "[a, b]",
        "[a, \"b c\", 'd']", "{a: b, url: c.jpg}", "{a: [b, {c: d}]}", "[a,b]", "[a, ]", "[a: b]", "[a", "a: b", "a:b",
        "a :b", "a #b", "a#b", "&x y", "*x", "!t z", "@a", "`a", "%a", "- a", "-a", "-1", "?a", ":a", "https://x/y.jpg",
        "“é”", "a\u{A0}b", "a\u{2028}b", "a\u{85}b", "\tx", "x\ty", "a, b]", "<a>", "a-", "x.png",
        "\"https://x/y.png?a=b\"",
        "[https://x/y.jpg, a:b]", "{a: -1, b : 2}", "[\"a\"b]", "\"a\" b", "\"a\"#b", "$x", "(y)", "a\\b",
    ]
}
