import FileSystem
import Glibc
import TestSupport
import Testing

@Suite("Atomic replacement")
struct AtomicFileTests {
    @Test("replaces the content and keeps the mode")
    func keepsMode() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        chmod(path, 0o640)
        try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
        #expect(try directory.text(of: "post.md") == "new")
        #expect(try FileSystem.status(of: path).mode == 0o640)
    }

    @Test("keeps extended attributes")
    func keepsExtendedAttributes() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        try #require(setAttribute("user.note", "kept", of: path))
        try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
        #expect(attribute("user.note", of: path) == "kept")
    }

    @Test("writes through a symbolic link, which stays a link")
    func keepsLink() throws {
        let directory = try TemporaryDirectory()
        try directory.write("old", to: "target.md")
        let link = directory.path(of: "link.md")
        symlink("target.md", link)
        try replace(link, expecting: Array("old".utf8), with: Array("new".utf8))
        #expect(try FileSystem.status(of: link, followingLinks: false).kind == .symbolicLink)
        #expect(try directory.text(of: "target.md") == "new")
    }

    /// Replaces the content of a file that must still be the expected one.
    private func replace(
        _ path: String, expecting expected: [UInt8], with bytes: [UInt8], hardLinks: HardLinks = .refuse
    ) throws(ReplacementError) {
        let replacement = try Replacement(of: path, hardLinks: hardLinks)
        try replacement.append(bytes)
        try replacement.finish { target throws(FileSystemError) in try FileSystem.read(target).bytes == expected }
    }

    @Test("refuses a file that other names refer to")
    func refusesHardLink() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        link(path, directory.path(of: "other.md"))
        #expect(throws: ReplacementError.hardLinked(names: 2)) {
            try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
        }
        #expect(try directory.text(of: "post.md") == "old")
    }

    @Test("gives one of several names a file of its own where that is asked for, and the others keep theirs")
    func breaksHardLink() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        chmod(path, 0o640)
        link(path, directory.path(of: "other.md"))
        try replace(path, expecting: Array("old".utf8), with: Array("new".utf8), hardLinks: .break)
        #expect(try directory.text(of: "post.md") == "new")
        #expect(try directory.text(of: "other.md") == "old")
        #expect(try FileSystem.status(of: path).linkCount == 1 && FileSystem.status(of: path).mode == 0o640)
    }

    @Test("is made of pieces in their order, and leaves nothing when it is given up")
    func pieces() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        try giveUp(path)
        #expect(try directory.names() == ["post.md"])
        let replacement = try Replacement(of: path)
        for piece in ["a", "", "bc"] { try replacement.append(Array(piece.utf8)) }
        try replacement.finish { _ in true }
        #expect(try directory.text(of: "post.md") == "abc")
        #expect(try directory.names() == ["post.md"])
    }

    private func giveUp(_ path: String) throws {
        let replacement = try Replacement(of: path)
        try replacement.append([1])
    }

    /// Replaces a file to which something happens before, or while, it is compared with what is expected.
    private func replace(_ path: String, before: () throws -> Void = {}, during: () -> Void = {}) throws {
        let replacement = try Replacement(of: path)
        try before()
        try replacement.finish { _ in
            during()
            return true
        }
    }

    @Test("does not overwrite another file that came in its place, with the same content and another mode")
    func refusesOtherFile() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        #expect(throws: ReplacementError.changed) {
            try replace(path, before: { try AtomicFile.create(path, with: Array("old".utf8), mode: 0o600) })
        }
        #expect(try FileSystem.status(of: path).mode == 0o600)
        #expect(try directory.names() == ["post.md"])
    }

    @Test("does not overwrite what another program writes while the content is compared")
    func refusesChangeWhileCompared() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        #expect(throws: ReplacementError.changed) {
            try replace(path, during: { _ = try? directory.write("other", to: "post.md") })
        }
        #expect(try directory.text(of: "post.md") == "other")
    }

    @Test("refuses a file whose content is not the expected one")
    func refusesChanged() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("someone else's", to: "post.md")
        #expect(throws: ReplacementError.changed) {
            try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
        }
        #expect(try directory.text(of: "post.md") == "someone else's")
        #expect(try directory.names() == ["post.md"])
    }

    @Test("does not overwrite what another program writes just before the rename")
    func refusesLateChange() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        let hook: FaultInjection.Hook = { call, touched in
            // The temporary file is durable at this point, and the last look at the record comes next.
            if call == .sync, touched.hasSuffix(".tmp") { _ = try? directory.write("other", to: "post.md") }
            return nil
        }
        FaultInjection.$hook.withValue(hook) {
            #expect(throws: ReplacementError.changed) {
                try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
            }
        }
        #expect(try directory.text(of: "post.md") == "other")
    }

    @Test(
        "leaves the old content and no temporary file when a call fails",
        arguments: [SystemCall.open, .write, .sync, .changeMode, .copyAttributes, .rename, .access, .resolve])
    func survivesFault(_ failing: SystemCall) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("old", to: "post.md")
        FaultInjection.$hook.withValue({ call, _ in call == failing ? ENOSPC : nil }) {
            #expect(throws: ReplacementError.self) {
                try replace(path, expecting: Array("old".utf8), with: Array("new".utf8))
            }
        }
        #expect(try directory.text(of: "post.md") == "old")
        #expect(try directory.names() == ["post.md"])
    }

    @Test("creates a file with the mode asked for and leaves nothing else")
    func createsFile() throws {
        let directory = try TemporaryDirectory()
        try AtomicFile.create(directory.path(of: "object"), with: [1, 2, 3], mode: 0o444)
        #expect(try FileSystem.read(directory.path(of: "object")).bytes == [1, 2, 3])
        #expect(try FileSystem.status(of: directory.path(of: "object")).mode == 0o444)
        #expect(try directory.names() == ["object"])
    }
}
