import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Proofsheet

@Suite("An audit whose findings are sent as they become known")
struct StreamedAuditTests {
    private func expectSame(_ archive: Archive) async throws {
        let kept = try await archive.audit()
        var lines = ""
        let streamed = try await archive.audit { lines += String(decoding: $0, as: UTF8.self) }
        #expect(lines == kept.rendered(as: "ndjson"))
        #expect(streamed.summary == kept.summary && streamed.exitStatus == kept.exitStatus)
        #expect(streamed.findings.isEmpty && !kept.findings.isEmpty && streamed.failures == kept.failures)
    }

    @Test("gives the same lines, counts and exit status as one that keeps them, whether or not records are read anew")
    func sameLines() async throws {
        let fixture = try ArchiveFixture(records: 8)
        var archive = fixture.archive
        try await expectSame(archive)
        archive.configuration.isIncremental = true
        for _ in 0..<2 { try await expectSame(archive) }
        archive.configuration.ignores = [Configuration.Ignore(rules: ["flag-stale"], reason: "known")]
        archive.configuration.failOn = .never
        try await expectSame(archive)
    }

    @Test("leaves out what a baseline accepts, each finding as often as it accepts it")
    func baseline() async throws {
        let fixture = try ArchiveFixture(records: 5)
        var archive = fixture.archive
        let path = fixture.directory.path(of: "baseline.json")
        _ = try await archive.audit().writingBaseline(toFile: path)
        archive.configuration.baseline = path
        var lines = ""
        let accepted = try await archive.audit { lines += String(decoding: $0, as: UTF8.self) }
        #expect(lines.split(separator: "\n").count == 1 && lines.contains("\"type\": \"summary\""))
        #expect(accepted.exitStatus == 0)
        try fixture.directory.write("image: {url: https://example.org/a.png, isCached: true}\n", to: "site/new.yml")
        try await expectSame(archive)
    }

    @Test("sends the first line before the last record is read")
    func early() async throws {
        let directory = try TemporaryDirectory()
        for number in 1_000..<1_200 {
            try directory.write("image: {url: https://example.org/a.png, isCached: true}\n", to: "site/\(number).yml")
        }
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        let archive = Archive(paths: [directory.path(of: "site")], configuration: configuration)
        var lines: [String] = []
        let result = try await archive.audit { text in
            if lines.isEmpty { try? FileSystem.remove(directory.path(of: "site/1199.yml")) }
            lines += String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(result.failures.count == 2 && result.failures.first?.contains("1199.yml") == true)
        // Each record has one finding, since its flag cannot be judged; behind them come the failures and the counts.
        #expect(lines.count == 199 + 3 && lines.first?.contains("1000.yml") == true)
        #expect(lines.dropLast().last?.contains("\"type\": \"failure\"") == true)
    }
}
