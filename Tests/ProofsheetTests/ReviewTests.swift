import Auditing
import Decoding
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Proofsheet

/// Two records of images that they declare too high, and a review of them.
private struct ReviewedArchive {
    let directory: TemporaryDirectory
    let archive: Archive
    let review: Review

    static func record(_ name: String, height: Int = 40) -> String {
        "---\nimages:\n  - url: /\(name).png\n    width: 30\n    height: \(height)\n---\n"
    }

    init(baseline: String? = nil) async throws {
        directory = try TemporaryDirectory()
        for (seed, name) in ["a", "b"].enumerated() {
            try directory.write(
                TestPicture(width: 30, height: 20, seed: UInt64(seed + 1)).png(), to: "static/\(name).png")
            try directory.write(Self.record(name), to: "site/\(name).md")
        }
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.siteRoots = [directory.path(of: "static")]
        configuration.baseline = baseline.map(directory.path)
        archive = Archive(paths: [directory.path(of: "site")], configuration: configuration)
        review = try await Review(of: archive)
    }

    /// Decisions on the sizes of some records, as they are now.
    func decisions(_ decision: Decisions.Decision, on names: String...) async throws -> Decisions {
        var archive = archive
        archive.configuration.baseline = nil
        let findings = try await archive.audit().report.findings.filter { finding in
            finding.rule == .dimensionsMismatch && names.contains { finding.record.hasSuffix("/\($0).md") }
        }
        #expect(findings.count == names.count)
        return Decisions(
            Dictionary(uniqueKeysWithValues: findings.map { ($0.fingerprint, .init(decision: decision, place: "x")) }))
    }

    func text(of name: String) throws -> String { try directory.text(of: "site/\(name).md") }

    /// The number of the page as it stands now.
    func page() async throws -> Int {
        let page = String(decoding: await review.document(), as: UTF8.self)
        return try #require(page.firstMatch(of: /"review": ?\{"page": ?([0-9]+)/).flatMap { Int($0.1) })
    }
}

