import DemoSite
import Foundation
import TestSupport
import Testing

/// A result of `warm --format ndjson`.
struct WarmLine {
    let members: [String: Any]

    subscript(_ name: String) -> String? { members[name] as? String }

    func int(_ name: String) -> Int? { members[name] as? Int }
}

extension ProgramRun {
    /// The lines of NDJSON output that are JSON objects.
    var warmLines: [WarmLine] {
        output.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]).map(WarmLine.init)
        }
    }

    /// The outcome by the number of the line; lines that were answered twice have both.
    var outcomes: [Int: String] {
        Dictionary(warmLines.map { ($0.int("line") ?? 0, $0["outcome"] ?? "") }) { $0 + " " + $1 }
    }
}

@Suite("Lists of URLs")
struct URLListTests {
    private let site: TestSite

    init() async throws {
        let images = ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40), "/turned.jpg": jpeg(60, 40, orientation: 6)]
        site = try await TestSite(images: images)
    }

    private func warm(_ list: String, _ options: String...) async throws -> ProgramRun {
        try site.directory.write(list, to: "list.txt")
        defer { withExtendedLifetime(site.server) {} }
        return try await Program.run(
            ["warm", "--urls-from", "list.txt", "--format", "ndjson"] + options + site.network, in: site.directory)
    }

    @Test("what the configuration says to leave alone is not asked for, and its line says so")
    func skipped() async throws {
        let list = "https://images.example/a.jpg\nhttps://images.example/b.jpg\n"
        let run = try await warm(list, "--skip", "/b\\.jpg$")
        #expect(run.status == 0 && run.outcomes == [1: "downloaded", 2: "skipped"])
        #expect(site.server.requests.map(\.path) == ["/a.jpg"])
    }

    @Test("every line gets one answer, a bad one too, and each URL is fetched once")
    func mixed() async throws {
        let list = """
            \u{FEFF}https://images.example/a.jpg\r
            \r

              https://images.example/b.jpg\t
            {"url": "https://images.example/a.jpg", "width": 60, "height": 40, "id": {"x": [1]}}
            {"url": "https://images.example/a.jpg", "width": 6
            {"URL": "https://images.example/a.jpg"}
            ftp://images.example/a.jpg
            https://images.example/none.jpg
            \(String(repeating: "x", count: 1 << 21))
            https://images.example/a.jpg#again
            """
        let run = try await warm(list)
        #expect(run.status == 1)
        #expect(
            run.outcomes == [
                1: "downloaded", 4: "downloaded", 5: "downloaded", 6: "invalid", 7: "invalid", 8: "invalid",
                9: "failed", 10: "invalid", 11: "downloaded",
            ])
        #expect(site.server.requests.map(\.path).sorted() == ["/a.jpg", "/b.jpg", "/none.jpg"])
        let image = try #require(run.warmLines.first { $0.int("line") == 1 })
        let bytes = jpeg(60, 40)
        #expect(image["url"] == "https://images.example/a.jpg" && image["verdict"] == "intact")
        #expect(image["format"] == "jpeg" && image.int("width") == 60 && image.int("height") == 40)
        #expect(image.int("bytes") == bytes.count && image.int("received") == bytes.count)
        #expect(image.int("status") == 200 && image.int("attempts") == 1 && image["object"]?.count == 64)
        let gone = try #require(run.warmLines.first { $0.int("line") == 9 })
        #expect(gone["rule"] == "image-gone" && gone.int("status") == 404 && gone["message"]?.contains("404") == true)
        #expect(run.warmLines.first { $0.int("line") == 10 }?["message"]?.contains("longer than") == true)
    }

    @Test("a second run asks for nothing, and gives the same images")
    func idempotent() async throws {
        let list = "https://images.example/a.jpg\nhttps://images.example/none.jpg\n"
        let first = try await warm(list)
        let second = try await warm(list)
        #expect(site.server.requests.count == 2)
        #expect(second.outcomes == [1: "fresh", 2: "failed"])
        func object(_ run: ProgramRun) -> String? { run.warmLines.first { $0.int("line") == 1 }?["object"] }
        #expect(object(first) != nil && object(first) == object(second))
        #expect(try await warm(list, "--force").outcomes == [1: "downloaded", 2: "failed"])
        #expect(try await warm(list, "--retry-failed").outcomes == [1: "fresh", 2: "failed"])
        #expect(site.server.requests.count == 5)
    }

    @Test("offline, what is fresh is said to be, and nothing is asked for")
    func offline() async throws {
        _ = try await warm("https://images.example/a.jpg\n")
        let run = try await warm("https://images.example/a.jpg\nhttps://images.example/b.jpg\n", "--offline")
        #expect(run.status == 0 && run.outcomes == [1: "fresh", 2: "skipped"] && site.server.requests.count == 1)
    }

    @Test("a size that the list gives is compared as a browser displays the image")
    func declared() async throws {
        let sizes = [("turned", 40, 60), ("turned", 60, 40), ("a", 30, 20), ("a", 60, 41), ("a", 60, 60)]
        let lines = sizes.map {
            #"{"url": "https://images.example/\#($0.0).jpg", "width": \#($0.1), "height": \#($0.2)}"#
        }
        let run = try await warm(
            lines.joined(separator: "\n") + "\n"
                + #"{"url": "https://images.example/b.jpg", "width": "50", "height": true}"#)
        let differences = run.warmLines.sorted { $0.int("line") ?? 0 < $1.int("line") ?? 0 }.map { $0["difference"] }
        #expect(differences == ["none", "swapped", "scaled", "none", "mismatch", nil])
    }

    @Test("addresses that are private are refused, and no credential is shown")
    func refused() async throws {
        try site.directory.write("http://127.0.0.1:9/a.jpg\nhttps://user:secret@images.example/b.jpg\n", to: "list.txt")
        let run = try await site.run("warm", "--urls-from", "list.txt", "--format", "ndjson")
        #expect(run.outcomes == [1: "refused", 2: "invalid"] && !run.output.contains("secret"))
        #expect(run.warmLines.first { $0.int("line") == 1 }?["rule"] == "url-refused")
    }

    @Test("without ndjson there is a report, whose findings speak of lines")
    func report() async throws {
        try site.directory.write("https://images.example/a.jpg\n\nhttps://images.example/none.jpg\n{\n", to: "list.txt")
        let run = try await site.runOnline("warm", "--urls-from", "list.txt", "--format", "json")
        #expect(run.status == 1 && run.rules == ["image-gone", "url-invalid"])
        let findings = run.json["findings"] as? [[String: Any]] ?? []
        #expect(findings.map { $0["line"] as? Int } == [3, 4] && findings[0]["record"] as? String == "list.txt")
        #expect(run.summary("entries") == 3 && run.summary("images") == 2 && run.summary("cached") == 1)
        let text = try await site.runOnline("warm", "--urls-from", "list.txt")
        #expect(text.status == 1 && text.output.contains("3:1"))
    }

    @Test("standard input that stays open is answered as it comes")
    func conversation() async throws {
        let line = """
            mkfifo in out
            "$0" warm --urls-from - --format ndjson \(site.network.map { "'\($0)'" }.joined(separator: " ")) <in >out &
            exec 3>in 4<out
            for name in a b none; do
                echo "https://images.example/$name.jpg" >&3
                read -r answer <&4
                echo "$answer"
            done
            exec 3>&-
            wait $!
            """
        defer { withExtendedLifetime(site.server) {} }
        let run = try await Program.runShell(line, in: site.directory)
        #expect(run.outcomes == [1: "downloaded", 2: "downloaded", 3: "failed"] && run.status == 1)
    }

    @Test("images of records come as lines too, each once, with what is wrong with the records")
    func records() async throws {
        try site.write(named: "a.md", url: "https://images.example/a.jpg", "width: 60", "height: 40")
        try site.write(named: "b.md", url: "https://images.example/a.jpg", "width: 60", "height: 40")
        try site.write(named: "c.md", url: "ftp://images.example/a.jpg", "width: 60", "height: 40")
        try site.directory.write("---\nimages: [\n---\n", to: "d.md")
        let run = try await site.runOnline("warm", "--format", "ndjson")
        let lines = run.warmLines.sorted { $0["record"] ?? "" < $1["record"] ?? "" }
        #expect(lines.map { $0["record"] } == ["a.md", "c.md", "d.md"] && run.status == 1)
        #expect(lines.map { $0["outcome"] } == ["downloaded", "invalid", "invalid"])
        #expect(lines.map { $0["rule"] } == [nil, "url-invalid", "record-invalid"] && lines[0].int("line") == 5)
    }

    @Test("bad usage is refused")
    func usage() async throws {
        try site.directory.write("\n", to: "list.txt")
        #expect(try await site.run("warm", "--urls-from", "list.txt", "list.txt").status == 2)
        #expect(
            try await site.run("warm", "--urls-from", "list.txt", "--format", "ndjson", "--output", "x").status == 2)
        #expect(try await site.run("audit", "--format", "ndjson").status == 2)
        #expect(try await site.run("warm", "--urls-from", "none.txt").status == 3)
        #expect(try await site.run("warm", "--urls-from", "list.txt").status == 0)
    }
}
