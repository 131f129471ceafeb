import FileSystem
import Glibc
import TestSupport
import Testing

@testable import Records

@Suite("Large records")
struct RecordSizeTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// All parts of a file, the last of which may be too large.
    private func parts(_ path: String, sizeLimit: Int, partSize: Int = 1) throws -> [Record] {
        let file = try #require(try RecordFile(path, sizeLimit: sizeLimit, partSize: partSize))
        var parts: [Record] = []
        var next: RecordPart? = .first
        while let start = next, let part = try file.part(at: start) {
            parts.append(part)
            next = part.followingPart
        }
        return parts
    }

    /// A file without a byte on the disk.
    private func sparseFile(_ name: String, start: String = "", size: Int) throws -> String {
        let path = try directory.write(start, to: name)
        #expect(truncate(path, off_t(size)) == 0)
        return path
    }

    @Test(
        "a file of 1 GB is one problem, which names the limit and the key, and is not read",
        arguments: ["a.yml", "a.json", "a.toml", "a.md"])
    func sparse(name: String) throws {
        let path = try sparseFile(name, size: 1 << 30)
        let record = try #require(try RecordFile(path)?.part())
        #expect(record.isTooLarge && record.bytes.isEmpty && record.entries.isEmpty && record.followingPart == nil)
        #expect(
            record.problems.map(\.message) == [
                "the record has 1073741824 bytes and is larger than the limit of 64000000 bytes "
                    + "(option max-record-size); split it, leave it out, or raise the limit"
            ])
        #expect(record.problems.map(\.kind) == [.invalid])
    }

    @Test(
        "of lines and rows, one that is too long is a problem, and what comes before it is read",
        arguments: [
            ("a.ndjson", "{\"url\": \"a.png\", \"width\": 1}\n"), ("a.csv", "url,width\na.png,1\n"),
            ("a.tsv", "url\twidth\na.png\t1\n"),
        ])
    func longLine(name: String, start: String) throws {
        let path = try sparseFile(name, start: start, size: 1 << 30)
        let parts = try parts(path, sizeLimit: 1_000_000, partSize: 1_000)
        #expect(parts.flatMap(\.entries).map(\.path) == ["[0]"])
        #expect(parts.map(\.isTooLarge) == [false, true])
        let lines = start.utf8.count { $0 == .lineFeed }
        #expect(parts.last?.problems.map(\.position) == [SourcePosition(line: lines + 1, column: 1)])
        #expect(
            parts.last?.problems.map(\.message) == [
                "the line is larger than the limit of 1000000 bytes (option max-record-size), so that it and what follows "
                    + "are not read; break it up, leave the file out, or raise the limit"
            ])
    }

    @Test("the limit is that of whole files, and of lines where a file is read in parts")
    func limits() throws {
        let yaml = "image: {url: a}\n"
        let path = try directory.write(yaml, to: "a.yml")
        #expect(try RecordFile(path, sizeLimit: yaml.utf8.count)?.part()?.entries.count == 1)
        #expect(try RecordFile(path, sizeLimit: yaml.utf8.count - 1)?.part()?.isTooLarge == true)
        let line = "{\"url\": \"a.png\", \"width\": 1}"
        let lines = try directory.write(String(repeating: line + "\n", count: 10), to: "a.ndjson")
        #expect(try parts(lines, sizeLimit: line.utf8.count).flatMap(\.entries).count == 10)
        #expect(try parts(lines, sizeLimit: line.utf8.count - 1).map(\.isTooLarge) == [true])
    }

    @Test("what grows without end, or hides its size, is read no further than the limit")
    func hiddenSize() throws {
        // Files of /proc have no size, and this one has some thousands of bytes.
        symlink("/proc/self/maps", directory.path(of: "a.yml"))
        #expect((try FileSystem.status(of: directory.path(of: "a.yml"))).size == 0)
        let record = try #require(try RecordFile(directory.path(of: "a.yml"), sizeLimit: 100)?.part())
        #expect(
            record.problems.map(\.message) == [
                "the record is larger than the limit of 100 bytes (option max-record-size); split it, leave it out, or "
                    + "raise the limit"
            ])
        mkfifo(directory.path(of: "b.yml"), 0o600)
        #expect(throws: FileSystemError(call: .read, path: directory.path(of: "b.yml"), code: EINVAL)) {
            try RecordFile(directory.path(of: "b.yml"))
        }
    }

    @Test("a large list of exported images and a large template are still no records")
    func others() throws {
        for (name, start) in [("a.json", "{\"proofsheetManifest\": 1,"), ("b.json", "---\nlayout: x\n---\n")] {
            let path = try sparseFile(name, start: start, size: 1 << 30)
            #expect(try RecordFile(path)?.part() == nil)
        }
    }

    @Test("random tables give the same entries, places, problems and edits in parts, and hold every byte once")
    func tables() throws {
        var cut = 0
        for seed in TestRun.seeds(300) {
            let table = RandomTable(seed: seed)
            let path = try directory.write(table.text, to: "\(seed)\(table.path)")
            let bytes = Array(table.text.utf8)
            let whole = try #require(Record(path: path, bytes: bytes))
            for limit in [100, 150, 250] {
                let parts = try parts(path, sizeLimit: limit)
                if parts.last?.isTooLarge == true { continue }
                cut += parts.count > 2 ? 1 : 0
                let comment: Comment = "seed \(seed), limit \(limit)"
                #expect(parts.flatMap(\.ownBytes) == bytes, comment)
                #expect(parts.flatMap(\.entries).map(\.path) == whole.entries.map(\.path), comment)
                #expect(parts.flatMap(\.entries).map(\.url.text) == whole.entries.map(\.url.text), comment)
                let places = parts.flatMap { part in part.positions(of: part.entries.map(\.url.range.lowerBound)) }
                #expect(places == whole.positions(of: whole.entries.map(\.url.range.lowerBound)), comment)
                let problems = parts.flatMap(\.problems)
                #expect(problems.map(\.position) == whole.problems.map(\.position), comment)
                #expect(problems.map(\.entryPath) == whole.problems.map(\.entryPath), comment)
                #expect(problems.map(\.message) == whole.problems.map(\.message), comment)
                var edits: [Edit] = []
                for part in parts {
                    for change in flagChanges(part, to: true) { edits += (try? part.edits(for: [change])) ?? [] }
                }
                #expect(edits == flagChanges(whole, to: true).flatMap { (try? whole.edits(for: [$0])) ?? [] }, comment)
            }
        }
        #expect(cut > 20)
    }

    @Test("a header that is ambiguous is told once, in whatever part its rows come")
    func header() throws {
        let text =
            "url,width,url,note\n" + String(repeating: ",1,,x\n", count: 10)
            + String(repeating: "a.png,3,b,x\n", count: 10)
        let path = try directory.write(text, to: "a.csv")
        let parts = try parts(path, sizeLimit: 30)
        #expect(parts.count > 3)
        #expect(
            parts.flatMap(\.problems).map(\.message) == [
                "the column 'url' is there twice; rename one, since no edit is made until then"
            ])
    }
}
