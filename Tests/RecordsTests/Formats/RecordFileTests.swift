import FileSystem
import Glibc
import TestSupport
import Testing

@testable import Records

@Suite("Records read in parts")
struct RecordFileTests {
    private let line = #"{"url": "é", "width": 1, "isCached": true}"#

    /// All parts of a file.
    private func parts(
        _ bytes: [UInt8], named name: String = "a.ndjson", ofSize size: Int
    ) throws -> [Record] {
        let directory = try TemporaryDirectory()
        let file = try #require(try RecordFile(directory.write(bytes, to: name), partSize: size))
        var parts: [Record] = []
        var next: RecordPart? = .first
        while let start = next, let part = try file.part(at: start) {
            parts.append(part)
            next = part.followingPart
        }
        return parts
    }

    @Test("random lines give the same entries, places and problems in parts of any size, and hold every byte once")
    func random() throws {
        for seed in 0..<150 {
            let bytes = RandomLines(seed: seed).bytes
            let whole = try #require(Record(path: "a.ndjson", bytes: bytes))
            for size in [1, 2, 7, 64, 300] {
                let parts = try parts(bytes, ofSize: size)
                #expect(parts.flatMap(\.bytes) == bytes, "seed \(seed), size \(size)")
                #expect(parts.flatMap(\.entries).map(\.path) == whole.entries.map(\.path), "seed \(seed), size \(size)")
                let offsets = whole.entries.map(\.url.range.lowerBound)
                let places = parts.flatMap { part in part.positions(of: part.entries.map(\.url.range.lowerBound)) }
                #expect(places == whole.positions(of: offsets), "seed \(seed), size \(size)")
                let problems = parts.flatMap(\.problems)
                #expect(problems.map(\.position) == whole.problems.map(\.position), "seed \(seed), size \(size)")
                #expect(problems.map(\.entryPath) == whole.problems.map(\.entryPath), "seed \(seed), size \(size)")
                #expect(problems.map(\.message) == whole.problems.map(\.message), "seed \(seed), size \(size)")
            }
        }
    }

    @Test("edits of parts are those of the whole file")
    func edits() throws {
        for seed in 0..<100 {
            let bytes = RandomLines(seed: seed).bytes
            let whole = try #require(Record(path: "a.ndjson", bytes: bytes))
            let expected = try whole.applying(flagChanges(whole, to: false))
            let edits = try flagChanges(whole, to: false).map { try whole.edits(for: [$0])[0] }
            for size in [1, 50, 400] {
                let parts = try parts(bytes, ofSize: size)
                #expect(
                    try parts.flatMap { try $0.applying(flagChanges($0, to: false)) } == expected,
                    "seed \(seed), size \(size)")
                #expect(
                    try parts.flatMap { part in try flagChanges(part, to: false).map { try part.edits(for: [$0])[0] } }
                        == edits, "seed \(seed), size \(size)")
            }
        }
    }

    @Test("of files below the limit only NDJSON is cut, and only where it is larger than a part")
    func formats() throws {
        let lines = Array("\(line)\n\(line)\n".utf8)
        #expect(try parts(lines, ofSize: 1).filter { !$0.bytes.isEmpty }.count == 2)
        #expect(try parts(lines, ofSize: lines.count + 1).count == 1)
        #expect(try parts(Array("url,width\na.png,1\nb.png,2\n".utf8), named: "a.csv", ofSize: 1).count == 1)
        #expect(try parts(Array("image:\n  url: a\n".utf8), named: "a.yml", ofSize: 1).count == 1)
        #expect(try parts([], ofSize: 1).map(\.bytes) == [[]])
    }

    @Test("a byte order mark counts at the start of the file alone")
    func byteOrderMark() throws {
        let parts = try parts(Array("\u{FEFF}\(line)\n\u{FEFF}\(line)\n\(line)".utf8), ofSize: 1)
        #expect(parts.flatMap(\.entries).map(\.path) == ["[0]", "[2]"])
        let problems = parts.flatMap(\.problems)
        #expect(problems.map(\.position) == [SourcePosition(line: 2, column: 1)])
        #expect(problems.map(\.entryPath) == ["[1]"])
    }

    @Test("a byte that is no UTF-8 is named by its place in the file")
    func encoding() throws {
        let parts = try parts(Array("\(line)\n\"".utf8) + [0xE9] + Array("\"\n\(line)\n".utf8), ofSize: 1)
        #expect(
            parts.flatMap(\.problems).map(\.message) == [
                "byte \(line.utf8.count + 2) (0xE9) is not UTF-8; save the file as UTF-8, or mend that character"
            ])
        #expect(parts.flatMap(\.entries).map(\.path) == ["[0]", "[2]"])
    }

    @Test("a file of UTF-16 has one problem, however large it is")
    func wide() throws {
        let parts = try parts(Array(String(repeating: "{\0}\0\n\0", count: 100).utf8), ofSize: 8)
        #expect(parts.flatMap(\.problems).map(\.message) == ["the file is UTF-16; save it as UTF-8"])
    }

    @Test("a file that is gone or no file cannot be opened, and one of another name is no record")
    func notRecord() throws {
        let directory = try TemporaryDirectory()
        #expect(try RecordFile(directory.path(of: "missing.txt")) == nil)
        #expect(throws: FileSystemError.self) { try RecordFile(directory.path(of: "missing.ndjson")) }
        try directory.write("", to: "a.ndjson/b")
        #expect(throws: FileSystemError(call: .read, path: directory.path(of: "a.ndjson"), code: EISDIR)) {
            try RecordFile(directory.path(of: "a.ndjson"))
        }
        let template = try directory.write("---\n---\n{}", to: "feed.json")
        #expect(try RecordFile(template)?.part() == nil)
    }

    @Test("lines that are added to a file while it is read come in its last parts")
    func growing() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("\(line)\n\(line)\n", to: "a.ndjson")
        let file = try #require(try RecordFile(path, partSize: 1))
        let first = try #require(try file.part())
        let next = try #require(first.followingPart)
        try directory.write("\(line)\n\(line)\n\(line)\n", to: "a.ndjson")
        let second = try #require(try file.part(at: next))
        let last = try #require(second.followingPart)
        let third = try #require(try file.part(at: last))
        #expect([first, second, third].flatMap(\.entries).map(\.path) == ["[0]", "[1]", "[2]"])
    }

    @Test("records are read by their path")
    func read() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("image: {url: a}", to: "a.yml")
        #expect(try RecordFile(path)?.part()?.entries.map(\.path) == ["image"])
        #expect(try RecordFile(directory.path(of: "missing.txt"))?.part() == nil)
        #expect(throws: FileSystemError.self) { try RecordFile(directory.path(of: "missing.md"))?.part() }
    }
}
