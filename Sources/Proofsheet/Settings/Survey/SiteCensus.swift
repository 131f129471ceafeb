import FileSystem
import Records
import Walking

/// Counts what the records of a site hold.
struct SiteCensus {
    let directory: String
    private var counts: [String: (records: Int, entries: Int)] = [:]
    private(set) var flags = SiteSurvey.Flags()
    /// How many values look like an image and are no entry, by their keys.
    private(set) var passedOver: [String: Int] = [:]
    private var found: Set<String> = []

    init(directory: String) { self.directory = directory }

    var places: [SiteSurvey.Place] {
        counts.sorted { $0.key < $1.key }.map {
            SiteSurvey.Place(directory: $0.key, records: $0.value.records, entries: $0.value.entries)
        }
    }

    /// Names of the presets that suit some of the records, sorted.
    var presets: [String] { found.sorted() }

    /// Looks at all records but those in directories that are left out; a site without records has none.
    mutating func count(leavingOut directories: [String]) async throws(ProofsheetError) {
        let source: RecordSource
        do throws(ProofsheetError) {
            source = try RecordSource(
                paths: [directory], excluding: directories.map { joinPath(directory, $0) },
                selection: FileSelection(Configuration()), vocabulary: EntryVocabulary(), queue: .standard)
        } catch {
            // Nothing is there yet.
            if error.kind == .usage { return }
            throw error
        }
        var census = self
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for (path, item) in batch {
                guard case .record(let record) = item else { continue }
                census.add(record, at: path)
            }
        }
        self = census
    }

    private mutating func add(_ record: Record, at path: String) {
        if !record.isContinuation { found.formUnion(DataShape.presets(for: record.bytes, named: path)) }
        passedOver.merge(record.passedCounts, uniquingKeysWith: +)
        if record.entries.isEmpty { return }
        let place = topDirectory(of: path)
        counts[place, default: (0, 0)].records += record.isContinuation ? 0 : 1
        counts[place, default: (0, 0)].entries += record.entries.count
        for entry in record.entries where entry.kind == .data {
            switch entry.declaredFlag {
            case .boolean(true), .legacyBoolean(true), .spelledBoolean(true): flags.true += 1
            case .absent: flags.absent += 1
            default: flags.false += 1
            }
        }
    }

    private func topDirectory(of path: String) -> String {
        var rest = path[...]
        if directory != ".", rest.hasPrefix(directory) { rest = rest.dropFirst(directory.count).drop { $0 == "/" } }
        guard let slash = rest.firstIndex(of: "/") else { return "." }
        return String(rest[..<slash])
    }
}
