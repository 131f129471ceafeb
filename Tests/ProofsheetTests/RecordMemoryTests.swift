import Auditing
import Caching
import FileSystem
import Hashing
import Records
import TestSupport
import Testing
import Walking

@testable import Proofsheet

@Suite("The memory of records")
struct RecordMemoryTests {
    private let directory: TemporaryDirectory
    private let path: String
    /// When no file of the test is young any more, however long the test takes.
    private let later = Clock.now + 1_000_000

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

    private func subject(_ path: String) throws -> RecordSubject {
        let record = try #require(try RecordFile(path)?.part())
        let entries = record.entries.map {
            EntrySubject(
                entry: $0, location: .remote(url: $0.url.text, isOnSite: false), knowledge: ImageKnowledge())
        }
        return RecordSubject(record: record, entries: entries)
    }

    /// Reads and judges the record, and keeps what was found.
    private func judge(now: Int64) throws -> RecordVerdict {
        let memory = try memory(now: now)
        _ = try plan(memory)
        let subject = try subject(path)
        let verdict = memory.judge(subject, Auditor().audit(subject), contentID: SHA256(of: subject.record.bytes))
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
        _ = try judge(now: try FileSystem.status(of: path).changeTime / 1_000_000_000)
        let content = SHA256(of: try FileSystem.read(path).bytes)
        #expect(try plan(try memory(now: later)) == .compare(content))
    }

    @Test("a record with another time is compared, and one that the caller needs is read")
    func touched() throws {
        _ = try judge(now: later)
        let bytes = try FileSystem.read(path).bytes
        #expect(try plan(try memory(now: later)) { _ in false } == .read)
        try directory.write(bytes, to: "a.md")
        #expect(try plan(try memory(now: later)) == .compare(SHA256(of: bytes)))
    }

    /// Judges records, or recalls what was said of them; gives back whether each was read, and the URLs of all findings.
    private func run(over names: [String]) throws -> (read: [Bool], urls: [String?]) {
        let memory = try memory(now: later)
        let paths = names.map { directory.path(of: $0) }
        let files = try paths.map { WalkedFile(path: $0, status: try FileSystem.status(of: $0)) }
        let plans = try memory.plan(files[...], judges: true) { _ in true }
        var findings: [Finding] = []
        for (path, plan) in zip(paths, plans) {
            if plan == .read {
                let subject = try subject(path)
                findings +=
                    memory.judge(
                        subject, Auditor().audit(subject), contentID: SHA256(of: subject.record.bytes)
                    ).findings
            } else {
                findings += try #require(memory.recall(path)).findings
            }
        }
        memory.save()
        return (plans.map { $0 == .read }, findings.map(\.url))
    }

