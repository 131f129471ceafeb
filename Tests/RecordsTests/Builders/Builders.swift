import FileSystem
import Testing

@testable import Records

/// A record with that text; the name says the format.
func record(
    _ text: String, _ path: String = "post.md", vocabulary: EntryVocabulary = EntryVocabulary()
) throws -> Record {
    try #require(Record(path: path, bytes: Array(text.utf8), vocabulary: vocabulary))
}

/// A Markdown file with that front matter.
func post(_ frontMatter: String) throws -> Record { try record("---\n\(frontMatter)\n---\n\nText.\n") }

/// The text of a range of a record.
func excerpt(_ range: Range<Int>, of record: Record) -> String {
    String(decoding: record.bytes[range], as: UTF8.self)
}

/// The text of a record with fields of one entry changed.
func edited(
    _ text: String, _ changes: (EntryField, FieldValue)..., named path: String = "data.yml", entry: Int = 0
) throws -> String {
    let record = try record(text, path)
    let changes = changes.map { FieldChange(entryIndex: entry, field: $0.0, value: $0.1) }
    return String(decoding: try record.applying(changes), as: UTF8.self)
}

/// Why fields of one entry cannot be changed.
func refusal(
    _ text: String, _ changes: (EntryField, FieldValue)..., named path: String = "data.yml", entry: Int = 0
) throws -> EditRefusal {
    let record = try record(text, path)
    let changes = changes.map { FieldChange(entryIndex: entry, field: $0.0, value: $0.1) }
    do throws(EditRefusal) {
        _ = try record.applying(changes)
    } catch {
        return error
    }
    throw UnexpectedSuccess()
}

struct UnexpectedSuccess: Error {}

/// Changes of all flags of a record to a value.
func flagChanges(_ record: Record, to value: Bool) -> [FieldChange] {
    record.entries.indices.map { FieldChange(entryIndex: $0, field: .flag, value: .boolean(value)) }
}

/// Changes of all fields of all entries of a record.
func fullChanges(_ record: Record) -> [FieldChange] {
    record.entries.indices.flatMap { index in
        [
            FieldChange(entryIndex: index, field: .flag, value: .boolean(true)),
            FieldChange(entryIndex: index, field: .width, value: .pixels(123)),
            FieldChange(entryIndex: index, field: .height, value: .pixels(45)),
        ]
    }
}

/// Expects that all entries say what `fullChanges` sets.
func expectFullChanges(in record: Record, _ comment: Comment, at location: SourceLocation = #_sourceLocation) {
    #expect(record.entries.allSatisfy { $0.declaredFlag == .boolean(true) }, comment, sourceLocation: location)
    #expect(record.entries.allSatisfy { $0.declaredWidth == .pixels(123) }, comment, sourceLocation: location)
    #expect(record.entries.allSatisfy { $0.declaredHeight == .pixels(45) }, comment, sourceLocation: location)
}
