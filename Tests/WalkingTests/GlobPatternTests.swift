import Testing

@testable import Walking

@Suite("Globs")
struct GlobPatternTests {
    private func matches(_ pattern: String, _ path: String) -> Bool {
        GlobPattern(Array(pattern.utf8)[...])?.matches(Array(path.utf8), from: 0) ?? false
    }

    @Test(
        "wildcards stay within a name, and double asterisks cross names",
        arguments: [
            ("a", "a"), ("a/b", "a/b"), ("*", "abc"), ("*", ""), ("*.md", ".md"), ("*.md", "a.b.md"), ("a*c", "ac"),
            ("a?c", "abc"), ("a*b*c", "aXbYbZc"), ("*/b", "a/b"), ("a/*/c", "a/b/c"), ("**", "a/b"), ("**/c", "c"),
            ("**/c", "a/b/c"), ("a/**", "a/b/c"), ("a/**/c", "a/c"), ("a/**/c", "a/b/b/c"),
            ("a/**/b/**/c", "a/x/b/y/b/c"), ("**/a/*.md", "x/a/b.md"), ("a**c", "abc"), ("a***c", "abc"),
            ("\\*", "*"), ("a\\b", "ab"), ("**/**/c", "c"), ("é?", "é?"), ("/**/a", "/b/a"),
        ])
    func matching(pattern: String, path: String) {
        #expect(matches(pattern, path))
    }

    @Test(
        "what differs does not match",
        arguments: [
            ("a", "ab"), ("ab", "a"), ("a", "a/b"), ("*", "a/b"), ("a?c", "a/c"), ("a*c", "a/c"), ("a/*", "a/b/c"),
            ("*/c", "a/b/c"), ("a/**", "a"), ("**/a/b", "a/c/b"), ("a/**/c", "ac"), ("?", "é"), ("ab*ba", "aba"),
            ("a/**/b/**/c", "a/x/y/c"), ("x**/b/c", "a/b/c"), ("[!a]", "/"), ("*a", "ab"), ("a*b*c", "acb"),
        ])
    func differing(pattern: String, path: String) {
        #expect(!matches(pattern, path))
    }

    @Test(
        "classes",
        arguments: [
            ("[abc]", "b", true), ("[a-c]", "b", true), ("[a-c]", "d", false), ("[!a-c]", "d", true),
            ("[^a-c]", "b", false), ("[]]", "]", true), ("[]a]", "a", true), ("[!]]", "]", false),
            ("[a-]", "-", true), ("[-a]", "-", true), ("[\\]]", "]", true), ("[\\a]", "a", true),
            ("[a-\\c]", "b", true), ("[c-a]", "b", false), ("[[:digit:]]", "7", true), ("[[:digit:]x]", "x", true),
            ("[[:alpha:]]", "7", false), ("[![:space:]]", "a", true), ("[[:x]", ":", true),
            ("[[:upper:]-z]", "-", true),
            ("[a-c-e]", "d", false), ("[a-c-e]", "-", true), ("[[:xdigit:]]", "f", true), ("[[:punct:]]", "~", true),
        ])
    func classes(pattern: String, path: String, expected: Bool) {
        #expect(matches(pattern, path) == expected)
    }

    @Test("what is malformed matches nothing", arguments: ["[", "[a", "[]", "[!]", "a\\", "[a\\", "[[:nope:]]", "[[:"])
    func malformed(pattern: String) {
        #expect(GlobPattern(Array(pattern.utf8)[...]) == nil)
    }

    @Test("many asterisks take no more time than the lengths allow", .timeLimit(.minutes(15)))
    func manyAsterisks() {
        let name = String(repeating: "a", count: 4_000)
        #expect(!matches(String(repeating: "a*", count: 200) + "b", name))
        #expect(matches(String(repeating: "a*", count: 200) + "a", name))
        let path = String(repeating: "a/", count: 2_000) + "c"
        #expect(!matches(String(repeating: "**/a*a*/", count: 100) + "b", path))
        #expect(!matches(String(repeating: "**/a/", count: 100) + "b", path))
        #expect(matches(String(repeating: "**/a/", count: 100) + "c", path))
    }

    @Test("a glob that cannot be meant says why and what to do")
    func refused() throws {
        let cases: [(String, PathGlobError)] = [
            ("", .empty), ("/", .empty), ("./", .empty), ("!a", .negated), ("../a", .parent), ("a/..", .parent),
            ("*.{md,yml}", .braces), ("{a}", .braces), ("[a", .malformed), ("a\\", .malformed),
        ]
        for (text, expected) in cases {
            let error = #expect(throws: PathGlobError.self) { try PathGlob(text, relativeTo: ".") }
            #expect(error == expected && error?.description.isEmpty == false, "\(text)")
        }
        #expect(throws: Never.self) { try PathGlob("\\!a\\{b}..c", relativeTo: ".") }
    }
}
