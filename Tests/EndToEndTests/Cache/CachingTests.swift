import DemoSite
import TestSupport
import Testing

@Suite("Asking again")
struct CachingTests {
    private func fetched(_ run: ProgramRun) -> [String: Int] { run.json["fetched"] as? [String: Int] ?? [:] }

    @Test("a 304 that nobody asked for is an error, and no image")
    func unaskedNotModified() async throws {
        let site = try await TestSite { _ in .init(status: 304) }
        try site.write("width: 60", "height: 40")
        let run = try await site.runOnline("warm", "--format", "json")
        #expect(run.rules == ["image-unreachable"] && run.output.contains("304 though it was not asked"))
        #expect(site.server.requests.count == 1)
    }

    @Test("a 304 about another image leads to one whole fetch")
    func otherNotModified() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            request.headers["if-none-match"] == nil
                ? .init(type: "image/jpeg", headers: ["ETag": "\"1\"", "Cache-Control": "max-age=0"], body: image)
                : .init(status: 304, headers: ["ETag": "\"2\""])
        }
        try site.write("width: 60", "height: 40")
        _ = try await site.runOnline("warm")
        let second = try await site.runOnline("warm", "--format", "json")
        #expect(fetched(second)["downloaded"] == 1 && second.rules.isEmpty)
        #expect(site.server.requests.count == 3)
    }

    @Test("--refresh-after asks for nothing sooner, --max-age for everything later, each on its condition")
    func limits() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            let headers = ["ETag": "\"1\"", "Cache-Control": request.path == "/a.jpg" ? "no-cache" : "max-age=600"]
            return request.headers["if-none-match"] == "\"1\""
                ? .init(status: 304, headers: headers) : .init(type: "image/jpeg", headers: headers, body: image)
        }
        try site.write(named: "a.md", "width: 60", "height: 40")
        try site.write(named: "b.md", url: "https://images.example/b.jpg", "width: 60", "height: 40")
        _ = try await site.runOnline("warm")
        #expect(fetched(try await site.runOnline("warm", "--format", "json"))["revalidated"] == 1)
        let calm = try await site.runOnline("warm", "--refresh-after", "1h", "--format", "json")
        #expect(fetched(calm)["fresh"] == 2)
        let eager = try await site.runOnline("sync", "--max-age", "0s", "--format", "json")
        #expect(fetched(eager)["revalidated"] == 2)
    }

    @Test(
        "limits that make no sense are bad usage",
        arguments: [
            ["--max-age", "7"], ["--max-age", "-1d"], ["--refresh-after", "soon"],
            ["--refresh-after", "2d", "--max-age", "1d"],
        ])
    func badLimits(options: [String]) async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40")
        let run = try await Program.run(["warm"] + options, in: site.directory)
        #expect(run.status == 2 && run.error.contains(options[0]))
    }
}
