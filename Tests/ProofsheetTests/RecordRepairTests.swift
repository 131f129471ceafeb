import Auditing
import FileSystem
import Glibc
import Records
import Synchronization
import TestSupport
import Testing

@testable import Proofsheet

@Suite("The repair of one record")
struct RecordRepairTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func entry(_ name: String, _ lines: String...) -> String {
        (["  - url: \(name)"] + lines.map { "    " + $0 }).joined(separator: "\n") + "\n"
    }

    private func article(_ entries: String...) -> String {
        "---\ntitle: Old\nimages:\n\(entries.joined())---\nText.\n"
    }

    private func line(_ name: String, isCached: Bool) -> String {
        #"{"image": {"url": "\#(name)", "isCached": \#(isCached)}}"# + "\n"
    }

    /// The repair that sets all flags of a file to a value, and sizes to 60×40 where that is asked for.
    private func repair(_ name: String, flags: Bool = false, size: Bool = false) throws -> RecordRepair {
        let record = try #require(try RecordFile(directory.path(of: name))?.part())
        var options = RepairOptions()
        options.repairsDimensions = true
        var repairs: [RecordRepair] = []
        for index in record.entries.indices {
            var finding = Finding(rule: .flagStale, severity: .error, record: record.path, message: "")
            finding.changes = [FieldChange(entryIndex: index, field: .flag, value: .boolean(flags))]
            if size {
                finding.changes += [
                    FieldChange(entryIndex: index, field: .width, value: .pixels(60)),
                    FieldChange(entryIndex: index, field: .height, value: .pixels(40)),
                ]
            }
            repairs.add(record, [finding], options, .write)
        }
        return try #require(repairs.first)
    }

    /// Applies a repair; `write` is called at each of its attempts, when the new content is written and the last look
    /// at the file comes next.
    private func apply(
        _ repair: RecordRepair, _ settings: RecordRepair.Settings = .init(),
        whileWriting write: @escaping @Sendable (_ attempt: Int) throws -> Void
    ) -> RecordRepair.Outcome {
        let attempts = Mutex(0)
        let hook: FaultInjection.Hook = { call, path in
            if call == .sync, path.hasSuffix(".tmp") {
                let attempt = attempts.withLock { count in
                    count += 1
                    return count
                }
                try? write(attempt)
            }
            return nil
        }
        return FaultInjection.$hook.withValue(hook) { repair.apply(settings) }
    }

    @Test("keeps what another program writes meanwhile, and makes its own change as well")
    func bothChanges() throws {
        let text = article(entry("a.jpg", "isCached: true"), entry("b.jpg", "isCached: true"))
        try directory.write(text, to: "post.md")
        let outcome = try apply(repair("post.md")) { attempt in
            if attempt == 1 {
                try directory.write(text.replacing("title: Old", with: "title: A longer one"), to: "post.md")
            }
        }
        #expect(outcome.edits == 2 && outcome.failures.isEmpty)
        #expect(
            try directory.text(of: "post.md")
                == text.replacing("title: Old", with: "title: A longer one").replacing("true", with: "false"))
        #expect(try directory.names() == ["post.md"])
    }

    @Test("gives up on a record that changes all the time, and loses nothing of it")
    func endlessChanges() throws {
        let text = article(entry("a.jpg", "isCached: true"))
        try directory.write(text, to: "post.md")
        let last = Mutex(0)
        let outcome = try apply(repair("post.md")) { attempt in
            last.withLock { $0 = attempt }
            try directory.write(text.replacing("Old", with: "Number \(attempt)"), to: "post.md")
        }
        #expect(outcome.edits == 0 && outcome.diff.isEmpty)
        #expect(
            outcome.failures == [
                "'\(directory.path(of: "post.md"))' was changed by another program while it was read; run again; "
                    + "nothing in it was changed"
            ])
        #expect(last.withLock(\.self) == 3)
        #expect(try directory.text(of: "post.md") == text.replacing("Old", with: "Number 3"))
        #expect(try directory.names() == ["post.md"])
    }

    @Test("does not edit another entry where its own was removed, moved or given another image")
    func otherEntry() throws {
        let (first, second) = (entry("a.jpg", "isCached: true"), entry("b.jpg", "isCached: true"))
        let third = entry("c.jpg", "isCached: true")
        for (entries, edits, left) in [
            ([second, third], 0, 3), ([first, third, second], 1, 2), ([entry("d.jpg"), first, second, third], 0, 3),
            ([first, second], 2, 1), ([], 0, 3), ([first, entry("b.jpg"), third], 2, 1),
        ] {
            try directory.write(article(first, second, third), to: "post.md")
            let repair = try repair("post.md")
            let changed = "---\nimages:\n\(entries.joined())---\n"
            let outcome = apply(repair) { attempt in
                if attempt == 1 { try directory.write(changed, to: "post.md") }
            }
            #expect(outcome.edits == edits)
            let failure = try #require(outcome.failures.first)
            #expect(outcome.failures.count == 1)
            #expect(failure.contains("\(left) change\(left == 1 ? "" : "s") no longer made sense"), "\(failure)")
            let after = try #require(try RecordFile(directory.path(of: "post.md"))?.part())
            let before = try #require(Record(path: "post.md", bytes: Array(changed.utf8)))
            for (old, new) in zip(before.entries, after.entries) {
                let original = ["a.jpg", "b.jpg", "c.jpg"].firstIndex(of: new.url.text).map { "images[\($0)]" }
                let isMeant = new.path == original && old.declaredFlag == .boolean(true)
                #expect(new.declaredFlag == (isMeant ? .boolean(false) : old.declaredFlag))
            }
            #expect(after.entries.map(\.url.text) == before.entries.map(\.url.text))
        }
    }

    @Test("leaves a value that somebody else has changed, and asks for no second run where it is right by now")
    func otherValues() throws {
        let old = entry("a.jpg", "width: 6", "height: 4", "isCached: true")
        for (new, edits, left) in [
            (entry("a.jpg", "width: 60", "height: 40", "isCached: false"), 0, 0),
            (entry("a.jpg", "width: 60", "height: 4", "isCached: true"), 1, 1),
            (entry("a.jpg", "width: 6", "height: 8", "isCached: false"), 0, 2),
            (entry("a.jpg", "width: 6", "height: 4", "isCached: yes"), 2, 1),
            (entry("a.jpg", "alt: x", "width: 6", "height: 4", "isCached: true"), 3, 0),
        ] {
            try directory.write(article(old), to: "post.md")
            let repair = try repair("post.md", size: true)
            try directory.write(article(new), to: "post.md")
            let outcome = repair.apply(.init())
            #expect(outcome.edits == edits && outcome.failures.isEmpty == (left == 0), "\(new)")
            #expect(outcome.failures.allSatisfy { $0.contains("\(left) change") }, "\(outcome.failures)")
            if edits == 0 { #expect(try directory.text(of: "post.md") == article(new)) }
        }
    }

    @Test("leaves a record alone that can no longer be parsed, or is gone")
    func broken() throws {
        try directory.write(article(entry("a.jpg", "isCached: true")), to: "post.md")
        let repair = try repair("post.md")
        try directory.write("---\nimages: [\n---\n", to: "post.md")
        let outcome = repair.apply(.init())
        #expect(outcome.edits == 0 && outcome.failures.count == 1)
        #expect(try directory.text(of: "post.md") == "---\nimages: [\n---\n")
        try FileSystem.remove(directory.path(of: "post.md"))
        #expect(
            repair.apply(.init()).failures.first?.hasSuffix("No such file or directory; nothing in it was changed")
                == true)
        #expect(try directory.names().isEmpty)
    }

    @Test("makes the same of a file of lines in parts of any size", arguments: [1, 100, 1_000, 1 << 20])
    func parts(size: Int) throws {
        let lines = (0..<200).map { line("\($0).jpg", isCached: $0 % 7 != 0) + ($0 % 11 == 0 ? "\nnot JSON\n" : "") }
        let text = lines.joined()
        try directory.write(text, to: "data.ndjson")
        let repair = try repair("data.ndjson")
        var settings = RecordRepair.Settings()
        settings.partSize = size
        settings.makesDiff = true
        settings.isDryRun = true
        let dry = repair.apply(settings)
        #expect(try directory.text(of: "data.ndjson") == text)
        settings.isDryRun = false
        let outcome = repair.apply(settings)
        let expected = text.replacing("true", with: "false")
        #expect(try directory.text(of: "data.ndjson") == expected)
        #expect(outcome.edits == 200 && outcome.failures.isEmpty && dry.edits == 200)
        let path = directory.path(of: "data.ndjson")
        #expect(outcome.diff == UnifiedDiff.text(path: path, old: Array(text.utf8), new: Array(expected.utf8)))
        #expect(dry.diff == outcome.diff)
        #expect(try directory.names() == ["data.ndjson"])
    }

    @Test("sees what another program writes to any part of a file of lines", arguments: [0, 57, 99])
    func changedPart(number: Int) throws {
        var lines = (0..<100).map { line("\($0).jpg", isCached: true) }
        try directory.write(lines.joined(), to: "data.ndjson")
        let repair = try repair("data.ndjson")
        lines[number] = lines[number].replacing("{\"image\"", with: "{\"note\": 1, \"image\"")
        let changed = lines.joined()
        var settings = RecordRepair.Settings()
        settings.partSize = 200
        let outcome = apply(repair, settings) { attempt in
            if attempt == 1 { try directory.write(changed, to: "data.ndjson") }
        }
        #expect(outcome.edits == 100 && outcome.failures.isEmpty)
        #expect(try directory.text(of: "data.ndjson") == changed.replacing("true", with: "false"))
    }

    @Test("does not lose lines that are added behind the last part")
    func appended() throws {
        let text = (0..<50).map { line("\($0).jpg", isCached: true) }.joined()
        try directory.write(text, to: "data.ndjson")
        var settings = RecordRepair.Settings()
        settings.partSize = 200
        let more = text + line("more.jpg", isCached: true)
        let outcome = try apply(repair("data.ndjson"), settings) { attempt in
            if attempt == 1 { try directory.write(more, to: "data.ndjson") }
        }
        #expect(outcome.edits == 50 && outcome.failures.isEmpty)
        #expect(
            try directory.text(of: "data.ndjson")
                == text.replacing("true", with: "false") + line("more.jpg", isCached: true))
    }

    @Test("makes the same of a table that is larger than the limit, which is read in parts")
    func table() throws {
        let text = "url,isCached\r\n" + (0..<200).map { "\($0).jpg,\($0 % 7 != 0)\r\n" }.joined()
        try directory.write(text, to: "data.csv")
        let repair = try repair("data.csv")
        var settings = RecordRepair.Settings()
        settings.sizeLimit = 100
        settings.makesDiff = true
        let outcome = repair.apply(settings)
        let expected = text.replacing("true", with: "false")
        #expect(outcome.failures.isEmpty && outcome.edits > 150)
        #expect(try directory.text(of: "data.csv") == expected)
        let path = directory.path(of: "data.csv")
        #expect(outcome.diff == UnifiedDiff.text(path: path, old: Array(text.utf8), new: Array(expected.utf8)))
    }

    @Test("writes nothing where a line is too large to be read, so that what follows is not lost")
    func longLine() throws {
        let text =
            line("a.jpg", isCached: true) + String(repeating: "x", count: 500) + "\n" + line("b.jpg", isCached: true)
        try directory.write(text, to: "data.ndjson")
        let repair = try repair("data.ndjson")
        var settings = RecordRepair.Settings()
        settings.sizeLimit = 200
        let outcome = repair.apply(settings)
        #expect(outcome.edits == 0 && outcome.failures.count == 1)
        #expect(
            outcome.failures.first?.contains("data.ndjson': the line is larger than the limit of 200 bytes") == true)
        #expect(outcome.failures.first?.hasSuffix("; nothing in it was changed") == true)
        #expect(try directory.text(of: "data.ndjson") == text)
        #expect(try directory.names() == ["data.ndjson"])
    }

    @Test("breaks hard links only where that is asked for")
    func hardLinks() throws {
        let text = article(entry("a.jpg", "isCached: true"))
        try link(directory.write(text, to: "post.md"), directory.path(of: "other.md"))
        let repair = try repair("post.md")
        #expect(repair.apply(.init()).failures.first?.contains("--hard-links break") == true)
        var settings = RecordRepair.Settings()
        settings.hardLinks = .break
        #expect(repair.apply(settings).edits == 1)
        #expect(try directory.text(of: "other.md") == text)
        #expect(try directory.text(of: "post.md") == text.replacing("true", with: "false"))
    }
}
