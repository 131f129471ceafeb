import FileSystem
import TestSupport
import Testing
import Walking

@testable import Records

/// Real records beside the package, or where `PROOFSHEET_SHARED` says; they need not be there.
private let sharedRecords = Repository.shared("records")

@Suite("Real records", .enabled(if: sharedRecords != nil))
struct SharedRecordTests {
    private func records(_ folders: [String]) throws -> [Record] {
        let base = try #require(sharedRecords)
        let result = FileWalker(
            roots: folders.map { joinPath(base, $0) }, taking: RecordFormats.areKnown(forFileNamed:)
        ).walk()
        #expect(result.failures.isEmpty)
        return try result.files.compactMap { try RecordFile($0.path)?.part() }
    }

    private let everyday = ["everyday-cc+azure", "everyday-cc+powerapps"]

    @Test("parse, and name their entries")
    func parse() throws {
        let records = try records(everyday + ["GSA+digitalgov.gov", "chriskyfung+amp-affiliately-jekyll-theme"])
        #expect(records.count > 200)
        for record in records { #expect(record.problems.isEmpty, "\(record.path): \(record.problems)") }
        let entries = records.flatMap(\.entries)
        #expect(entries.count > 1000)
        #expect(entries.allSatisfy { $0.ambiguity == nil && !$0.url.text.isEmpty })
    }

    @Test("stay as they are where nothing changes")
    func noChange() throws {
        for record in try records(everyday) {
            #expect(try record.applying([]) == record.bytes)
            let same = record.entries.indices.compactMap { index -> FieldChange? in
                guard case .boolean(let value) = record.entries[index].declaredFlag else { return nil }
                return FieldChange(entryIndex: index, field: .flag, value: .boolean(value))
            }
            #expect(try record.applying(same) == record.bytes)
        }
    }

    @Test("flipped there and back change by the bytes of the flags alone")
    func flip() throws {
        var flipped = 0
        for record in try records(everyday) where record.format.name == "Markdown" {
            let changes = record.entries.indices.filter { record.entries[$0].declaredFlag == .boolean(true) }
                .map { FieldChange(entryIndex: $0, field: .flag, value: .boolean(false)) }
            let result = try record.applying(changes)
            #expect(result == Self.replacingFlags(in: record.bytes), "\(record.path)")
            let edited = try #require(Record(path: record.path, bytes: result))
            #expect(try edited.applying(changes.map(\.reversed)) == record.bytes, "\(record.path)")
            flipped += changes.count
        }
        #expect(flipped > 500)
    }

    /// Replaces the lines within the front matter that are `isCached: true` by a search that knows nothing of YAML.
    private static func replacingFlags(in bytes: [UInt8]) -> [UInt8] {
        var fences = 0
        let lines = bytes.split(separator: .lineFeed, omittingEmptySubsequences: false).map { line -> [UInt8] in
            let trimmed = line.drop { $0 == .space }.reversed().drop { $0.isBlank || $0 == .carriageReturn }.reversed()
            if Array(trimmed) == Array("---".utf8) { fences += 1 }
            guard fences == 1, Array(trimmed) == Array("isCached: true".utf8) else { return Array(line) }
            return Array(String(decoding: line, as: UTF8.self).replacing("true", with: "false").utf8)
        }
        return Array(lines.joined(separator: [.lineFeed]))
    }
}

extension FieldChange {
    fileprivate var reversed: FieldChange {
        var result = self
        if case .boolean(let value) = value { result.value = .boolean(!value) }
        return result
    }
}
