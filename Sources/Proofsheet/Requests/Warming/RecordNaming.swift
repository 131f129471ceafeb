import Auditing
import FileSystem
import Records
import Synchronization

/// Which records could not be read, noted by one task and read by another.
final class ReadingFailures: Sendable {
    private let noted: Mutex<[String]>

    init(_ failures: [FileSystemError]) { noted = Mutex(failures.map(RecordSource.message)) }

    var lines: [String] { noted.withLock { $0 } }

    func add(_ failure: FileSystemError) { noted.withLock { $0.append(RecordSource.message(failure)) } }
}

extension Run {
    /// Names the images of all records, each once, in the order of the records.
    func nameImages(
        knowing verdicts: VerdictMemory, to handoff: Handoff<[WarmItem]>
    ) async throws(ProofsheetError) {
        var seen = TextNumbers()
        try await forEachNamedRecord(knowing: verdicts) { records throws(ProofsheetError) in
            var items: [WarmItem] = []
            for record in records {
                for url in record.urls where seen.number(of: url).isNew {
                    items.append(WarmItem(url: url, source: .remote(url), record: record.path, line: nil))
                }
            }
            if !items.isEmpty { await handoff.send(items) }
        }
    }

    /// Names the images of all records for those who want an answer of each: once, with the place that names it first,
    /// and with what is wrong with the records and their URLs.
    func nameForAnswers(
        to handoff: Handoff<[WarmItem]>, _ failures: ReadingFailures
    ) async throws(ProofsheetError) {
        var seen = TextNumbers()
        try await forEachNamedRecord { records throws(ProofsheetError) in
            for named in records {
                if let failure = named.failure { failures.add(failure) }
                guard let record = named.record else { continue }
                let items = items(of: record, named.locations, &seen)
                if !items.isEmpty { await handoff.send(items) }
            }
        }
    }

    private func items(
        of record: Record, _ locations: [ImageLocation], _ seen: inout TextNumbers
    ) -> [WarmItem] {
        var items: [WarmItem] = record.problems.filter { $0.kind != .unread }.map { problem in
            WarmItem(
                url: nil, source: .invalid(rule: problem.kind.ruleName, reason: problem.message), record: record.path,
                line: problem.position?.line)
        }
        var offsets: [Int] = []
        let first = items.count
        for (entry, location) in zip(record.entries, locations) {
            let source: WarmItem.Source
            switch location {
            case .remote(let url, _):
                guard seen.number(of: url).isNew else { continue }
                source = .remote(url)
            case .invalid(let reason):
                guard seen.number(of: "invalid " + entry.url.text).isNew else { continue }
                source = .invalid(rule: .urlInvalid, reason: "the URL cannot be used: \(reason)")
            case .file, .site, .inline, .templated, .skipped: continue
            }
            items.append(WarmItem(url: entry.url.text, source: source, record: record.path, line: nil))
            offsets.append(entry.url.range.lowerBound)
        }
        for (index, position) in record.positions(of: offsets).enumerated() {
            items[first + index].line = position.line
        }
        return items
    }
}
