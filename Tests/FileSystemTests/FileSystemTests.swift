import FileSystem
import Glibc
import TestSupport
import Testing

@Suite("Paths, listings and whole files")
struct FileSystemTests {
    @Test("reads a whole file, an empty one too", arguments: [0, 1, 4_096, 200_000])
    func readsWhole(size: Int) throws {
        let directory = try TemporaryDirectory()
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try AtomicFile.create(directory.path(of: "file"), with: bytes)
        #expect(try FileSystem.read(directory.path(of: "file")).bytes == bytes)
    }

    @Test("reads a file to its end when its size says nothing")
    func readsUnsized() throws {
        #expect(try !FileSystem.read("/proc/self/status").bytes.isEmpty)
    }

    @Test("names the path and the reason when a file cannot be read")
    func namesMissing() {
        let error = #expect(throws: FileSystemError.self) { try FileSystem.read("/nowhere/post.md") }
        #expect(error?.description == "cannot open '/nowhere/post.md': No such file or directory")
    }

    @Test("refuses a directory, a pipe and a file over the limit in place of a record")
    func refusesOtherKinds() throws {
        let directory = try TemporaryDirectory()
        #expect(throws: FileSystemError(call: .read, path: directory.root, code: EISDIR)) {
            try FileSystem.read(directory.root)
        }
        let pipe = directory.path(of: "pipe")
        mkfifo(pipe, 0o600)
        #expect(throws: FileSystemError(call: .read, path: pipe, code: EINVAL)) { try FileSystem.read(pipe) }
        let large = try directory.write("12345", to: "large")
        #expect(throws: FileSystemError(call: .read, path: large, code: EFBIG)) {
            try FileSystem.read(large, limit: 4)
        }
    }

    @Test("lists names in the order of their bytes, with their kinds")
    func listsInOrder() throws {
        let directory = try TemporaryDirectory()
        for name in ["b", "a", "é", "Z", "10", "9"] { try directory.write("", to: name) }
        try FileSystem.makeDirectories(directory.path(of: "sub/deeper"))
        symlink("a", directory.path(of: "link"))
        let listing = try DirectoryListing(of: directory.root)
        #expect(listing.entries.map(\.name) == ["10", "9", "Z", "a", "b", "link", "sub", "é"])
        #expect(listing.entries.first { $0.name == "sub" }?.kind == .directory)
        #expect(listing.entries.first { $0.name == "link" }?.kind == .symbolicLink)
    }

    @Test(
        "texts are ordered by their bytes", arguments: [("", "a"), ("a", "ab"), ("Z", "a"), ("z", "é"), ("a/b", "a0")])
    func ordersByBytes(first: String, second: String) {
        #expect(first.precedesInBytes(second) && !second.precedesInBytes(first) && !first.precedesInBytes(first))
    }

    @Test("lists names that are not UTF-8 apart")
    func listsUndecodable() throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "a")
        let path = Array(directory.path(of: "b").utf8CString.dropLast()) + [-1, 0]
        try #require(mkdir(path, 0o755) == 0)
        let listing = try DirectoryListing(of: directory.root)
        #expect(listing.entries.map(\.name) == ["a"])
        #expect(listing.undecodable.map(\.name) == ["b\u{FFFD}"] && listing.undecodable.first?.kind == .directory)
    }

    @Test("makes missing directories and accepts those there are, but no file in their place")
    func makesDirectories() throws {
        let directory = try TemporaryDirectory()
        try FileSystem.makeDirectories(directory.path(of: "a/b/c"))
        try FileSystem.makeDirectories(directory.path(of: "a/b/c"))
        #expect(try FileSystem.status(of: directory.path(of: "a/b/c")).kind == .directory)
        let file = try directory.write("", to: "file")
        #expect(throws: FileSystemError(call: .makeDirectory, path: file, code: ENOTDIR)) {
            try FileSystem.makeDirectories(file)
        }
    }

    @Test(
        "splits paths",
        arguments: [
            ("a/b.md", "a", "b.md"), ("b.md", ".", "b.md"), ("/b.md", "/", "b.md"), ("a/b/c", "a/b", "c"),
        ])
    func splitsPaths(path: String, parent: String, name: String) {
        #expect(FileSystem.parentPath(of: path) == parent)
        #expect(FileSystem.name(of: path) == name)
    }

    @Test("a second holder of a lock waits for the first")
    func locksExclude() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path(of: "lock")
        let counter = directory.path(of: "counter")
        try directory.write("0", to: "counter")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<20 {
                        let lock = try FileLock(path: path)
                        let value = try #require(Int(String(decoding: FileSystem.read(counter).bytes, as: UTF8.self)))
                        try AtomicFile.create(counter, with: Array("\(value + 1)".utf8))
                        _ = consume lock
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try directory.text(of: "counter") == "160")
    }
}
