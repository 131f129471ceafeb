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
    /// Names the images of all records, each once and with the place that names it first, and what is wrong with the
    /// records and their URLs.
    func nameAll(to handoff: Handoff<[WarmItem]>, _ failures: ReadingFailures) async throws(ProofsheetError) {
        var seen = TextNumbers()
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for (path, item) in batch {
                switch item {
                case .record(let record):
                    let items = items(of: record, path, &seen)
                    if !items.isEmpty { await handoff.send(items) }
                case .failure(let error): failures.add(error)
                case .other, .known: break
                }
            }
        }
    }

    private func items(of record: Record, _ path: String, _ seen: inout TextNumbers) -> [WarmItem] {
        var items: [WarmItem] = record.problems.map { problem in
            let rule = problem.kind == .invalid ? "record-invalid" : "record-ambiguous"
            return WarmItem(
                url: nil, source: .invalid(rule: rule, reason: problem.message), record: path,
                line: problem.position?.line)
        }
        var offsets: [Int] = []
        let first = items.count
        for entry in record.entries {
            let source: WarmItem.Source
            switch locator.locate(entry.url.text, in: path) {
            case .remote(let url, _):
                guard seen.number(of: url).isNew else { continue }
                source = .remote(url)
            case .invalid(let reason):
                guard seen.number(of: "invalid " + entry.url.text).isNew else { continue }
                source = .invalid(rule: "url-invalid", reason: "the URL cannot be used: \(reason)")
            case .file, .site, .inline: continue
            }
            items.append(WarmItem(url: entry.url.text, source: source, record: path, line: nil))
            offsets.append(entry.url.range.lowerBound)
        }
        for (index, position) in record.positions(of: offsets).enumerated() {
            items[first + index].line = position.line
        }
        return items
    }
}
