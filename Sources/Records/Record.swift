import FileSystem

/// A file with image entries, or a part of one that is read in parts.
package struct Record: Sendable {
    /// As it was given; its extension decides the format.
    package let path: String
    /// The whole file or part, from which the offsets of entries and problems count.
    package let bytes: [UInt8]
    /// In the order in which they stand in the record; none where the record does not parse whole.
    ///
    /// Of NDJSON and tables, lines and rows that do not parse have none, and the others keep theirs.
    package let entries: [ImageEntry]
    /// Why there are no entries, or which must not be edited; in the order of the record.
    package let problems: [RecordProblem]
    /// How many values look like an image and are no entry, by their key, with the key above it.
    package let passedCounts: [String: Int]
    /// These values, where the vocabulary wants them listed.
    package let passedOver: [PassedValue]
    /// What the entries were found by, and the names of keys that edits insert.
    package let vocabulary: EntryVocabulary
    /// What a page says that its relative URLs lead on from, itself perhaps relative; nil without such a word.
    package let baseURL: String?

    let format: RecordFormat
    /// What part of the file it is.
    let part: RecordPart
    /// Number of the first item of the part that follows; nil where the record does not parse whole.
    let nextItem: Int?
    /// The aliases of anchored values of entries, by where the anchored nodes start.
    let aliases: [Int: [ValueAlias]]

    /// Where the bytes start in the file; those of a header that is repeated stand elsewhere.
    package var fileOffset: Int { part.offset - part.repeatedHeader.count }
    /// The bytes of the file that this part of it is: without the header of a table that is repeated before its rows.
    package var ownBytes: ArraySlice<UInt8> { bytes.dropFirst(part.repeatedHeader.count) }
    /// It is larger than the limit, and was not read; its one problem says so.
    package let isTooLarge: Bool
    /// Entries of the file that come before this part of it.
    package var precedingEntries: Int { part.precedingEntries }
    /// Another part of the file comes before it.
    package var isContinuation: Bool { part.offset > 0 }

    /// Parses the bytes of a file; nil where it is of no record format, by its name and its first bytes.
    ///
    /// JSON with front matter is a template of a site generator, and no record, nor is a list of exported images.
    package init?(path: String, bytes: [UInt8], vocabulary: EntryVocabulary = EntryVocabulary()) {
        let formats = RecordFormats.formats(forFileNamed: FileSystem.name(of: path))
        self.init(path: path, bytes: bytes, formats: formats, vocabulary: vocabulary, part: .first)
    }

    /// - Parameter formats: Those that a file of that name may have.
    init?(path: String, bytes: [UInt8], formats: [RecordFormat], vocabulary: EntryVocabulary, part: RecordPart) {
        if part.offset == 0, ImageManifest.isManifest(bytes) { return nil }
        let format = bytes.withSource(fileOffset: part.bytesOffset) { source in formats.first { $0.recognizes(source) }
        }
        guard let format else { return nil }
        self.init(path: path, bytes: bytes, format: format, vocabulary: vocabulary, part: part)
    }

    init(path: String, bytes: [UInt8], format: RecordFormat, vocabulary: EntryVocabulary, part: RecordPart) {
        self.path = path
        self.bytes = bytes
        isTooLarge = false
        self.format = format
        self.part = part
        self.vocabulary = vocabulary
        do throws(ParseFailure) {
            let found = try bytes.withSource(fileOffset: part.bytesOffset) { source throws(ParseFailure) in
                if !format.hasIndependentItems {
                    try TextEncoding.check(source)
                } else if part.offset == 0 {
                    try TextEncoding.checkWidth(source)
                }
                var collector = EntryCollector(
                    lookup: KeyLookupPool.shared.take(for: vocabulary), source: source, vocabulary: vocabulary,
                    firstItem: part.firstItem)
                defer { KeyLookupPool.shared.putBack(collector.lookup, of: vocabulary) }
                try format.collect(source, &collector)
                return (
                    entries: collector.finish(), failures: collector.itemProblems(), repeated: collector.repeatedKeys,
                    nextItem: collector.nextItem, baseURL: collector.baseURL,
                    aliases: collector.aliases.filter { !$0.value.isEmpty }, passed: collector.passed
                )
            }
            entries = found.entries
            nextItem = found.nextItem
            baseURL = found.baseURL
            aliases = found.aliases
            passedCounts = found.passed.counts
            passedOver = found.passed.values
            let ambiguities = Self.ambiguities(of: entries, isHeaderNamed: part.isHeaderNamed)
            problems = Self.located(
                found.failures + (ambiguities.isEmpty ? Self.ambiguities(of: found.repeated) : ambiguities), in: bytes,
                part)
        } catch {
            entries = []
            nextItem = nil
            baseURL = nil
            aliases = [:]
            passedCounts = [:]
            passedOver = []
            problems = [Self.problem(error, path, bytes, format, vocabulary, part)]
        }
    }

    /// What was not read, since it is larger than the limit.
    init(path: String, tooLarge message: String, format: RecordFormat, vocabulary: EntryVocabulary, part: RecordPart) {
        self.path = path
        self.format = format
        self.part = part
        self.vocabulary = vocabulary
        isTooLarge = true
        bytes = []
        entries = []
        nextItem = nil
        baseURL = nil
        aliases = [:]
        passedCounts = [:]
        passedOver = []
        let line = part.offset > 0 ? SourcePosition(line: part.precedingLines + 1, column: 1) : nil
        problems = [RecordProblem(kind: .invalid, position: line, message: message)]
    }

    /// What the failure to parse a record means.
    private static func problem(
        _ failure: ParseFailure, _ path: String, _ bytes: [UInt8], _ format: RecordFormat,
        _ vocabulary: EntryVocabulary,
        _ part: RecordPart
    ) -> RecordProblem {
        let isRecord =
            // A table fails only where its header is one of images.
            failure.isOfEncoding || format.hasIndependentItems
            || bytes.withSource(fileOffset: part.bytesOffset) { source in
                var data = 0..<source.count
                if format.hasFrontMatter { data = (try? FrontMatter.find(in: source))?.range ?? 0..<0 }
                return ImageHints(source: source, vocabulary: vocabulary).nameImages(path: path, data: data)
            }
        return RecordProblem(
            kind: isRecord ? .invalid : .unread,
            position: positions(of: [failure.offset], in: bytes, part).first, offset: failure.offset,
            message: isRecord
                ? failure.message : "it names no image and does not parse, so that it is left alone: \(failure.message)"
        )
    }

    private static func ambiguities(of entries: [ImageEntry], isHeaderNamed: Bool) -> [RecordProblem] {
        var isHeaderNamed = isHeaderNamed
        return entries.indices.compactMap { index in
            guard let ambiguity = entries[index].ambiguity else { return nil }
            let entry = entries[index]
            if entry.layout.kind == .row {
                // All rows have it from the header, where it is told once.
                defer { isHeaderNamed = true }
                return isHeaderNamed
                    ? nil
                    : RecordProblem(
                        kind: .ambiguous, offset: entry.urlPart.key.range.lowerBound,
                        message: "\(ambiguity); rename one, since no edit is made until then")
            }
            return RecordProblem(
                kind: .ambiguous, offset: entry.url.range.lowerBound, entryPath: entry.path, entryIndex: index,
                message: "\(ambiguity); remove one, since no edit is made until then")
        }
    }

    /// The problem of keys that are not on the way to an entry, at the last of them.
    private static func ambiguities(of keys: [RepeatedKey]) -> [RecordProblem] {
        guard let key = keys.last else { return [] }
        return [
            RecordProblem(
                kind: .ambiguous, offset: key.offset,
                message: "\(key.ambiguity), so that no TOML parser reads the record; remove one")
        ]
    }

    /// The problems with their lines and columns, in the order of the record.
    private static func located(
        _ problems: [RecordProblem], in bytes: [UInt8], _ part: RecordPart
    ) -> [RecordProblem] {
        var result = problems
        for (index, position) in positions(of: problems.map { $0.offset ?? 0 }, in: bytes, part).enumerated() {
            result[index].position = position
        }
        return result.sorted { ($0.offset ?? 0) < ($1.offset ?? 0) }
    }

    /// The line and column of a byte in the file; an offset past the end counts as the end.
    package func position(of offset: Int) -> SourcePosition {
        bytes.withSource(fileOffset: part.bytesOffset) { source in
            var cursor = PositionCursor(source, precedingLines: part.linesBeforeBytes)
            return cursor.advance(to: offset)
        }
    }

    /// The lines and columns of bytes, in the order asked for, in one pass.
    package func positions(of offsets: [Int]) -> [SourcePosition] {
        Self.positions(of: offsets, in: bytes, part)
    }

    private static func positions(of offsets: [Int], in bytes: [UInt8], _ part: RecordPart) -> [SourcePosition] {
        if offsets.isEmpty { return [] }
        var result = [SourcePosition](repeating: SourcePosition(line: 1, column: 1), count: offsets.count)
        bytes.withSource(fileOffset: part.bytesOffset) { source in
            var cursor = PositionCursor(source, precedingLines: part.linesBeforeBytes)
            for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
                result[index] = cursor.advance(to: offsets[index])
            }
        }
        return result
    }
}
