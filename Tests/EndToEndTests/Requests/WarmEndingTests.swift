import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Runs over a list that end early")
struct WarmEndingTests {
    private func list(_ count: Int) -> String {
        (0..<count).map { "https://images.example/\($0).jpg\n" }.joined()
    }

    @Test("an interrupted run answers every line, and keeps what it has said to have")
    func interrupted() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            let answer = ImageServer.Answer(type: "image/jpeg", body: image)
            return request.path == "/0.jpg" ? answer : answer.neverSent()
        }
        try site.directory.write(list(300), to: "list.txt")
        let server = site.server
        let run = try await site.runOnlineInterrupting(
            "warm", "--urls-from", "list.txt", "--format", "ndjson", when: { server.requests.count > 1 })
        #expect(run.status == 130)
        #expect(run.outcomes.keys.sorted() == Array(1...300))
        #expect(run.outcomes.values.allSatisfy { ["cancelled", "downloaded"].contains($0) })
        #expect(run.outcomes.values.contains("cancelled"))
        let stored = run.outcomes.values.count { $0 == "downloaded" }
        let again = try await site.run("warm", "--urls-from", "list.txt", "--format", "ndjson", "--offline")
        #expect(again.outcomes.values.count { $0 == "fresh" } == stored)
    }

    @Test("an interrupted run waits for no robots.txt, and asks for nothing that it might forbid")
    func interruptedBeforeRobots() async throws {
        let site = try await TestSite { _ in ImageServer.Answer(type: "text/plain").neverSent() }
        try site.directory.write(list(3), to: "list.txt")
        let server = site.server
        let run = try await site.runOnlineInterrupting(
            "warm", "--robots", "--urls-from", "list.txt", "--format", "ndjson", when: { server.requests.count > 0 })
        #expect(run.status == 130 && server.requests.map(\.path) == ["/robots.txt"])
        #expect(run.outcomes == [1: "cancelled", 2: "cancelled", 3: "cancelled"])
    }

    @Test("where an object cannot be written, every line says so that was not answered before")
    func fullDisk() async throws {
        let large = jpeg(2_600, 2_000)
        let site = try await TestSite { request in
            .init(type: "image/jpeg", body: request.path == "/7.jpg" ? large : [])
        }
        try site.directory.write(list(40) + "{\n", to: "list.txt")
        // No file may grow beyond 512 KB, which the large image does.
        try #require(large.count > 512 << 10)
        let options = site.network.map { "'\($0)'" }.joined(separator: " ")
        defer { withExtendedLifetime(site.server) {} }
        let run = try await Program.runShell(
            "trap '' XFSZ; ulimit -f 1024; exec \"$0\" warm --urls-from list.txt --format ndjson \(options)",
            in: site.directory)
        #expect(run.status == 3 && run.error.contains("run again when that is mended"))
        #expect(run.outcomes.keys.sorted() == Array(1...41) && run.outcomes[8] == "aborted")
        #expect(run.outcomes.values.allSatisfy { ["aborted", "failed", "invalid"].contains($0) })
        #expect(run.warmLines.first { $0.int("line") == 8 }?["message"]?.contains("run again") == true)
    }
}
