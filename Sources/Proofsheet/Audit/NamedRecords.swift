import Auditing
import Caching
import FileSystem
import Records

/// A record, or a part of one, and where the images are that it names.
struct NamedRecord: Sendable {
    let path: String
    /// Nil where the record was not read, since what an earlier run saw of it still holds.
    let record: Record?
    /// Of its entries, in their order; none where the record was not read.
    let locations: [ImageLocation]
    /// The URLs of the images that are to be had from a server, in the order of the entries.
    let urls: [String]
    /// Why the file could not be read; nil where it could.
    let failure: FileSystemError?

    fileprivate init(_ record: Record, _ locations: [ImageLocation]) {
        path = record.path
        self.record = record
        self.locations = locations
        urls = locations.compactMap(\.url)
        failure = nil
    }

    fileprivate init(path: String, urls: [String] = [], failure: FileSystemError? = nil) {
        self.path = path
        record = nil
        locations = []
        self.urls = urls
        self.failure = failure
    }
}

extension Run {
    /// Goes through all records, and hands over which images they name, some records at a time.
    ///
    /// - Parameter verdicts: What earlier runs saw, by which records need not be read; nil reads every record.
    func forEachNamedRecord(
        knowing verdicts: VerdictMemory? = nil, _ body: ([NamedRecord]) async throws(ProofsheetError) -> Void
    ) async throws(ProofsheetError) {
        let memory = verdicts.map { RecordMemory($0, locator, KnowledgeBase(cache: cache), keepsVerdicts: false) }
        try await source.forEachBatch { files throws(ProofsheetError) in
            guard let memory else { return files.map { _ in .read } }
            return try orProofsheetError { () throws(CacheError) in
                try memory.plan(files, judges: false) { _ in true }
            }
        } _: { batch throws(ProofsheetError) in
            var named: [NamedRecord] = []
            for (path, item) in batch {
                switch item {
                case .record(let record):
                    named.append(NamedRecord(record, record.entries.map { locator.locate($0, of: record) }))
                case .known:
                    guard let memory, let verdict = memory.recall(path) else { continue }
                    named.append(NamedRecord(path: path, urls: verdict.images.map(memory.url)))
                case .failure(let error): named.append(NamedRecord(path: path, failure: error))
                case .other: break
                }
            }
            if !named.isEmpty { try await body(named) }
        }
    }
}
