import Caching
import Foundation
import TestSupport
import Testing

@Suite(
    "A cache that cannot be written",
    .enabled(if: !ReadOnlyWay.possible.isEmpty, "needs a mount namespace, or another user"))
struct ReadOnlyCacheTests {
    /// How the index of a cache was left.
    enum State: CaseIterable {
        /// By a process that has ended.
        case closed
        /// As a copy of a cache in use has it: the last change is in the log alone.
        case inUse
        /// The same without the file that finds what is in the log.
        case logAlone
    }

    private static let url = "https://images.example/a.jpg"
    private static let late = "https://images.example/late.jpg"

    /// A site with a warmed cache in two copies, `.one` and `.two`; its records are as they were before.
    private func site(_ state: State) async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40)])
        try site.write(named: "a.md", url: Self.url, "width: 60", "height: 40", "isCached: false")
        try site.write(named: "b.md", url: "https://images.example/b.jpg", "width: 1", "height: 1")
        try site.write(named: "late.md", url: Self.late, "width: 1", "height: 1", "isCached: true")
        #expect(try await site.runOnline("warm").status == 1)
        let files = FileManager.default
        let path = site.directory.path(of: ".proofsheet")
        let cache = try state == .closed ? nil : Cache(writingTo: path)
        let failure = CacheFailure(kind: .blocked, status: 403, detail: "only in the log", occurredAt: 1)
        try cache?.update([CacheEntry(url: Self.late, failure: failure)])
        for name in [".one", ".two"] {
            try files.copyItem(atPath: path, toPath: site.directory.path(of: name))
            if state == .logAlone { try files.removeItem(atPath: site.directory.path(of: "\(name)/index.sqlite-shm")) }
            let names = try site.directory.names(in: name)
            #expect(names.contains("index.sqlite-wal") == (state != .closed))
        }
        cache?.close()
        try files.removeItem(atPath: path)
        return site
    }

    private static let commands = [
        ["audit", "--format", "json"], ["repair", "--dry-run", "--diff"], ["cache", "stats", "--format", "json"],
        ["cache", "verify", "--decode"], ["cache", "lookup", url, late],
    ]

    private static func answers(
        in site: TestSite, _ run: (_ arguments: [String]) async throws -> ProgramRun
    ) async throws -> [String] {
        var answers: [String] = []
        for command in commands {
            let result = try await run(command)
            #expect(result.error.isEmpty, "\(command): \(result.error)")
            answers.append("\(command): \(result.status)\n\(result.output)")
        }
        return answers
    }

    @Test(
        "gives the answers of one that can be written, and stays as it is", arguments: ReadOnlyWay.possible,
        State.allCases)
    func answersAlike(_ way: ReadOnlyWay, _ state: State) async throws {
        let site = try await site(state)
        let files = FileManager.default
        let path = site.directory.path(of: ".other")
        try files.moveItem(atPath: site.directory.path(of: ".one"), toPath: path)
        let before = try files.subpathsOfDirectory(atPath: path).sorted()
        let answers = try await Self.answers(in: site) { arguments in
            try await way.run(arguments, cache: ".other", of: site)
        }
        #expect(try files.subpathsOfDirectory(atPath: path).sorted() == before)
        try files.moveItem(atPath: path, toPath: site.directory.path(of: ".one"))
        try files.moveItem(atPath: site.directory.path(of: ".two"), toPath: path)
        let expected = try await Self.answers(in: site) { arguments in
            try await Program.run(arguments + ["--cache", ".other"], in: site.directory)
        }
        #expect(answers == expected)
        #expect(try site.directory.names(in: ".temporary").isEmpty)
        #expect(answers[4].contains("only in the log") == (state != .closed))
    }

    @Test("says to commands that write it what to do", arguments: ReadOnlyWay.possible)
    func refusesWriters(_ way: ReadOnlyWay) async throws {
        let site = try await site(.closed)
        for command in [["warm", "--offline"], ["sync", "--offline"], ["cache", "verify", "--repair"]] {
            let run = try await way.run(command, cache: ".one", of: site)
            #expect(run.status == 3 && run.output.isEmpty)
            #expect(run.error.contains("'.one': \(way.reason); check its permissions or use another --cache"))
        }
    }

    @Test(
        "makes flags true all the same, under the lock that keeps others from removing images",
        .enabled(if: ReadOnlyWay.possible.contains(.mount), "needs a mount namespace"))
    func repairs() async throws {
        let site = try await site(.closed)
        #expect(try site.directory.names(in: ".one/state/locks").contains("flags"))
        let run = try await ReadOnlyWay.mount.run(["repair"], cache: ".one", of: site)
        #expect(run.error.isEmpty && run.output.contains("repaired: "))
        #expect(try site.directory.text(of: "a.md").contains("isCached: true"))
    }
}
