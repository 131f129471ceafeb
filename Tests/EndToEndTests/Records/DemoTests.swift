import Foundation
import TestSupport
import Testing

@Suite("The demo")
struct DemoTests {
    private static let unmendable = ["image-truncated", "image-gone", "image-not-image"]

    @Test("names each planted trouble and no other, mends what it can, and leaves the site with its page")
    func demo() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["demo", "site"], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 41, "\(run.output)")
        #expect(
            Self.rules(in: run.output) == ["dimensions-mismatch", "dimensions-swapped"] + Self.unmendable
                + ["flag-stale", "flag-unset"])
        #expect(run.output.contains("-        height: 400\n+        height: 338\n"))
        #expect(run.output.contains("-        isCached: true\n+        isCached: false\n"))
        #expect(run.output.contains("; 3 findings are left for a person\n"))
        #expect(run.output.contains("\nwrote proof.html: 9 entries to look at, 7 with findings"))
        let page = try directory.text(of: "site/proof.html")
        #expect(page.contains("dimensions-swapped"))
    }

    @Test("a warm in the site later, and all other commands, say what the demo said")
    func later() async throws {
        let directory = try TemporaryDirectory()
        _ = try await Program.run(["demo", "site"], in: directory)
        for command in ["audit", "warm", "audit", "sync", "repair", "audit"] {
            let run = try await Program.run([command, "--format", "json"], in: directory, below: "site")
            #expect(run.status == 1 && run.rules == Self.unmendable, "\(command): \(run.output)")
            #expect(run.summary("unchecked") == 0 && run.summary("cached") == 6)
        }
        let stats = try await Program.run(["cache", "stats"], in: directory, below: "site")
        #expect(stats.output.contains("images:   9 known, 6 cached, 3 failed\n"), "\(stats.output)")
        for rule in Self.unmendable { #expect(stats.output.contains("  failed, \(rule): 1\n")) }
        #expect(!stats.output.contains("shared:") && !stats.output.contains("unused:"))
    }

    @Test("lines fit a terminal, and are coloured there", .enabled(if: ExternalProgram.find("python3") != nil))
    func terminal() async throws {
        let script = """
            import fcntl, os, pty, struct, sys, termios
            pid, fd = pty.fork()
            if pid == 0:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
                os.execv(sys.argv[1], sys.argv[1:])
            while True:
                try:
                    piece = os.read(fd, 4096)
                except OSError:
                    break
                if not piece:
                    break
                sys.stdout.buffer.write(piece)
            """
        let directory = try TemporaryDirectory()
        try directory.write(script, to: "terminal.py")
        let run = try await Program.runShell(
            "env -u NO_COLOR -u CLICOLOR TERM=xterm python3 terminal.py \"$0\" demo site", in: directory)
        #expect(run.output.contains("\u{1B}[31merror\u{1B}[0m") && run.output.contains("\u{1B}[32m+"), "\(run)")
        let plain = run.output.replacing(/\u{1B}\[\d+m/, with: "").replacing("\r", with: "")
        let lines = plain.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 41 && lines.allSatisfy { $0.count <= 80 }, "\(plain)")
    }

    @Test("refuses a directory that has something in it")
    func refuses() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("mine", to: "site/notes.txt")
        let run = try await Program.run(["demo", "site"], in: directory)
        #expect(run.status == 2 && run.error.contains("'site' is not empty"))
        #expect(try directory.names(in: "site") == ["notes.txt"])
    }

    /// The rules of the findings that the demo prints, in order.
    private static func rules(in output: String) -> [String] {
        output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 3, ["error", "warning", "info"].contains(words[1]) else { return nil }
            return String(words[2])
        }
    }
}
