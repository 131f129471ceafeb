import Auditing
import Decoding
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Proofsheet

/// A record with two images of the site, both declared too high, and one that is right.
private struct DecidedArchive {
    let directory: TemporaryDirectory
    let archive: Archive

    static let record = """
        ---
        images:
          - url: /a.png
            width: 30
            height: 40
          - url: /b.png
            width: 30
            height: 50
          - url: /c.png
            width: 30
            height: 20
        ---

        """

    init(baseline: String? = nil) throws {
        directory = try TemporaryDirectory()
        for (seed, name) in ["a", "b", "c"].enumerated() {
            try directory.write(
                TestPicture(width: 30, height: 20, seed: UInt64(seed + 1)).png(), to: "static/\(name).png")
        }
        try directory.write(Self.record, to: "site/post.md")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.siteRoots = [directory.path(of: "static")]
        configuration.baseline = baseline.map(directory.path)
        archive = Archive(paths: [directory.path(of: "site")], configuration: configuration)
    }

    /// The findings on sizes, in the order of their entries.
    func findings() async throws -> [Finding] {
        var archive = archive
        archive.configuration.baseline = nil
        return try await archive.audit().report.findings.filter { $0.rule == .dimensionsMismatch }
    }

    func repair(_ decisions: [String: Decisions.Item], isDryRun: Bool = false) async throws -> RunResult {
        var options = RepairOptions()
        options.decisions = Decisions(decisions)
        options.isDryRun = isDryRun
        options.makesDiff = true
        return try await archive.repair(options)
    }

    var text: String { get throws { try directory.text(of: "site/post.md") } }
}

private func item(_ decision: Decisions.Decision) -> Decisions.Item { .init(decision: decision, place: "a place") }

@Suite("Decisions of a proof sheet")
struct DecisionTests {
    @Test("to fix change the entry that they are on, in its bytes only")
    func fix() async throws {
        let decided = try DecidedArchive()
        let findings = try await decided.findings()
        #expect(findings.count == 2)
        let result = try await decided.repair([
            findings[1].fingerprint: item(.fix), findings[0].fingerprint: item(.leave),
        ])
        #expect(result.failures.isEmpty)
        #expect(try decided.text == DecidedArchive.record.replacing("height: 50", with: "height: 20"))
        #expect(result.findings.map(\.entry) == ["images[0]"])
    }

    @Test("of a dry run change nothing, and show what they would")
    func dryRun() async throws {
        let decided = try DecidedArchive(baseline: "baseline.json")
        let findings = try await decided.findings()
        let result = try await decided.repair(
            [findings[0].fingerprint: item(.fix), findings[1].fingerprint: item(.accept)], isDryRun: true)
        #expect(try decided.text == DecidedArchive.record)
        #expect(result.rendered(as: "json")?.contains("+    height: 20") == true)
        #expect(try !decided.directory.names().contains("baseline.json"))
    }

    @Test("to accept go to the baseline, once, however often they are carried out")
    func accept() async throws {
        let decided = try DecidedArchive(baseline: "baseline.json")
        try decided.directory.write("{\"schemaVersion\": 1, \"findings\": []}", to: "baseline.json")
        let findings = try await decided.findings()
        let decisions = [findings[0].fingerprint: item(.accept)]
        for _ in 0..<2 {
            let result = try await decided.repair(decisions)
            #expect(result.failures.isEmpty && result.findings.map(\.entry) == ["images[1]"])
            #expect(result.report.summary.baselined == 1)
        }
        let baseline = try BaselineFile.read(decided.directory.path(of: "baseline.json"))
        #expect(Array(baseline.counts.values) == [1])
        #expect(try await decided.archive.audit().findings.map(\.entry) == ["images[1]"])
        #expect(try decided.text == DecidedArchive.record)
    }

    @Test("make the baseline where there is none, and need to know where it is to be")
    func newBaseline() async throws {
        let decided = try DecidedArchive(baseline: "new.json")
        let finding = try #require(try await decided.findings().first)
        let decisions = [finding.fingerprint: item(.accept)]
        #expect(try await decided.repair(decisions).findings.map(\.entry) == ["images[1]"])
        #expect(try BaselineFile.read(decided.directory.path(of: "new.json")).counts.count == 1)
        let unnamed = try DecidedArchive()
        let error = await #expect(throws: ProofsheetError.self) { try await unnamed.repair(decisions) }
        #expect(error?.kind == .usage)
    }

    @Test("on what has changed since are reported, and carried out nowhere")
    func stale() async throws {
        let decided = try DecidedArchive()
        let findings = try await decided.findings()
        // An entry that comes before moves all others, the one that was decided on to the place of another.
        let moved = DecidedArchive.record.replacing(
            "images:\n", with: "images:\n  - url: /b.png\n    width: 30\n    height: 50\n")
        try decided.directory.write(moved, to: "site/post.md")
        let result = try await decided.repair([findings[1].fingerprint: item(.fix)])
        #expect(result.failures.count == 1 && result.failures[0].hasPrefix("a place: it is no longer as it was"))
        #expect(result.exitStatus == 3)
        #expect(try decided.text == moved)
    }

    @Test("that were carried out already, or by hand, are reported, but not those to leave")
    func done() async throws {
        let decided = try DecidedArchive()
        let result = try await decided.repair(["0000000000000000": item(.fix), "0000000000000001": item(.leave)])
        #expect(result.failures.count == 1)
        let many = Dictionary(
            uniqueKeysWithValues: (0..<30).map { ("\($0)", item(.fix)) })
        let failures = try await decided.repair(many).failures
        #expect(failures.count == 21 && failures.last == "and 10 other decisions of the same kind")
    }

    @Test("are read from the file of a proof sheet")
    func file() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            """
            {"schemaVersion": 1, "decisions": [{"decision": "fix", "record": "post.md", "line": 7, "entry": "images[0]",
            "findings": [{"rule": "dimensions-mismatch", "fingerprint": "0123456789abcdef"}]},
            {"decision": "leave", "record": "a.md", "line": 0, "entry": "", "findings": []}]}
            """, to: "decisions.json")
        let decisions = try Decisions(fromFile: path)
        #expect(!decisions.acceptsAny)
        #expect(decisions.places(without: []) == ["post.md:7, images[0], dimensions-mismatch"])
        #expect(decisions.places(without: ["0123456789abcdef"]).isEmpty)
    }

    @Test(
        "are refused where the file is none",
        arguments: [
            "", "[]", "{}", "{\"schemaVersion\": 2, \"decisions\": []}",
            "{\"schemaVersion\": 1, \"decisions\": [{\"decision\": \"delete\", \"record\": \"a\", \"findings\": []}]}",
        ])
    func refused(text: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(text, to: "decisions.json")
        let error = #expect(throws: ProofsheetError.self) { try Decisions(fromFile: path) }
        #expect(error?.kind == .usage)
        #expect(throws: ProofsheetError.self) { try Decisions(fromFile: path + ".missing") }
    }
}
