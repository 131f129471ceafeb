import FileSystem
import Glibc
import TestSupport
import Testing

@testable import Walking

@Suite("The walker")
struct FileWalkerTests {
    /// Paths below the directory, without it.
    private func walk(_ directory: TemporaryDirectory, _ names: [String] = [""], excluding: [String] = []) -> [String] {
        let roots = names.map { $0.isEmpty ? directory.root : directory.path(of: $0) }
        let result = FileWalker(roots: roots, excluding: excluding.map(directory.path), taking: isRecordName).walk()
        #expect(result.failures.isEmpty)
        return result.files.map { String($0.path.dropFirst(directory.root.count + 1)) }
    }

    private func tree(_ names: String...) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for name in names { try directory.write("", to: name) }
        return directory
    }

    @Test("finds files with a known extension, in the order of their paths")
    func order() throws {
        let directory = try tree("b.md", "a/z.yml", "a/b/c.JSON", "a.markdown", "c.txt", "d.jpg", "a/é.yaml", "e")
        #expect(walk(directory) == ["a.markdown", "a/b/c.JSON", "a/z.yml", "a/é.yaml", "b.md"])
    }

    @Test("leaves out what is hidden, built or brought by tools")
    func skipped() throws {
        let directory = try tree(
            ".git/a.md", ".hidden.md", "node_modules/x/a.json", "_site/a.md", "public/a.md", "vendor/a.md",
            "_posts/a.md",
            "x/node_modules/a.md", "x/public.md")
        #expect(walk(directory) == ["_posts/a.md", "x/public.md"])
    }

    @Test("finds other files where it is told which by their names")
    func otherFiles() throws {
        let directory = try tree("a.md", "b.jpg", ".c.jpg", "vendor/d.jpg", "x/e.jpg")
        let result = FileWalker(roots: [directory.root], taking: { $0.hasSuffix(".jpg") }).walk()
        #expect(result.files.map(\.path) == ["b.jpg", "x/e.jpg"].map(directory.path))
    }

    @Test("takes a root whatever its name")
    func explicitRoots() throws {
        let directory = try tree("_site/a.md", ".hidden/b.md", "notes.txt")
        #expect(walk(directory, ["_site", ".hidden", "notes.txt"]) == ["_site/a.md", ".hidden/b.md", "notes.txt"])
    }

    @Test("leaves out excluded directories, also under another name")
    func excluded() throws {
        let directory = try tree("Cache/a.json", "posts/a.md")
        symlink("Cache", directory.path(of: "alias"))
        #expect(walk(directory, excluding: ["alias", "missing"]) == ["posts/a.md"])
        #expect(walk(directory, ["Cache"], excluding: ["Cache"]).isEmpty)
    }

    @Test("survives loops of links, and prefers paths without links")
    func links() throws {
        let directory = try tree("z/a.md", "b.md")
        symlink("..", directory.path(of: "z/up"))
        symlink("z", directory.path(of: "a"))
        symlink("b.md", directory.path(of: "a.md"))
        symlink("self", directory.path(of: "self"))
        #expect(walk(directory) == ["b.md", "z/a.md"])
    }

    @Test("follows links out of the root")
    func linksOutside() throws {
        let outside = try tree("a.md", "sub/b.md")
        let directory = try tree("c.md")
        symlink(outside.root, directory.path(of: "linked"))
        symlink(outside.path(of: "a.md"), directory.path(of: "z.md"))
        #expect(walk(directory).count == 3)
    }

    @Test("names no file twice where roots overlap")
    func overlap() throws {
        let directory = try tree("a/b.md", "a/c/d.md")
        #expect(walk(directory, ["a/c", "a/b.md", "", "a"]) == ["a/c/d.md", "a/b.md"])
    }

    @Test("shows paths as the root was given")
    func shownPaths() throws {
        let directory = try tree("site/a.md")
        #expect(
            FileWalker(roots: [directory.path(of: "site") + "/"], taking: isRecordName).walk().files.map(\.path) == [
                directory.path(of: "site/a.md")
            ])
    }

    @Test("reports what it cannot look at, and goes on")
    func failures() throws {
        let directory = try tree("a.md")
        symlink("nowhere", directory.path(of: "gone.md"))
        symlink("nowhere", directory.path(of: "gone"))
        let result = FileWalker(roots: [directory.path(of: "missing"), directory.root], taking: isRecordName).walk()
        #expect(result.files.map(\.path) == [directory.path(of: "a.md")])
        #expect(result.failures.map(\.path) == [directory.path(of: "missing"), directory.path(of: "gone.md")])
        #expect(result.failures.map(\.code) == [ENOENT, ENOENT])
    }

    /// Makes a file or directory whose name begins with a byte that is not UTF-8.
    private func makeUndecodable(_ ending: String, in directory: TemporaryDirectory, isDirectory: Bool = false) throws {
        let path = Array(directory.path(of: "").utf8CString.dropLast()) + [-1] + Array(ending.utf8CString)
        if isDirectory {
            try #require(mkdir(path, 0o755) == 0)
        } else {
            let descriptor = open(path, O_CREAT | O_WRONLY, 0o644)
            try #require(descriptor >= 0)
            close(descriptor)
        }
    }

    @Test("reports names that are not UTF-8 where they matter")
    func undecodableNames() throws {
        let directory = try tree("a.md", "sub/b.md")
        try directory.write("*left-out.md", to: ".ignore")
        try makeUndecodable(".md", in: directory)
        try makeUndecodable(".jpg", in: directory)
        try makeUndecodable("left-out.md", in: directory)
        try makeUndecodable("folder", in: directory, isDirectory: true)
        let result = FileWalker(roots: [directory.root], taking: isRecordName).walk()
        #expect(result.files.map(\.path) == [directory.path(of: "a.md"), directory.path(of: "sub/b.md")])
        #expect(result.failures.map(\.code) == [EILSEQ, EILSEQ])
        #expect(
            result.failures.map(\.path) == [directory.path(of: "\u{FFFD}.md"), directory.path(of: "\u{FFFD}folder")])
    }

    @Test("a directory that cannot be read is named, and the others are read")
    func unreadableDirectories() throws {
        let directory = try tree("a/b.md", "c/d.md", "e/f.md")
        let refused = directory.path(of: "c")
        let result = FaultInjection.$hook.withValue({ $0 == .list && $1 == refused ? EACCES : nil }) {
            FileWalker(roots: [directory.root], taking: isRecordName).walk()
        }
        #expect(result.files.map(\.path) == [directory.path(of: "a/b.md"), directory.path(of: "e/f.md")])
        #expect(result.failures.map(\.description) == ["cannot list '\(refused)': Permission denied"])
    }

    @Test("finds the same in the same order each time, however many directories there are")
    func deterministic() throws {
        let names = (0..<150).flatMap { ["d\($0 % 50)/s\($0)/a.md", "d\($0 % 50)/s\($0)/b.yml"] }
        let directory = try TemporaryDirectory()
        for name in names { try directory.write("", to: name) }
        for number in 0..<150 where number % 2 == 1 {
            // A second name of a file, and a link, which give way to the first and to the path without a link.
            link(directory.path(of: "d\(number % 50)/s\(number)/a.md"), directory.path(of: "z\(number).md"))
            symlink("d\(number % 50)", directory.path(of: "c\(number)"))
        }
        let expected = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for _ in 0..<3 { #expect(walk(directory) == expected) }
    }

    @Test("skips what is no file", .timeLimit(.minutes(15)))
    func specialFiles() throws {
        let directory = try tree("a.md")
        mkfifo(directory.path(of: "pipe.md"), 0o644)
        #expect(walk(directory) == ["a.md"])
    }
}
