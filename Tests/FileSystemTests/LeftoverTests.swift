import FileSystem
import Glibc
import TestSupport
import Testing

@Suite("Temporary files of processes that were killed")
struct LeftoverTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test("are removed")
    func removes() throws {
        for name in ["post.md", "a-b.proofsheet-x.json", String(repeating: "ü", count: 100)] {
            try directory.write("half", to: ".\(name.prefix(32)).proofsheet-3w5e11264sgsf.tmp")
        }
        try directory.write("whole", to: "post.md")
        Leftovers.remove(in: directory.root)
        #expect(try directory.names() == ["post.md"])
    }

    @Test("those of another file stay where one is named")
    func removesOfOne() throws {
        try directory.write("half", to: ".a.json.proofsheet-1.tmp")
        try directory.write("half", to: ".b.json.proofsheet-1.tmp")
        Leftovers.remove(in: directory.root, of: directory.path(of: "a.json"))
        #expect(try directory.names() == [".b.json.proofsheet-1.tmp"])
    }

    @Test(
        "a file of any other name is not taken for one",
        arguments: [
            "post.md.proofsheet-1.tmp", ".post.md.proofsheet-.tmp", ".post.md.proofsheet-A.tmp", ".proofsheet-1.tmp",
            ".post.md.proofsheet-1.tmp.md", ".post.md.tmp", ".post.md.proofsheet-12345678901234.tmp",
            ".post.md-proofsheet-1.tmp",
        ])
    func keepsOthers(_ name: String) throws {
        try directory.write("a user's", to: name)
        Leftovers.remove(in: directory.root)
        #expect(try directory.names() == [name])
    }

    @Test("links, directories and files with other names stay")
    func keepsKinds() throws {
        let target = try directory.write("a user's", to: "target")
        symlink("target", directory.path(of: ".a.proofsheet-1.tmp"))
        link(target, directory.path(of: ".b.proofsheet-1.tmp"))
        try FileSystem.makeDirectories(directory.path(of: ".c.proofsheet-1.tmp"))
        Leftovers.remove(in: directory.root)
        #expect(try directory.names().count == 4)
    }

    #if DEBUG
        @Test("a file that is being written stays")
        func keepsLive() throws {
            let root = directory.root
            let hook: FaultInjection.Hook = { call, _ in
                if call == .sync { Leftovers.remove(in: root) }
                return nil
            }
            try FaultInjection.$hook.withValue(hook) {
                try AtomicFile.create(directory.path(of: "post.md"), with: Array("new".utf8))
            }
            #expect(try directory.text(of: "post.md") == "new")
        }
    #endif
}
