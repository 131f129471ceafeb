import FileSystem
import TestSupport
import Testing

@testable import Walking

@Suite("Ignore files")
struct IgnoreFileTests {
    /// The files left when an ignore file at the repository's root has that text.
    private func remaining(_ text: String, of names: [String]) throws -> [String] {
        let tree = try WalkedTree(files: names)
        try tree.makeRepository()
        try tree.directory.write(text, to: ".gitignore")
        return try tree.walk()
    }

    @Test(
        "patterns mean what they mean to git",
        arguments: [
            ("a.md", ["b.md"]), ("/a.md", ["b.md", "x/a.md"]), ("x", ["a.md", "b.md"]), ("x/", ["a.md", "b.md"]),
            ("a.md/", ["a.md", "b.md", "x/a.md"]), ("*.md", []), ("*.md\n!b.md", ["b.md"]),
            ("!b.md\n*.md", []), ("x\n!x/a.md", ["a.md", "b.md"]), ("x/*\n!x/a.md", ["a.md", "b.md", "x/a.md"]),
            ("# a.md\n", ["a.md", "b.md", "x/a.md"]), ("\\#a.md", ["a.md", "b.md", "x/a.md"]),
            ("a.md\r\nx\r\n", ["b.md"]), ("a.md  ", ["b.md"]), ("a.md\\ ", ["a.md", "b.md", "x/a.md"]),
            ("\u{FEFF}a.md", ["b.md"]), ("\n\n  \n", ["a.md", "b.md", "x/a.md"]), ("x/**", ["a.md", "b.md"]),
            ("**/a.md", ["b.md"]), ("[ab].md", []), ("[!a].md", ["a.md", "x/a.md"]), ("?.md", []),
            ("[a.md", ["a.md", "b.md", "x/a.md"]), ("*\n!*/", []), ("*\n!*/\n!*.md", ["a.md", "b.md", "x/a.md"]),
        ])
    func patterns(text: String, expected: [String]) throws {
        #expect(try remaining(text, of: ["a.md", "b.md", "x/a.md"]) == expected)
    }

    @Test("the ignore file nearest to a file has the last word")
    func nearest() throws {
        let tree = try WalkedTree("a.md", "x/a.md", "x/y/a.md", "x/b.md")
        try tree.makeRepository()
        try tree.directory.write("a.md\n/b.md\n", to: ".gitignore")
        try tree.directory.write("!a.md\n/b.md\n", to: "x/.gitignore")
        #expect(try tree.walk() == ["x/a.md", "x/y/a.md"])
    }

    @Test("files above the given directory count, up to the root of the repository")
    func above() throws {
        let tree = try WalkedTree("repo/x/y/a.md", "repo/x/y/b.md", "repo/x/y/c.md")
        try tree.makeRepository(in: "repo")
        try tree.directory.write("c.md\n", to: ".ignore")
        try tree.directory.write("x/y/a.md\n", to: "repo/.gitignore")
        try tree.directory.write("/y/b.md\n", to: "repo/x/.gitignore")
        #expect(try tree.walk("repo/x/y") == ["repo/x/y/c.md"])
    }

    @Test("a given directory is looked into even where it is ignored, and a given file is always taken")
    func given() throws {
        let tree = try WalkedTree("x/a.md", "x/b.md", "c.md")
        try tree.makeRepository()
        try tree.directory.write("x/\nb.md\nc.md\n", to: ".gitignore")
        #expect(try tree.walk("x", "c.md") == ["x/a.md", "c.md"])
    }

    @Test("git's files count only inside a repository, .ignore everywhere")
    func outsideRepository() throws {
        let tree = try WalkedTree("a.md", "b.md", "x/b.md")
        try tree.directory.write("a.md\n", to: ".gitignore")
        try tree.directory.write("b.md\n", to: ".ignore")
        #expect(try tree.walk() == ["a.md"])
        #expect(try tree.walk("x").isEmpty)
        try tree.makeRepository()
        #expect(try tree.walk().isEmpty)
    }

    @Test(".ignore wins over .gitignore, whichever is nearer")
    func ignoreWins() throws {
        let tree = try WalkedTree("x/a.md", "x/b.md")
        try tree.makeRepository()
        try tree.directory.write("!a.md\nb.md\n", to: ".ignore")
        try tree.directory.write("a.md\n!b.md\n", to: "x/.gitignore")
        #expect(try tree.walk() == ["x/a.md"])
    }

    @Test("an inner repository has its own rules, but may itself be ignored")
    func innerRepository() throws {
        let tree = try WalkedTree("a.md", "inner/a.md", "inner/b.md", "gone/a.md")
        try tree.makeRepository()
        try tree.makeRepository(in: "inner")
        try tree.makeRepository(in: "gone")
        try tree.directory.write("a.md\n", to: ".git/info/exclude")
        try tree.directory.write("gone\na.md\n", to: ".gitignore")
        try tree.directory.write("b.md\n", to: "inner/.gitignore")
        #expect(try tree.walk() == ["inner/a.md"])
    }

    @Test("the repository's exclude file counts less than a .gitignore")
    func excludeFile() throws {
        let tree = try WalkedTree("a.md", "x/a.md", "b.md")
        try tree.makeRepository()
        try tree.directory.write("a.md\n/b.md\n", to: ".git/info/exclude")
        try tree.directory.write("!a.md\n", to: "x/.gitignore")
        #expect(try tree.walk() == ["x/a.md"])
        #expect(try tree.walk("x") == ["x/a.md"])
    }

    @Test("a linked worktree uses the exclude file of its repository")
    func worktree() throws {
        let tree = try WalkedTree("tree/a.md", "tree/b.md")
        try tree.directory.write("gitdir: ../main/.git/worktrees/tree\n", to: "tree/.git")
        try tree.directory.write("../..\n", to: "main/.git/worktrees/tree/commondir")
        try tree.directory.write("a.md\n", to: "main/.git/info/exclude")
        #expect(try tree.walk("tree") == ["tree/b.md"])
    }

    @Test("ignore files can be turned off, and bring back nothing that is skipped anyway")
    func turnedOff() throws {
        let tree = try WalkedTree("a.md", ".b.md", "vendor/c.md")
        try tree.directory.write("a.md\n!.b.md\n!vendor/\n", to: ".ignore")
        #expect(try tree.walk().isEmpty)
        #expect(try tree.walk(honoursIgnoreFiles: false) == ["a.md"])
    }

    @Test("an ignore file that cannot be read is named, and the walk goes on without it")
    func unreadable() throws {
        let tree = try WalkedTree("a.md", "x/b.md")
        try tree.directory.write("a.md\n", to: ".ignore")
        try FileSystem.makeDirectories(tree.directory.path(of: "x/.ignore"))
        let refused = tree.directory.path(of: ".ignore")
        let result = try FaultInjection.$hook.withValue({ $0 == .open && $1 == refused ? 13 : nil }) {
            try tree.result()
        }
        #expect(result.files.count == 2)
        #expect(result.failures.map(\.description) == ["cannot open '\(refused)': Permission denied"])
    }

    @Test("what ignore files leave out is counted, with an example")
    func counted() throws {
        let tree = try WalkedTree("b/c.md", "a.md", "d.txt")
        try tree.directory.write("*\n", to: ".ignore")
        let result = try tree.result()
        #expect(result.omissions == [.ignoreFile: Omission(count: 2, example: tree.directory.path(of: "a.md"))])
    }
}
