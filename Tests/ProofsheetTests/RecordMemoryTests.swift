import Auditing
import Caching
import FileSystem
import Records
import TestSupport
import Testing

@testable import Proofsheet

@Suite("The memory of records")
struct RecordMemoryTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let later = Clock.now + 60

    init() throws {
        directory = try TemporaryDirectory()
        path = try directory.write("---\nimage:\n  url: https://example.org/a.jpg\n  isCached: true\n---\n", to: "a.md")
        _ = try Cache(writingTo: directory.path(of: "Cache"))
    }

    private func settings(tolerance: Int = 1) -> VerdictSettings {
        var configuration = Configuration()
        configuration.ruleLimits.tolerance = tolerance
        return VerdictSettings(Archive(paths: [path], configuration: configuration), rules: [])
    }

    private func memory(now: Int64, tolerance: Int = 1) throws -> RecordMemory {
        let cacheDirectory = directory.path(of: "Cache")
        return RecordMemory(
            VerdictMemory(cacheDirectory: cacheDirectory, settings: settings(tolerance: tolerance)),
            try ImageLocator(siteURL: nil), KnowledgeBase(cache: try Cache(reading: cacheDirectory)), now: now)
    }

    private func plan(_ memory: RecordMemory, where suffices: (RecordVerdict) -> Bool = { _ in true }) throws
        -> RecordSource.Plan?
    {
        let status = try FileSystem.status(of: path)
        return try memory.plan([WalkedFile(path: path, status: status)], judges: true, where: suffices).first
    }

    /// Reads and judges the record, and keeps what was found.
    private func judge(now: Int64) throws -> RecordVerdict {
        let memory = try memory(now: now)
        _ = try plan(memory)
        let record = try #require(try RecordFile(path)?.part())
        let entries = record.entries.map {
            EntrySubject(
                entry: $0, location: .remote(url: $0.url.text, isOnSite: false), knowledge: ImageKnowledge())
        }
        let subject = RecordSubject(record: record, entries: entries)
        let verdict = memory.judge(subject, Auditor().audit(subject), contentID: ObjectID(of: record.bytes))
        memory.save()
        return verdict
    }

    @Test("a record that has not changed for a while is not read, and its findings are the same")
    func unchanged() throws {
        let verdict = try judge(now: later)
        let memory = try memory(now: later)
        #expect(try plan(memory) == .skip)
        let recalled = try #require(memory.recall(path))
        #expect(recalled.findings == verdict.findings && recalled.findings.count == 2)
        #expect(recalled.entries == 1 && recalled.trueFlags == 1)
        #expect(recalled.images.map(memory.url) == ["https://example.org/a.jpg"])
    }

    @Test("a record that was young when it was read is compared, since its times may hide a change")
    func young() throws {
        _ = try judge(now: Clock.now)
        let content = ObjectID(of: try FileSystem.read(path).bytes).hex
        #expect(try plan(try memory(now: later)) == .compare(content))
    }

    @Test("a record with another time is compared, and one that the caller needs is read")
    func touched() throws {
        _ = try judge(now: later)
        let bytes = try FileSystem.read(path).bytes
        #expect(try plan(try memory(now: later)) { _ in false } == .read)
        try directory.write(bytes, to: "a.md")
        #expect(try plan(try memory(now: later)) == .compare(ObjectID(of: bytes).hex))
    }

    @Test("other settings, and what is newly known of an image, have the record read")
    func otherTruth() throws {
        _ = try judge(now: later)
        #expect(try plan(try memory(now: later, tolerance: 2)) == .read)
        let failure = CacheFailure(kind: .gone, status: 404, detail: "the server answered 404", occurredAt: 1)
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        try cache.update([CacheEntry(url: "https://example.org/a.jpg", failure: failure)])
        #expect(try plan(try memory(now: later)) == .read)
    }
}
