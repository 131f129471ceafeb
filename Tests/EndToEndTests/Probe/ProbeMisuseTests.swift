import TestSupport
import Testing

@Suite("Mistakes in what probe is given")
struct ProbeMisuseTests {
    @Test("a list whose names end with NULs is not taken for one of lines")
    func forgottenNull() async throws {
        let directory = try imageDirectory("a.jpg", "b.jpg")
        let run = try await Program.runShell(#"printf 'a.jpg\0b.jpg\0' | "$0" probe --files-from -"#, in: directory)
        #expect(run.status == 3 && run.output.contains("--null"))
    }

    @Test("a list may begin with a byte order mark")
    func byteOrderMark() async throws {
        let directory = try imageDirectory("a.jpg")
        try directory.write("\u{FEFF}a.jpg\r\n", to: "list")
        #expect(try await Program.run(["probe", "--files-from", "list"], in: directory).status == 0)
    }

    @Test("a name that begins with a dash is not taken for options", arguments: ["-photo.jpg", "-h.jpg", "-x.png"])
    func dashedName(name: String) async throws {
        let directory = try imageDirectory(name)
        let run = try await Program.run(["probe", "--verify", name], in: directory)
        #expect(run.status == 2 && run.output.isEmpty && run.error.contains("./\(name)"))
        #expect(try await Program.run(["probe", "--", name], in: directory).status == 0)
    }

    @Test("it ends when nobody reads what it prints any more")
    func readerGone() async throws {
        let directory = try imageDirectory("a.jpg")
        // Without an end of the list, only that ends it.
        let line = #"{ while echo a.jpg; do :; done; } 2>/dev/null | "$0" probe --files-from - | head -n 1"#
        let run = try await Program.runShell(line, in: directory)
        #expect(run.output == "a.jpg: jpeg 60×40\n")
    }
}
