import Glibc
import TestSupport
import Testing

@testable import Walking

@Suite("Includes and excludes")
struct FileSelectionTests {
    @Test(
        "excludes leave out files and whole directories",
        arguments: [
            ("*.yml", ["a.md", "x/a.md", "x/y/b.md"]), ("x", ["a.md", "c.yml"]), ("x/", ["a.md", "c.yml"]),
            ("/a.md", ["c.yml", "x/a.md", "x/y/b.md"]), ("./a.md", ["c.yml", "x/a.md", "x/y/b.md"]),
            ("x/*.md", ["a.md", "c.yml", "x/y/b.md"]), ("x/**", ["a.md", "c.yml"]), ("y", ["a.md", "c.yml", "x/a.md"]),
        ])
    func excludes(glob: String, expected: [String]) throws {
        let tree = try WalkedTree("a.md", "c.yml", "x/a.md", "x/y/b.md")
        #expect(try tree.walk(excludes: [glob]) == expected)
    }

    @Test(
        "with includes only what they match is taken",
        arguments: [
            (["*.yml"], ["c.yml"]), (["x"], ["x/a.md", "x/y/b.md"]), (["/a.md"], ["a.md"]),
            (["x/*.md"], ["x/a.md"]), (["x/**/b.md", "*.yml"], ["c.yml", "x/y/b.md"]), (["nothing"], []),
        ])
    func includes(globs: [String], expected: [String]) throws {
        let tree = try WalkedTree("a.md", "c.yml", "x/a.md", "x/y/b.md")
        #expect(try tree.walk(includes: globs) == expected)
    }

    @Test("an exclude wins over an include")
    func excludeWins() throws {
        let tree = try WalkedTree("x/a.md", "x/b.md", ".h/c.md")
        #expect(try tree.walk(includes: ["x", ".h"], excludes: ["b.md", ".h"]) == ["x/a.md"])
    }

    @Test("globs start from their directory, whatever the given path")
    func base() throws {
        let tree = try WalkedTree("x/a.md", "x/x/a.md", "x/y/b.md")
        #expect(try tree.walk("x", excludes: ["x/a.md"]) == ["x/x/a.md", "x/y/b.md"])
        #expect(try tree.walk("x/y", includes: ["x"]) == ["x/y/b.md"])
        #expect(try tree.walk("x/y", includes: ["x/*.md"]).isEmpty)
    }

    @Test("a given file is taken, and a given directory looked into, whatever the globs say")
    func given() throws {
        let tree = try WalkedTree("x/a.md", "b.md")
        #expect(try tree.walk("b.md", includes: ["*.yml"], excludes: ["b.md"]) == ["b.md"])
        #expect(try tree.walk("x", excludes: ["x"]) == ["x/a.md"])
    }

    @Test(
        "a given file or directory is left out where that is asked for, and an exclude matches it or what it lies in",
        arguments: [("x/a.md", ["b.md"]), ("x", ["b.md"]), ("*.md", []), ("y", ["x/a.md", "b.md"])])
    func excludesGiven(glob: String, expected: [String]) throws {
        let tree = try WalkedTree("x/a.md", "b.md")
        #expect(try tree.walk("x/a.md", "b.md", excludes: [glob], excludesGiven: true) == expected)
        #expect(try tree.walk("x", excludes: ["x"], excludesGiven: true).isEmpty)
        #expect(try tree.walk("x/a.md", includes: ["*.yml"], excludesGiven: true) == ["x/a.md"])
    }

    @Test("an include brings back what is hidden or skipped where it spells the name, never by a wildcard")
    func bringsBack() throws {
        let tree = try WalkedTree("a.md", ".drafts/b.md", "public/c.md", "public/vendor/d.md", "x/public/e.md")
        #expect(try tree.walk(includes: ["*.md"]) == ["a.md"])
        #expect(try tree.walk(includes: ["*/*.md", ".*"]).isEmpty)
        #expect(try tree.walk(includes: ["*.md", ".drafts"]) == [".drafts/b.md", "a.md"])
        #expect(try tree.walk(includes: ["public"]) == ["public/c.md", "x/public/e.md"])
        #expect(try tree.walk(includes: ["/public/**"]) == ["public/c.md"])
        #expect(try tree.walk(includes: ["/public/vendor/*.md"]) == ["public/vendor/d.md"])
        #expect(try tree.walk(includes: ["**/public/*.md"]) == ["public/c.md", "x/public/e.md"])
        #expect(try tree.walk(includes: [".drafts/b.md"]) == [".drafts/b.md"])
    }

    @Test("an include brings back what is ignored where it spells the name")
    func bringsBackIgnored() throws {
        let tree = try WalkedTree("drafts/a.md", "drafts/b.md", "c.md")
        try tree.directory.write("drafts/\nc.md\n", to: ".ignore")
        #expect(try tree.walk(includes: ["drafts"]) == ["drafts/a.md", "drafts/b.md"])
        #expect(try tree.walk(includes: ["*.md"]).isEmpty)
        #expect(try tree.walk(includes: ["/c.md"]) == ["c.md"])
    }

    @Test("globs see a path as the user does, through links")
    func links() throws {
        let outside = try WalkedTree("a.md", "b.md")
        let tree = try WalkedTree("c.md")
        symlink(outside.directory.root, tree.directory.path(of: "linked"))
        #expect(try tree.walk(excludes: ["linked/a.md"]) == ["c.md", "linked/b.md"])
        #expect(try tree.walk(excludes: ["linked"]) == ["c.md"])
        #expect(try tree.walk(excludes: ["linked/"]) == ["c.md"])
    }

    @Test("what is left out is counted by its reason, hidden things apart")
    func counted() throws {
        let tree = try WalkedTree("a.md", "b.md", ".h.md", "public/c.md", "x/d.md", "e.txt")
        let result = try tree.result(includes: ["a.md"], excludes: ["x"])
        #expect(result.files.map(\.path) == [tree.directory.path(of: "a.md")])
        #expect(
            result.omissions == [
                .glob: Omission(count: 2, example: tree.directory.path(of: "b.md")),
                .name: Omission(count: 1, example: tree.directory.path(of: "public")),
            ])
    }
}
