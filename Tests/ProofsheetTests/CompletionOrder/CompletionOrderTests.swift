import TestSupport
import Testing

@testable import Proofsheet

/// Runs whose work is done in any order, each against one on the queue that is used else.
@Suite("The order of completion decides nothing")
struct CompletionOrderTests {
    @Test("audits give the same bytes in every format")
    func audits() async throws {
        let fixture = try ArchiveFixture(records: 28)
        var archive = fixture.archive
        let expected = try await auditReports(of: archive)
        #expect(expected.keys.sorted() == (RunResult.formatNames + ["lines"]).sorted())
        #expect(expected["ndjson"] == expected["lines"])
        // The archive has something to say of every kind.
        for rule in ["flag-stale", "flag-unset", "dimensions-mismatch", "image-gone", "record-invalid", "image-blank"] {
            #expect(expected["text"]?.contains(rule) == true, "\(rule)")
        }
        for seed in TestRun.seeds(100) {
            archive.queue = ShuffledQueue(seed: seed).queue
            expectSame(try await auditReports(of: archive), expected, seed)
        }
    }

    @Test("the queue of these tests does work in another order than that in which it came")
    func shuffles() async {
        let shuffled = ShuffledQueue(seed: 1, startingWith: 50)
        #expect(await shuffled.queue.map(0..<50) { $0 } == Array(0..<50))
        #expect(shuffled.overtaken > 0)
    }

    @Test("repairs give the same reports and the same records")
    func repairs() async throws {
        let fixture = try await RepeatableArchive(records: 12)
        try await compare(fixture, fixture.archive, "repaired: ") { archive in
            let result = try await archive.repair(Self.options)
            return try Self.reports(of: result, fixture)
        }
    }

    @Test("warm runs give the same reports and the same cache")
    func warmRuns() async throws {
        let fixture = try await RepeatableArchive(records: 12)
        try await compare(fixture, fixture.coldArchive, "image-not-image") { archive in
            let result = try await archive.warm()
            return try Self.reports(of: result, fixture).merging(["cache": Self.cache(of: fixture)]) { $1 }
        }
    }

    @Test("syncs give the same reports, the same records and the same cache")
    func syncs() async throws {
        let fixture = try await RepeatableArchive(records: 12)
        try await compare(fixture, fixture.coldArchive, "image-gone") { archive in
            let result = try await archive.sync(Self.options)
            return try Self.reports(of: result, fixture).merging(["cache": Self.cache(of: fixture)]) { $1 }
        }
    }

    @Test("lists give the same reports, the same results and the same cache")
    func lists() async throws {
        let fixture = try await RepeatableArchive(records: 1)
        let list = try fixture.list()
        try await compare(fixture, fixture.coldArchive, "image-truncated") { archive in
            var reports = try Self.reports(of: try await archive.warm(list), fixture)
            reports["cache"] = try Self.cache(of: fixture)
            try fixture.restore()
            var results: [WarmResult] = []
            _ = try await archive.warm(list) { results += $0 }
            // They come in the order in which they become known, with the time that each took.
            results.sort { ($0.line ?? 0) < ($1.line ?? 0) }
            for index in results.indices { results[index].milliseconds = 0 }
            reports["results"] = results.map(\.json).joined(separator: "\n")
            return reports
        }
    }

    /// Makes one run after the other over the same archive, and compares what comes of them; `text` is in the report.
    private func compare(
        _ fixture: RepeatableArchive, _ archive: Archive, _ text: String,
        _ run: (Archive) async throws -> [String: String]
    ) async throws {
        try fixture.restore()
        let expected = try await run(archive)
        #expect(expected["text"]?.contains(text) == true, "\(expected["text"] ?? "")")
        for seed in TestRun.seeds(20) {
            try fixture.restore()
            var archive = archive
            archive.queue = ShuffledQueue(seed: seed).queue
            expectSame(try await run(archive), expected, seed)
        }
    }

    private func expectSame(_ reports: [String: String], _ expected: [String: String], _ seed: Int) {
        for (name, text) in expected { #expect(reports[name] == text, "\(name) with seed \(seed)") }
    }

    private static var options: RepairOptions {
        var options = RepairOptions()
        options.repairsDimensions = true
        options.makesDiff = true
        return options
    }

    /// The report in every format, and the records behind the run.
    private static func reports(of result: RunResult, _ fixture: RepeatableArchive) throws -> [String: String] {
        var reports: [String: String] = [:]
        for format in RunResult.formatNames { reports[format] = result.rendered(as: format) }
        for (name, bytes) in try fixture.records() { reports[name] = String(decoding: bytes, as: UTF8.self) }
        return reports
    }

    private static func cache(of fixture: RepeatableArchive) throws -> String {
        try fixture.knowledge().joined(separator: "\n")
    }

    /// The report of an audit in every format, and under `lines` the one that was sent line by line.
    private func auditReports(of archive: Archive) async throws -> [String: String] {
        var archive = archive
        var lines = ""
        _ = try await archive.audit { lines += String(decoding: $0, as: UTF8.self) }
        archive.makesProofSheet = true
        let result = try await archive.audit()
        var reports = ["lines": lines]
        for format in RunResult.formatNames { reports[format] = result.rendered(as: format) }
        return reports
    }
}
