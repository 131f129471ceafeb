import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Runs on a machine that is short of something")
struct ScarcityTests {
    private func list(_ count: Int) -> String {
        (0..<count).map { "https://images.example/\($0).jpg\n" }.joined()
    }

    private func site() async throws -> TestSite {
        let image = jpeg(60, 40)
        let site = try await TestSite { _ in .init(type: "image/jpeg", body: image) }
        try site.directory.write(list(40), to: "list.txt")
        return site
    }

    private func run(_ site: TestSite, _ limits: String, _ command: String) async throws -> ProgramRun {
        let options = site.network.map { "'\($0)'" }.joined(separator: " ")
        defer { withExtendedLifetime(site.server) {} }
        return try await Program.runShell("\(limits); exec \"$0\" \(command) \(options)", in: site.directory)
    }

    @Test("a soft limit of open files is raised to the hard one, and nothing is said")
    func raises() async throws {
        let site = try await site()
        let run = try await run(site, "ulimit -S -n 30", "warm --urls-from list.txt --format ndjson")
        #expect(run.status == 0 && run.outcomes.values.allSatisfy { $0 == "downloaded" })
        #expect(!run.error.contains("open only"))
    }

    @Test("few open files mean fewer requests at once, which is said, and all is done")
    func fewFiles() async throws {
        let site = try await site()
        let run = try await run(site, "ulimit -n 90", "warm --urls-from list.txt --format ndjson")
        #expect(run.status == 0 && run.outcomes.count == 40)
        #expect(run.outcomes.values.allSatisfy { $0 == "downloaded" })
        #expect(run.error.contains("may open only 90 files") && run.error.contains("ulimit -n"))
    }

    @Test("a cache that can no longer be written ends a warm with the report of what was done")
    func fullDisk() async throws {
        let large = jpeg(2_600, 2_000)
        let site = try await TestSite { request in
            .init(type: "image/jpeg", body: request.path == "/a.jpg" ? large : [])
        }
        try site.write(url: "https://images.example/a.jpg", "width: 1", "height: 1", "isCached: false")
        try #require(large.count > 512 << 10)
        for command in ["warm", "sync"] {
            let run = try await run(site, "trap '' XFSZ; ulimit -f 1024", "\(command) --format json .")
            #expect(run.status == 3, "\(command)")
            #expect((run.json["failures"] as? [String])?.first?.contains("run again when that is mended") == true)
            #expect(run.summary("records") == 1 && run.summary("cached") == 0)
        }
    }

    @Test("a host's long Retry-After holds for the next run, which says so; --retry-failed asks all the same")
    func retryAfter() async throws {
        let image = jpeg(60, 40)
        let answers = Answers()
        let site = try await TestSite { _ in
            answers.next() == 1
                ? .init(status: 429, headers: ["Retry-After": "3600"]) : .init(type: "image/jpeg", body: image)
        }
        let url = "\(site.server.baseURL)/a.jpg"
        try site.directory.write(url + "\n", to: "list.txt")
        let arguments = ["warm", "--urls-from", "list.txt", "--format", "ndjson", "--allow-private-hosts"]
        defer { withExtendedLifetime(site.server) {} }
        for _ in 0..<2 {
            let run = try await Program.run(arguments, in: site.directory)
            #expect(run.outcomes == [1: "failed"] && run.output.contains("wants no requests before"))
            #expect(site.server.requests.count == 1)
        }
        let found = try await site.run("cache", "lookup", url)
        #expect(found.output.contains("host: wants no requests before 2") && found.output.contains("--retry-failed"))
        let json = try await site.run("cache", "lookup", "--format", "json", url)
        #expect((json.json["deferredUntil"] as? Int ?? 0) > 1_700_000_000)
        let retried = try await Program.run(arguments + ["--retry-failed"], in: site.directory)
        #expect(retried.outcomes == [1: "downloaded"])
        #expect(try await site.run("cache", "lookup", "--format", "json", url).json["deferredUntil"] is NSNull)
    }

    @Test(
        "without /proc, which has the command line, the program does not take it for an empty one",
        .enabled(if: geteuid() == 0 && ReadOnlyWay.possible.contains(.mount), "needs the rights to unmount it"))
    func withoutProc() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.runShell(
            "unshare -m sh -c 'umount -l /proc && exec \"$0\" audit' \"$0\"", in: directory)
        #expect(run.status == 3 && run.output.isEmpty && run.error.contains("/proc is not mounted"), "\(run)")
    }

    private final class Answers: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
    }
}
