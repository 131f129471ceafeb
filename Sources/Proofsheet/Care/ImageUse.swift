import Auditing
import Records

/// Which images of the cache records use.
struct ImageUse: Sendable {
    /// The URLs of all entries, and of those with a flag that is true.
    var named: Set<String> = []
    var flagged: Set<String> = []
    /// The URLs of the entries by what the records have for them.
    var spellings: [String: String] = [:]
    /// What could not be read, where other images may be named.
    var failures: [String] = []
}

extension Run {
    /// Reads all records anew, and says which images they use.
    func imageUse() async throws(ProofsheetError) -> ImageUse {
        var use = ImageUse()
        use.failures = source.failures.map(RecordSource.message)
        try await forEachNamedRecord { records throws(ProofsheetError) in
            for named in records {
                if let failure = named.failure { use.failures.append(RecordSource.message(failure)) }
                guard let record = named.record else { continue }
                use.failures += record.problems.filter { $0.kind == .invalid }.map { "'\(named.path)': \($0.message)" }
                for (entry, location) in zip(record.entries, named.locations) {
                    // What is skipped is none the less in use.
                    if case .skipped(let url?) = location { use.named.insert(url) }
                    guard let url = location.url else { continue }
                    use.named.insert(url)
                    use.spellings[entry.url.text] = url
                    if entry.declaredFlag == .boolean(true) { use.flagged.insert(url) }
                }
            }
        }
        return use
    }
}
