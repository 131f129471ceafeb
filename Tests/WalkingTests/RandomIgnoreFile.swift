import TestSupport

/// Makes ignore files that have something to do with the paths they are tried on.
struct RandomIgnoreFile {
    private var generator: SeededGenerator

    init(seed: Int) { generator = SeededGenerator(seed: seed) }

    /// Paths that the patterns match often enough.
    static let paths = [
        "a.md", "b.md", "ab.md", "a b.md", "é.md", "[a].md", "#a.md", "!b.md", "a*.md", "a\\.md",
        "a/a.md", "a/b.md", "a/a/a.md", "a/b/a.md", "a/b/b.md", "a/b/ab/a.md", "a/ab/b.md", "ab/a.md", "ab/b/a.md",
        "b/a.md", "b/a/ab.md", "b/b/b/b.md", "ba/a-b.md",
    ]

    private static let names = [
        "a", "b", "ab", "a.md", "b.md", "*", "*", "**", "**", "?", "a*", "*b", "*.md", "?.md", "??.md", "a?", "[ab]",
        "[!a]*", "[^b].md", "[a-c].md", "[]a].md", "[[:alpha:]]", "[[:punct:]]*", "\\a", "***", "a**", "**b", "a**b.md",
        "*a*", "*a*b*", "\\#a.md", "#a.md", "\\!b.md", "!b.md", "a b.md", "[", "[a", "\\", "a\\*.md", "\\[a].md",
        "[[]a].md",
        "é.md", "[a/b]", "a.md\\ ", "[!a-]*", "a-[a-z-]*", "a\\\\.md", "{a,b}.md",
    ]

    mutating func text() -> String {
        let lineEnd = chance(of: 5) ? "\r\n" : "\n"
        let lines = (0..<Int.random(in: 1...4, using: &generator)).map { _ in line() }
        return lines.joined(separator: lineEnd) + (chance(of: 3) ? "" : lineEnd)
    }

    private mutating func line() -> String {
        if chance(of: 20) { return "# comment" }
        if chance(of: 20) { return "" }
        let count = [1, 1, 1, 2, 2, 3].randomElement(using: &generator) ?? 1
        let names = (0..<count).map { _ in Self.names.randomElement(using: &generator) ?? "" }
        return (chance(of: 4) ? "!" : "") + (chance(of: 4) ? "/" : "") + names.joined(separator: "/")
            + (chance(of: 5) ? "/" : "") + (chance(of: 10) ? "  " : "")
    }

    private mutating func chance(of number: Int) -> Bool { Int.random(in: 0..<number, using: &generator) == 0 }
}
