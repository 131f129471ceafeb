import TestSupport
import Testing

@testable import Records

@Suite("Editing of bodies")
struct BodyEditingTests {
    /// Each property has a part of the documents, since a debug build takes long for all.
    private static func seeds(_ part: Int) -> some Sequence<Int> {
        TestRun.seeds(2_500).lazy.map { $0 * 4 + part }
    }

    private func parsed(_ body: RandomBody) throws -> Record {
        try record(body.text, body.path, vocabulary: body.vocabulary)
    }

    @Test("random bodies hold the images that they were made with")
    func images() throws {
        for seed in Self.seeds(0) {
            let body = RandomBody(seed: seed)
            let entries = try parsed(body).entries
            #expect(entries.map(\.url.text) == body.images.map(\.url), "seed \(seed): \(body.text)")
            #expect(entries.map(\.width?.text) == body.images.map(\.width), "seed \(seed): \(body.text)")
            #expect(entries.map(\.height?.text) == body.images.map(\.height), "seed \(seed): \(body.text)")
            #expect(entries.allSatisfy { $0.kind == .body && !$0.takesFlag })
        }
    }

    @Test("a changed or added side changes no other byte, and no other image")
    func oneValue() throws {
        for seed in Self.seeds(1) {
            let body = RandomBody(seed: seed)
            let record = try parsed(body)
            var random = SeededGenerator(seed: seed + 3_000_000)
            guard let (index, image) = body.images.enumerated().randomElement(using: &random) else { continue }
            let field: EntryField = Bool.random(using: &random) ? .width : .height
            let old = field == .width ? image.width : image.height
            let change = FieldChange(entryIndex: index, field: field, value: .pixels(4321))
            if old == nil, !image.takesNew {
                #expect(throws: EditRefusal.self) { try record.applying([change]) }
                continue
            }
            let result = try record.applying([change])
            var expected = body.images
            if field == .width { expected[index].width = "4321" } else { expected[index].height = "4321" }
            let edited = try #require(Record(path: body.path, bytes: result, vocabulary: body.vocabulary))
            #expect(edited.entries.map(\.width?.text) == expected.map(\.width), "seed \(seed): \(body.text)")
            #expect(edited.entries.map(\.height?.text) == expected.map(\.height), "seed \(seed): \(body.text)")
            #expect(edited.entries.map(\.url.text) == expected.map(\.url), "seed \(seed)")
            let (removed, added) = Self.difference(record.bytes, result)
            #expect(removed.allSatisfy(\.isDigit) && removed.count <= old?.utf8.count ?? 0, "seed \(seed)")
            #expect(added.count <= 4 + (old == nil ? 24 : 0), "seed \(seed)")
        }
    }

    @Test("a side that is set and set back gives the original")
    func reverse() throws {
        for seed in Self.seeds(2) {
            let body = RandomBody(seed: seed)
            let record = try parsed(body)
            var there: [FieldChange] = []
            var back: [FieldChange] = []
            for (index, image) in body.images.enumerated() {
                for (field, side) in [(EntryField.width, image.width), (.height, image.height)] {
                    guard let side, let old = Int(side) else { continue }
                    there.append(FieldChange(entryIndex: index, field: field, value: .pixels(old + 1)))
                    back.append(FieldChange(entryIndex: index, field: field, value: .pixels(old)))
                }
            }
            let changed = try record.applying(there)
            let record2 = try #require(Record(path: body.path, bytes: changed, vocabulary: body.vocabulary))
            #expect(try record2.applying(back) == record.bytes, "seed \(seed)")
        }
    }

    @Test("all sides of all images that can have them are set at once")
    func everything() throws {
        for seed in Self.seeds(3) {
            let body = RandomBody(seed: seed)
            let record = try parsed(body)
            let changes = body.images.enumerated().flatMap { index, image -> [FieldChange] in
                [(EntryField.width, image.width, 123), (.height, image.height, 45)].compactMap {
                    $0.1 == nil && !image.takesNew
                        ? nil : FieldChange(entryIndex: index, field: $0.0, value: .pixels($0.2))
                }
            }
            let result = try record.applying(changes)
            let edited = try #require(Record(path: body.path, bytes: result, vocabulary: body.vocabulary))
            for (entry, image) in zip(edited.entries, body.images) {
                #expect(entry.url.text == image.url)
                if image.takesNew || image.width != nil { #expect(entry.declaredWidth == .pixels(123), "\(body.text)") }
                if image.takesNew || image.height != nil {
                    #expect(entry.declaredHeight == .pixels(45), "\(body.text)")
                }
            }
        }
    }

    /// What differs between two texts but for their common start and end.
    private static func difference(_ old: [UInt8], _ new: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - start
        let end = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
        return (old[start..<old.count - end], new[start..<new.count - end])
    }
}
