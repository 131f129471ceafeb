import Decoding
import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Commands and their output")
struct OutputTests {
    @Test(
        "every command has help that names its options",
        arguments: [
            [], ["warm"], ["audit"], ["repair"], ["sync"], ["probe"], ["cache"], ["cache", "stats"],
            ["cache", "verify"],
            ["demo"],
        ])
    func help(command: [String]) async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(command + ["--help"], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output.contains("Usage: proofsheet"))
    }

    @Test("the version is printed, with those of the libraries in use and what is not built in")
    func version() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["--version"], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        let lines = run.output.split(separator: "\n")
        #expect(lines.first?.wholeMatch(of: /proofsheet \d+\.\d+\.\d+/) != nil)
        let libraries = try #require(lines.dropFirst().first)
        for name in ["libcurl", "expat", "libjpeg", "libpng", "zlib"] { #expect(libraries.contains(name)) }
        let missing = lines.dropFirst(2).joined()
        for (name, isBuiltIn) in [("webp", WebPVerifier.isBuiltIn), ("avif", AVIFVerifier.isBuiltIn)] {
            #expect(libraries.contains("lib\(name) ") == isBuiltIn)
            #expect(missing.contains(name) == !isBuiltIn)
        }
    }

    @Test("a report can be written to a file")
    func output() async throws {
        let site = try await TestSite()
        try site.makeCache()
        try site.write("width: 6", "height: 4", "isCached: true")
        let run = try await site.run("audit", "--format", "json", "--output", "report.json")
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(try site.directory.text(of: "report.json").contains("\"flag-stale\""))
        let bad = try await site.run("audit", "--output", "no/such/report.json")
        #expect(bad.status == 3 && bad.error.contains("no/such"))
    }

    @Test("a report goes through a link and into a pipe, and never over a record that is read")
    func outputKinds() async throws {
        let site = try await TestSite()
        try site.makeCache()
        try site.write("width: 6", "height: 4", "isCached: true")
        try site.directory.write("old", to: "target.txt")
        symlink("target.txt", site.directory.path(of: "link.txt"))
        _ = try await site.run("audit", "--output", "link.txt")
        #expect(try site.directory.text(of: "target.txt").contains("flag-stale"))
        mkfifo(site.directory.path(of: "pipe"), 0o600)
        let reader = FileHandle(forUpdatingAtPath: site.directory.path(of: "pipe"))
        _ = try await site.run("audit", "--output", "pipe")
        let read = reader?.availableData ?? Data()
        #expect(String(decoding: read, as: UTF8.self).contains("flag-stale"))
    }

    @Test(
        "a report is never written over a record of the run, under whatever name",
        arguments: [["audit"], ["repair", "--force"], ["warm"], ["sync", "--force"]])
    func outputOverRecord(command: [String]) async throws {
        let site = try await TestSite()
        let record = try site.write(named: "news/post.md", "width: 6", "height: 4", "isCached: true")
        let before = try site.directory.bytes(of: "news/post.md")
        symlink("news/post.md", site.directory.path(of: "symbolic.txt"))
        link(record, site.directory.path(of: "hard.txt"))
        for output in ["news/post.md", "news/../news/post.md", record, "symbolic.txt", "hard.txt"] {
            for path in [".", "news", "news/post.md"] {
                let run = try await Program.run(command + ["--output", output, path], in: site.directory)
                #expect(run.status == 2 && run.output.isEmpty)
                #expect(
                    run.error == "proofsheet: --output names '\(output)', which is one of the records; "
                        + "give another file\n")
            }
        }
        #expect(try site.directory.bytes(of: "news/post.md") == before)
        #expect(try site.directory.names() == ["hard.txt", "news", "symbolic.txt"])
        try site.write(named: "other/post.md", "width: 6")
        #expect(try await site.run("audit", "--output", "other/post.md", "news").status == 3)
    }

    @Test("output that cannot be written is a failure, and a reader that goes away is none")
    func lostOutput() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4")
        let run = try await Program.run(
            ["-c", "\"$0\" audit >/dev/full", Program.path], in: site.directory, program: "/bin/sh")
        #expect(run.status == 3 && run.error.contains("No space left on device"))
        let closed = try await Program.run(
            ["-c", "\"$0\" audit >&-", Program.path], in: site.directory, program: "/bin/sh")
        #expect(closed.status == 3 && closed.error.contains("Bad file descriptor"))
        let piped = try await Program.run(
            ["-c", "\"$0\" audit --help | head -n 1", Program.path], in: site.directory, program: "/bin/sh")
        #expect(piped.status == 0 && piped.error.isEmpty)
    }

    @Test("audit writes the lines of ndjson as they become known, the same as into a file, and ends with its reader")
    func streamedLines() async throws {
        let site = try await TestSite()
        try site.makeCache(knowing: "https://images.example/0.jpg")
        let entries = (0..<20).map { "  - {url: \"https://images.example/\($0).jpg\", isCached: true}\n" }.joined()
        for number in 0..<200 { try site.directory.write("---\nimages:\n\(entries)---\n", to: "\(number).md") }
        // On a slow machine a line would tell how far it is.
        let run = try await site.run("audit", "--format", "ndjson", "--metrics", "metrics.prom", "--progress", "never")
        #expect(run.status == 1 && run.error.isEmpty && run.output.split(separator: "\n").count == 8_001)
        #expect(try site.directory.text(of: "metrics.prom").contains("{rule=\"flag-stale\"} 3800\n"))
        #expect(try await site.run("audit", "--format", "ndjson", "--output", "all").status == 1)
        #expect(try site.directory.text(of: "all") == run.output)
        // More than a pipe holds, so that the program meets its end.
        let piped = try await Program.runShell(
            "{ \"$0\" audit --format ndjson --progress never; echo $? >status; } | head -n 1", in: site.directory)
        #expect(piped.output == run.output.prefix { $0 != "\n" } + "\n" && piped.error.isEmpty)
        #expect(try site.directory.text(of: "status") == "130\n")
        #expect(try await site.run("audit", "--format", "ndjson", "--write-baseline", "known.json").status == 0)
        let known = try await site.run("audit", "--format", "ndjson", "--baseline", "known.json")
        #expect(known.status == 0 && known.output.contains("\"baselined\": 8000"))
    }

    @Test("a baseline and decisions that lie among the records are none of them")
    func ownFiles() async throws {
        let site = try await TestSite()
        let record = "image:\n  url: https://images.example/a.jpg\n  width: 6\n  height: 0\n"
        try site.directory.write(record, to: "a.yml")
        for _ in 1...2 {
            let run = try await site.run("audit", "--write-baseline", "known.json", "--format", "json")
            #expect(run.summary("records") == 1)
        }
        #expect(try await site.run("audit", "--baseline", "known.json", "--format", "json").summary("records") == 1)
        try site.directory.write(#"{"schemaVersion": 1, "decisions": []}"#, to: "decisions.json")
        let repair = try await Program.run(
            ["repair", "--decisions", "decisions.json", "--baseline", "known.json", "--format", "json"],
            in: site.directory)
        #expect(repair.summary("records") == 1)
    }

    @Test("metrics get the labels that are given, and no others")
    func metricsLabels() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4", "isCached: false")
        let run = try await site.run(
            "audit", "--metrics", "a.prom", "--metrics-label", "site=a \"b\" \\c", "--metrics-label", "team=x=y")
        #expect(run.status == 0)
        let lines = try site.directory.text(of: "a.prom").split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.allSatisfy { $0.contains(#"{site="a \"b\" \\c",team="x=y""#) })
        #expect(lines.contains(#"proofsheet_findings{site="a \"b\" \\c",team="x=y",severity="error"} 0"#))
        for labels in [["site"], ["1a=b"], ["rule=a"], ["__a=b"], ["=a"], ["a-b=c"], ["a=1", "a=2"]] {
            let wrong = try await Program.run(
                ["audit", "--metrics", "b.prom"] + labels.flatMap { ["--metrics-label", $0] }, in: site.directory)
            #expect(wrong.status == 2 && wrong.error.contains("label"), "\(labels)")
        }
        #expect(try !site.directory.names().contains("b.prom"))
    }

    @Test("quiet prints findings and no counts")
    func quiet() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4", "isCached: false")
        #expect(try await site.run("audit", "--quiet").output.isEmpty)
        #expect(try await site.run("audit").output.contains("1 record"))
    }

    @Test(
        "the severity that fails a run can be chosen",
        arguments: [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
    func failOn(severity: String, status: Int32) async throws {
        let site = try await TestSite()
        try site.write("width: 6")
        #expect(try await site.run("audit", "--fail-on", severity).status == status)
    }

    @Test("cache stats counts, and cache verify finds and drops a damaged object")
    func cacheCare() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        _ = try await site.runOnline("warm")
        let stats = try await site.run("cache", "stats", "--format", "json")
        #expect(stats.json["objects"] as? Int == 1 && stats.json["cached"] as? Int == 1)
        #expect(try await site.run("cache", "verify", "--decode").status == 0)
        let shelf = try #require(try site.directory.names(in: ".proofsheet/objects").first)
        let file = try #require(try site.directory.names(in: ".proofsheet/objects/\(shelf)").first)
        let path = ".proofsheet/objects/\(shelf)/\(file)"
        try FileManager.default.removeItem(atPath: site.directory.path(of: path))
        try site.directory.write("damage", to: path)
        let verify = try await site.run("cache", "verify", "--repair")
        #expect(verify.status == 1 && verify.output.contains("does not hash to its name"))
        _ = try await site.runOnline("warm")
        #expect(try await site.run("cache", "verify").status == 0)
        #expect(site.server.requests.count == 2)
    }

    @Test("what a server sends in a header never reaches the terminal raw")
    func escapesHeaders() async throws {
        let site = try await TestSite { _ in
            .init(headers: ["Content-Type": "text/\u{9B}31mhtml"], body: Array("x".utf8))
        }
        try site.write("width: 6", "height: 4")
        let run = try await site.runOnline("warm")
        #expect(run.output.contains("image-not-image") && !run.output.contains("\u{9B}"))
    }

    @Test("SIGUSR1 asks a run how far it is; a run that is short says nothing of itself")
    func progressOnDemand() async throws {
        let directory = try TemporaryDirectory()
        let site = try await TestSite(in: directory) { _ in
            _ = try? directory.write("", to: "asked")
            return .init(type: "image/jpeg", body: jpeg(60, 40)).sent {
                (try? FileSystem.exists(directory.path(of: "told"))) == true
            }
        }
        try site.write("width: 60", "height: 40")
        let options = site.network.map { "'\($0)'" }.joined(separator: " ")
        let line = """
            $0 warm --quiet \(options) 2>error & p=$!
            until [ -e asked ]; do kill -0 $p || exit 1; sleep 0.02; done
            until grep -q . error; do kill -USR1 $p || exit 1; sleep 0.1; done
            touch told
            wait $p && cat error
            """
        let run = try await Program.runShell(line, in: site.directory)
        withExtendedLifetime(site) {}
        #expect(run.output.hasPrefix("fetching: 0 %, 0 a second, 0 of 1 image, 0 MB\n"), "\(run)")
        let silent = try await site.run("audit")
        #expect(silent.error.isEmpty && silent.status == 0)
    }

    @Test(
        "on a terminal, no line of the output stands behind one that tells how far the run is",
        .needs("script", at: Tool.path("script")))
    func progressOnTerminal() async throws {
        let directory = try TemporaryDirectory()
        let site = try await TestSite(in: directory) { request in
            let answer = ImageServer.Answer(type: "image/jpeg", body: jpeg(60, 40))
            // It comes when the other one has been told of.
            return request.path != "/b.jpg"
                ? answer : answer.sent { (try? directory.text(of: "typed"))?.contains("/a.jpg\"") == true }
        }
        try site.directory.write(
            "a: {url: https://images.example/a.jpg, width: 1}\nb: {url: https://images.example/b.jpg, width: 1}\n",
            to: "news/a.yml")
        let options = site.network.map { "'\($0)'" }.joined(separator: " ")
        let line = "script -qefc \"$0 warm news --format ndjson \(options)\" typed"
        let run = try await Program.runShell(line, in: site.directory)
        withExtendedLifetime(site) {}
        // The line is there, and is taken away before each of the output's.
        let output = run.output.replacing("\r\n", with: "\n")
        #expect(output.contains("] 0 %, 0/s, fetching 0 of "), "\(output)")
        let pieces = output.split(separator: "{\"url\"", omittingEmptySubsequences: false)
        #expect(pieces.count == 3, "\(output)")
        for piece in pieces.dropLast() { #expect(piece.hasSuffix("\r\u{1B}[K") || piece.hasSuffix("\n"), "\(piece)") }
    }
}
