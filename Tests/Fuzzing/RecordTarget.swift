import Records

/// Reads an input as a record, and changes the width of one of its entries.
struct RecordTarget {
    /// A file name extension of the format.
    let fileExtension: String

    static let names = RecordFormats.all.compactMap(\.fileExtensions.first)

    func run(_ bytes: [UInt8]) {
        var random = ByteHash(bytes)
        let vocabulary = Self.vocabulary(&random)
        guard let record = Record(path: "record.\(fileExtension)", bytes: bytes, vocabulary: vocabulary) else { return }
        for entry in record.entries { checkPlaces(of: entry, in: record) }
        for problem in record.problems {
            if let offset = problem.offset { precondition((0...bytes.count).contains(offset)) }
        }
        for value in record.passedOver { precondition(value.value.range.upperBound <= bytes.count) }
        precondition(record.passedOver.count == record.passedCounts.values.reduce(0, +))
        guard !record.entries.isEmpty else { return }
        change(record, entry: random.next(below: record.entries.count), to: random.next(below: 10_000) + 1)
    }

    /// Some presets and a flavour, by lot.
    private static func vocabulary(_ random: inout ByteHash) -> EntryVocabulary {
        var vocabulary = EntryVocabulary()
        vocabulary.listsPassedOver = true
        vocabulary.presets = EntryPreset.allCases.filter { _ in random.next(below: 4) == 0 }
        let flavour = random.next(below: MarkdownFlavour.allCases.count + 1)
        vocabulary.bodies.flavour = MarkdownFlavour.allCases.dropFirst(flavour).first
        return vocabulary
    }

    private func checkPlaces(of entry: ImageEntry, in record: Record) {
        let all = 0...record.bytes.count
        precondition(!entry.path.isEmpty)
        for scalar in [entry.url, entry.width, entry.height, entry.flag].compactMap(\.self) {
            precondition(all.contains(scalar.range.lowerBound) && all.contains(scalar.range.upperBound), "\(entry)")
        }
        if let descriptor = entry.descriptor { precondition(all.contains(descriptor.range.upperBound), "\(entry)") }
    }

    /// Gives an entry another width, which must be the one thing that changes.
    private func change(_ record: Record, entry: Int, to width: Int) {
        let change = FieldChange(entryIndex: entry, field: .width, value: .pixels(width))
        // What cannot be changed for sure is refused.
        guard let result = try? record.applying([change]), let edits = try? record.edits(for: [change]) else { return }
        var expected: [UInt8] = []
        var copied = 0
        for edit in edits.sorted(by: { $0.offset < $1.offset }) {
            precondition(edit.offset >= copied && edit.offset + edit.length <= record.bytes.count, "\(edits)")
            expected += record.bytes[copied..<edit.offset] + edit.replacement.utf8
            copied = edit.offset + edit.length
        }
        precondition(result == expected + record.bytes[copied...], "the edits are not what was done")
        guard let edited = Record(path: record.path, bytes: result, vocabulary: record.vocabulary) else {
            preconditionFailure("it is no record any more")
        }
        precondition(edited.entries.count == record.entries.count)
        precondition(edited.entries[entry].declaredWidth == .pixels(width))
        for (index, pair) in zip(record.entries, edited.entries).enumerated() {
            precondition(pair.0.path == pair.1.path && pair.0.url.text == pair.1.url.text)
            precondition(pair.0.declaredHeight == pair.1.declaredHeight && pair.0.declaredFlag == pair.1.declaredFlag)
            if index != entry { precondition(pair.0.declaredWidth == pair.1.declaredWidth) }
        }
    }
}

/// Numbers that follow from an input, so that each input is tried in one way.
private struct ByteHash {
    private var state: UInt64

    init(_ bytes: [UInt8]) {
        state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(limit, 1)))
    }
}
