import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("How far a run is", .needs("script", at: Tool.path("script")))
struct ProgressTests {
    private static let host = "a-host-whose-name-is-longer-than-a-narrow-terminal.example"

    /// Runs a line of a shell on a terminal of its own, over two images of which one comes when the first line has been
    /// there for a while, and the other when `isDue` says so of what the terminal shows.
    private func run(
        _ command: String, columns: Int, keys: String = "", when isDue: @escaping @Sendable (String) -> Bool
    ) async throws -> ProgramRun {
        let directory = try TemporaryDirectory()
        let shown: @Sendable () -> String = { (try? directory.text(of: "typed")) ?? "" }
        let site = try await TestSite(in: directory) { request in
            var answer = ImageServer.Answer(type: "image/jpeg", body: jpeg(60, 40))
            let isFirst = request.path == "/a.jpg"
            answer.hold = {
                while !(isFirst ? shown().contains("] 0 %") : isDue(shown())) {
                    try await Task.sleep(for: .milliseconds(5))
                }
                // The line changes ten times a second.
                if isFirst { try await Task.sleep(for: .milliseconds(200)) }
            }
            return answer
        }
        try site.directory.write(
            """
            a: {url: https://\(Self.host)/a.jpg, width: 60, height: 40}
            b: {url: https://\(Self.host)/b.jpg, width: 60, height: 40}

            """, to: "news/a.yml")
        let options = "--remap '^https://[a-z.-]+ \(site.server.baseURL)' --allow-private-hosts --host-delay 0"
        try site.directory.write(
            "stty cols \(columns)\nexec '\(Program.path)' \(command) \(options)\n", to: "run.sh")
        let run = try await Program.runShell(
            "{ \(keys) } | script -qefc 'sh run.sh' typed", in: site.directory)
        withExtendedLifetime(site) {}
        return run
    }

    /// The states of the line that changes.
    private func lines(of run: ProgramRun) -> [String] {
        run.output.components(separatedBy: "\r\u{1B}[K").dropFirst().map {
            String($0.prefix { $0 != "\r\n" && $0 != "\r" && $0 != "\n" })
        }.filter { $0.hasPrefix("[") }
    }

    @Test("a narrow terminal has bar, percent, rate and what is left, each whole")
    func narrow() async throws {
        let run = try await run("warm news", columns: 40, keys: "sleep 0;") { $0.contains("] 50 %") }
        let lines = lines(of: run)
        #expect(run.status == 0 && lines.contains { $0.hasPrefix("[####----] 50 %, ") }, "\(run.output)")
        for line in lines {
            #expect(line.wholeMatch(of: /\[[#-]{8}\] \d+ %, \d+\/s(, \d+ s left)?/) != nil, "\(line)")
            #expect(line.count < 40)
        }
    }

    @Test("a wide terminal has counts behind these, and hosts last")
    func wide() async throws {
        let run = try await run("warm news", columns: 160, keys: "sleep 0;") { $0.contains("] 50 %") }
        let pattern =
            /\[#{10}-{10}\] 50 %, \d+\/s, \d+ s left, fetching 1 of 2 images, 0 MB, 1 at a-host-.*-terminal\.example/
        #expect(lines(of: run).contains { $0.wholeMatch(of: pattern) != nil }, "\(run.output)")
    }

    @Test("Ctrl-C prints what was done, and nothing of records that the run did not come to")
    func interrupted() async throws {
        for command in ["warm news", "sync news"] {
            let run = try await run(
                command, columns: 100,
                keys: "until grep -q '] 50 %' typed; do sleep 0.05; done; printf '\\003'; sleep 0.1;"
            ) { _ in false }
            let lines = run.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
            #expect(run.status == 130, "\(run)")
            #expect(
                lines.last?.contains("fetched: 1 downloaded (") == true && !run.output.contains("100 %"), "\(lines)")
            #expect(
                lines.contains {
                    $0.hasSuffix("proofsheet: ending; what was done is kept, and running again goes on from there")
                })
            #expect(!run.output.contains("0 record") && !run.output.contains("0 entries"))
        }
    }

    @Test("--verbose logs a line for each request, without credentials")
    func verbose() async throws {
        let site = try await TestSite(images: ["/a.jpg?token=secret": jpeg(60, 40)])
        try site.write(named: "a.md", url: "https://images.example/a.jpg?token=secret", "width: 60", "height: 40")
        try site.write(named: "b.md", url: "https://images.example/b.jpg", "width: 60", "height: 40")
        let run = try await site.runOnline("warm", "--verbose")
        let lines = run.error.components(separatedBy: "\n").dropLast()
        #expect(lines.count == site.server.requests.count && lines.count == 2, "\(run.error)")
        let server = site.server.baseURL
        let start = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ GET http:\/\/127\.0\.0\.1:\d+\//
        #expect(lines.allSatisfy { $0.prefixMatch(of: start) != nil })
        #expect(
            lines.contains { $0.contains(" GET \(server)/b.jpg: 404, ") && $0.firstMatch(of: /bytes?, \d+ ms$/) != nil }
        )
        #expect(lines.contains { $0.contains(" GET \(server)/a.jpg?token=***: 200, ") })
        #expect(try await site.runOnline("warm").error.isEmpty)
    }
}