    @Test("what was said of a record outlasts runs in which others come, change and go")
    func neighbours() throws {
        for name in ["b", "c", "d"] {
            try directory.write(
                "---\nimage:\n  url: http://\(name).example/\n  isCached: true\n---\n", to: "\(name).md")
        }
        var known: Set<String> = []
        for names in [
            ["a", "b", "c"], ["a", "b"], ["a", "b", "d"], ["b", "d", "c"], ["b", "d", "c"], ["c", "a"], ["c"],
        ] {
            let found = try run(over: names.map { $0 + ".md" })
            #expect(found.read == names.map { !known.contains($0) })
            known = Set(names)
            let urls = names.flatMap { name -> [String] in
                name == "a" ? ["https://example.org/a.jpg"] : ["http://\(name).example/", "http://\(name).example/"]
            }
            #expect(Set(found.urls.compactMap(\.self)) == Set(urls) && found.urls.count > urls.count)
        }
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

    /// Which of some records would be read, by a run that begins now.
    private func areRead(_ names: [String]) throws -> [Bool] {
        let files = try names.map { name in
            let path = directory.path(of: name)
            return WalkedFile(path: path, status: try FileSystem.status(of: path))
        }
        return try siteMemory().plan(files[...], judges: true) { _ in true }.map { $0 == .read }
    }

    /// A memory for a site whose files are in the directory of the test.
    private func siteMemory() throws -> RecordMemory {
        let cacheDirectory = directory.path(of: "Cache")
        return RecordMemory(
            VerdictMemory(cacheDirectory: cacheDirectory, settings: settings()),
            try ImageLocator(siteURL: nil, siteRoots: [directory.path(of: "")]),
            KnowledgeBase(cache: try Cache(reading: cacheDirectory)), now: later)
    }

    /// Judges records that name an image of the site, and keeps what was found.
    private func judgeSite(_ names: [String]) throws {
        let memory = try siteMemory()
        let files = try names.map { name in
            let path = directory.path(of: name)
            return WalkedFile(path: path, status: try FileSystem.status(of: path))
        }
        _ = try memory.plan(files[...], judges: true) { _ in true }
        for file in files {
            let record = try #require(try RecordFile(file.path)?.part())
            let entries = record.entries.map {
                EntrySubject(entry: $0, location: .site, knowledge: ImageKnowledge())
            }
            let subject = RecordSubject(record: record, entries: entries)
            _ = memory.judge(subject, [], contentID: SHA256(of: record.bytes))
        }
        memory.save()
    }

    @Test("an image of the site that comes, changes or goes has every record that names it read")
    func siteImages() throws {
        let names = ["one/a.md", "two/b.md"]
        for name in names { try directory.write("---\nimage:\n  url: /images/x.png\n---\n", to: name) }
        let changes: [() throws -> Void] = [
            { try directory.write("first", to: "images/x.png") },
            { try directory.write("another", to: "images/x.png") },
            { try FileSystem.remove(directory.path(of: "images/x.png")) },
        ]
        for change in changes {
            try judgeSite(names)
            #expect(try areRead(names) == [false, false])
            try change()
            #expect(try areRead(names) == [true, true])
        }
    }

    @Test("an image beside a record is that of this record alone, whatever the same reference means in others")
    func neighboursOfRecords() throws {
        let names = ["one/a.md", "two/b.md", "three/c.md"]
        for name in names { try directory.write("---\nimage:\n  url: x.png\n---\n", to: name) }
        try judgeSite(names)
        try directory.write("image", to: "two/x.png")
        #expect(try areRead(names) == [false, true, false])
        try judgeSite(names)
        try directory.write("image", to: "three/x.png")
        #expect(try areRead(names) == [false, false, true])
    }

    @Test("what was said is whole however much of it there is, and none of it is believed where a byte is another")
    func large() throws {
        let names = (0..<5).map { "large\($0).md" }
        for (number, name) in names.enumerated() {
            // Of no length that the pieces of the file or its words are a multiple of.
            let url = "https://example.org/" + String(repeating: "a", count: 30_001 + 7 * number) + ".jpg"
            try directory.write("---\nimage:\n  url: \(url)\n  isCached: true\n---\n", to: name)
        }
        #expect(try run(over: names).read == names.map { _ in true })
        let found = try run(over: names)
        #expect(found.read == names.map { _ in false } && found.urls.count >= names.count)
        let path = try #require(VerdictMemory(cacheDirectory: directory.path(of: "Cache"), settings: settings()).path)
        let bytes = try FileSystem.read(path).bytes
        #expect(bytes.count > 1 << 17)
        for place in stride(from: 0, to: bytes.count, by: 9_973) {
            var damaged = bytes
            damaged[place] ^= 0x80
            try AtomicFile.place(damaged, at: path)
            #expect(VerdictMemory(cacheDirectory: directory.path(of: "Cache"), settings: settings()).count == 0)
        }
    }

    @Test("an image that comes into an empty cache while a run goes on is known to the records that follow")
    func filledMeanwhile() throws {
        try directory.write("---\nimage:\n  url: https://example.org/b.jpg\n---\n", to: "b.md")
        let names = ["a.md", "b.md"]
        _ = try run(over: names)
        let memory = try memory(now: later)
        func plan(_ name: String) throws -> RecordSource.Plan? {
            let path = directory.path(of: name)
            let file = WalkedFile(path: path, status: try FileSystem.status(of: path))
            return try memory.plan([file], judges: true) { _ in true }.first
        }
        #expect(try plan("a.md") == .skip)
        let failure = CacheFailure(kind: .gone, status: 404, detail: "the server answered 404", occurredAt: 1)
        try Cache(writingTo: directory.path(of: "Cache")).update([
            CacheEntry(url: "https://example.org/b.jpg", failure: failure)
        ])
        #expect(try plan("b.md") == .read)
    }
}
