import Foundation
import TestSupport
import Testing

/// Runs the program under strace, which kills it or makes a system call fail.
@Suite("Crashes and failing disks", .serialized, .enabled(if: Strace.path != nil))
struct CrashTests {
    /// The system calls by which files come to be, change and go.
    static let calls = """
        mkdir,mkdirat,write,pwrite64,fsync,fdatasync,syncfs,rename,renameat,unlink,unlinkat,rmdir,fchmod,ftruncate
        """

    private func site() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40)])
        for name in ["a", "b"] {
            try site.write(
                named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 60", "height: 40",
                "isCached: false")
        }
        return site
    }

    /// No flag is true without its whole object, nothing is half done, and a rerun mends all.
    private func checkConvergence(_ site: TestSite, _ what: String) async throws {
        let flags = try await site.run("audit", "--format", "json")
        #expect(!flags.rules.contains("flag-stale"), "\(what)")
        if FileManager.default.fileExists(atPath: site.directory.path(of: ".proofsheet/index.sqlite")),
            flags.status != 3
        {
            let verify = try await site.run("cache", "verify", "--decode")
            #expect(verify.status == 0 || verify.error.contains("there is no cache"), "\(what): \(verify.output)")
        }
        let sync = try await site.runOnline("sync", "--format", "json")
        #expect(sync.status <= 1 && sync.summary("cached") == 2, "\(what): \(sync.error)")
        #expect(try await site.run("cache", "verify", "--decode").status == 0, "\(what)")
        #expect(try site.directory.names(in: ".proofsheet/state/staging").isEmpty, "\(what)")
        #expect(try site.directory.text(of: "a.md").contains("isCached: true\n---"), "\(what)")
    }

    @Test("a kill at any system call that changes files leaves nothing torn, and a rerun converges")
    func kills() async throws {
        // strace counts for each thread alone, and few make many calls. 'make crash' kills at every call of all threads.
        for number in [1, 2, 3, 5, 8, 13, 21, 34, 55] {
            let site = try await site()
            try await Strace.run(
                "inject=\(Self.calls):signal=KILL:when=\(number)", ["sync"] + site.network, in: site)
            try await checkConvergence(site, "killed at call \(number)")
        }
    }

    @Test("a repair that is killed leaves a temporary file at most, which the next one removes")
    func leftovers() async throws {
        let site = try await site()
        #expect(try await site.runOnline("warm").status == 0)
        let old = try site.directory.text(of: "a.md")
        try await Strace.run("inject=renameat:signal=KILL:when=1", ["repair", "--no-incremental"], in: site)
        #expect(try site.directory.text(of: "a.md") == old)
        let names = try site.directory.names().filter { $0.hasPrefix(".a.md.proofsheet-") }
        #expect(names.count == 1)
        try site.directory.write("a user's", to: ".a.md.tmp")
        #expect(try await site.run("repair").status <= 1)
        #expect(try site.directory.names() == [".a.md.tmp", ".proofsheet", "a.md", "b.md"])
        #expect(try site.directory.text(of: "a.md").contains("isCached: true\n---"))
    }

    @Test(
        "a disk that fails gives a clear error and loses nothing",
        arguments: [
            ("ENOSPC", "write,pwrite64"), ("EIO", "fsync,fdatasync,syncfs"), ("EROFS", "rename,renameat"),
            ("ENOSPC", "mkdir,mkdirat"),
        ])
    func fails(_ code: String, _ calls: String) async throws {
        let site = try await site()
        #expect(try await site.runOnline("warm").status == 0)
        try site.write(named: "c.md", url: "https://images.example/a.jpg?new", "width: 60", "height: 40")
        for number in [1, 3] {
            let run = try await Strace.run(
                "inject=\(calls):error=\(code):when=\(number)+", ["warm", "--force"] + site.network, in: site)
            // With standard error failing as well there is nothing to read.
            #expect([0, 1, 3].contains(run.status), "\(code) at \(number): \(run.status) \(run.error)")
            #expect(!run.error.contains("Fatal error"))
            #expect(try site.directory.names(in: ".proofsheet/state/staging").isEmpty, "\(code) at \(number)")
            #expect(try await site.run("cache", "verify", "--decode").status == 0, "\(code) at \(number)")
        }
        try FileManager.default.removeItem(atPath: site.directory.path(of: "c.md"))
        try await checkConvergence(site, code)
    }
}

enum Strace {
    static let path = ["/usr/bin/strace", "/usr/local/bin/strace"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @discardableResult
    static func run(_ injection: String, _ arguments: [String], in site: TestSite) async throws -> ProgramRun {
        defer { withExtendedLifetime(site.server) {} }
        return try await Program.run(
            ["-f", "-qq", "-o", "/dev/null", "-e", injection, Program.path] + arguments, in: site.directory,
            program: path ?? "")
    }
}