@Suite("A review of an archive")
struct ReviewTests {
    @Test("leaves a record alone that has changed since the page was made, and mends the others")
    func stale() async throws {
        let reviewed = try await ReviewedArchive()
        let decisions = try await reviewed.decisions(.fix, on: "a", "b")
        let changed = try reviewed.text(of: "a") + "Written meanwhile.\n"
        try reviewed.directory.write(changed, to: "site/a.md")
        let answer = await reviewed.review.apply(decisions, fromPage: 1)
        #expect(answer.isPageNew && answer.title == "Changed 1 value in 1 record")
        #expect(answer.lines.count == 1 && answer.lines[0].contains("/a.md' has changed since the page was made"))
        #expect(try reviewed.text(of: "a") == changed)
        #expect(try reviewed.text(of: "b") == ReviewedArchive.record("b", height: 20))
        // Now that the page shows it, it is mended, with what was written meanwhile.
        let again = await reviewed.review.apply(try await reviewed.decisions(.fix, on: "a"), fromPage: 2)
        #expect(again.lines.isEmpty)
        #expect(
            try reviewed.text(of: "a") == ReviewedArchive.record("a", height: 20) + "Written meanwhile.\n")
    }

    @Test("leaves a record alone that is gone")
    func gone() async throws {
        let reviewed = try await ReviewedArchive()
        let decisions = try await reviewed.decisions(.fix, on: "a")
        try FileManager.default.removeItem(atPath: reviewed.directory.path(of: "site/a.md"))
        let answer = await reviewed.review.apply(decisions, fromPage: 1)
        #expect(answer.title == "Nothing was changed" && answer.lines.count == 1)
        #expect(try reviewed.directory.names(in: "site") == ["b.md"])
    }

    @Test("undoes one change after the other, the last one first")
    func undo() async throws {
        let reviewed = try await ReviewedArchive()
        for (page, name) in ["a", "b"].enumerated() {
            let decisions = try await reviewed.decisions(.fix, on: name)
            #expect(await reviewed.review.apply(decisions, fromPage: page + 1).lines.isEmpty)
        }
        #expect(await reviewed.review.undo(fromPage: 3).lines.isEmpty)
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a", height: 20))
        #expect(try reviewed.text(of: "b") == ReviewedArchive.record("b"))
        #expect(await reviewed.review.undo(fromPage: 4).lines.isEmpty)
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a"))
        let none = await reviewed.review.undo(fromPage: 5)
        #expect(!none.isPageNew && none.title == "There is nothing to undo")
        #expect(await reviewed.review.finish() == "reviewed: nothing was changed")
    }

    @Test("undoes nothing of a change where one of its files has changed since")
    func undoOfChanged() async throws {
        let reviewed = try await ReviewedArchive()
        _ = await reviewed.review.apply(try await reviewed.decisions(.fix, on: "a", "b"), fromPage: 1)
        let own = try reviewed.text(of: "b") + "mine"
        try reviewed.directory.write(own, to: "site/b.md")
        let answer = await reviewed.review.undo(fromPage: 2)
        #expect(answer.title == "Nothing was undone" && answer.lines.count == 1)
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a", height: 20))
        #expect(try reviewed.text(of: "b") == own)
        #expect(await reviewed.review.finish() == "reviewed: changed 2 values in 2 records")
    }

    @Test("keeps what is accepted in the baseline, and takes it out again", arguments: [true, false])
    func accept(isThere: Bool) async throws {
        let directory = "baseline.json"
        let reviewed = try await ReviewedArchive(baseline: directory)
        let old = "{\"schemaVersion\": 1, \"findings\": []}"
        if isThere { try reviewed.directory.write(old, to: directory) }
        let accepted = await reviewed.review.apply(try await reviewed.decisions(.accept, on: "a"), fromPage: 1)
        #expect(accepted.title == "Accepted 1 finding" && accepted.lines.isEmpty)
        #expect(try reviewed.directory.text(of: directory).contains("dimensions-mismatch"))
        #expect(await reviewed.review.undo(fromPage: 2).lines.isEmpty)
        #expect(try reviewed.directory.names().contains(directory) == isThere)
        if isThere { #expect(try reviewed.directory.text(of: directory) == old) }
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a"))
    }

    @Test("accepts nothing without a baseline, and says what to do")
    func noBaseline() async throws {
        let reviewed = try await ReviewedArchive()
        let answer = await reviewed.review.apply(try await reviewed.decisions(.accept, on: "a"), fromPage: 1)
        #expect(!answer.isPageNew && answer.lines.joined().contains("give --baseline FILE"))
    }

    @Test("shows the records anew when its page is asked for again, and does nothing from an older one")
    func pages() async throws {
        let reviewed = try await ReviewedArchive()
        let decisions = try await reviewed.decisions(.fix, on: "a")
        #expect(try await reviewed.page() == 1)
        #expect(try await reviewed.page() == 2)
        let answer = await reviewed.review.apply(decisions, fromPage: 1)
        #expect(answer.isPageNew && answer.lines.joined().contains("out of date"))
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a"))
        #expect(await reviewed.review.apply(decisions, fromPage: 2).title == "Changed 1 value in 1 record")
    }

    @Test("changes nothing once it has ended")
    func ended() async throws {
        let reviewed = try await ReviewedArchive()
        let decisions = try await reviewed.decisions(.fix, on: "a")
        _ = await reviewed.review.finish()
        #expect(await reviewed.review.apply(decisions, fromPage: 1).title == "The review has ended")
        #expect(try reviewed.text(of: "a") == ReviewedArchive.record("a"))
    }

    @Test("tells what it did in JSON, in which nothing steers a terminal")
    func json() {
        let answer = ReviewAnswer(isPageNew: true, title: "a\u{1B}[31m", lines: ["\"\u{202E}"])
        #expect(answer.json == #"{"isPageNew": true, "title": "a\\u{1B}[31m", "lines": ["\"\\u{202E}"]}"#)
    }
}
