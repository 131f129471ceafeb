import Auditing
import FileSystem
import Records
import Reporting

/// What a listing is of.
public enum EntrySelection: Sendable, Hashable {
    /// What is taken for an image.
    case taken
    /// What looks like an image, and is passed over.
    case passedOver
}

/// An image that a record names, or a value that only looks like one, as the commands list it.
public struct ListedEntry: Sendable {
    enum Content: Sendable {
        case taken(EntryLine)
        case passedOver(PassedLine)
    }

    let content: Content

    /// One JSON object on one line, without a line end.
    public var json: String { value.compact }

    /// One line for people, without a line end.
    ///
    /// - Parameter explains: Adds why a value is taken for an image; of one that is not, the reason is always there.
    public func text(explains: Bool) -> String {
        switch content {
        case .taken(let line): line.text(explains: explains)
        case .passedOver(let line): line.text
        }
    }

    var value: JSONValue {
        switch content {
        case .taken(let line): line.json
        case .passedOver(let line): line.json
        }
    }
}

/// What was listed, in numbers.
public struct EntryListing: Sendable, Hashable {
    /// Records that were read.
    public internal(set) var records = 0
    /// Their image entries of data.
    public internal(set) var dataEntries = 0
    /// Their image entries of bodies and pages.
    public internal(set) var bodyEntries = 0
    /// Values that look like an image and are passed over, by their key.
    public internal(set) var passedOver: [String: Int] = [:]
    /// What could not be read, each one line that names the path and the remedy.
    public internal(set) var failures: [String] = []

    /// One line for people.
    public var text: String {
        let entries = Plural.text(dataEntries + bodyEntries, "image entry", "image entries")
        var line =
            "\(entries) in \(Plural.text(records, "record")): \(dataEntries) of data, \(bodyEntries) of bodies"
        if let passed = SummaryText.line(onPassedOver: passedOver) { line += "; \(passed)" }
        return line
    }

    /// One JSON object with the counts, on one line, without a line end.
    public var json: String {
        let summary = JSONValue.members([
            "records": .int(records), "dataEntries": .int(dataEntries), "bodyEntries": .int(bodyEntries),
            "passedOver": JSONFields.value(of: passedOver),
        ])
        return JSONValue.members(["summary": summary]).compact
    }
}

extension Archive {
    /// Lists what the records name as images, or what they have that looks like one, in the order of the records.
    ///
    /// Neither the cache nor a server is asked.
    ///
    /// - Parameters:
    ///   - selection: What is listed.
    ///   - separator: Stands between two entries.
    ///   - line: Writes an entry; entries of different records are written side by side.
    ///   - send: Gets the text of some records at a time, in their order, which is never empty.
    public func entries(
        _ selection: EntrySelection, separatedBy separator: String,
        as line: @escaping @Sendable (ListedEntry) -> String, _ send: (String) -> Void
    ) async throws(ProofsheetError) -> EntryListing {
        var vocabulary = EntryVocabulary(configuration)
        vocabulary.listsPassedOver = selection == .passedOver
        let source = try recordSource(vocabulary)
        let locator = try imageLocator()
        var listing = EntryListing()
        listing.failures = source.failures.map(RecordSource.message)
        try await source.forEachBatch { batch throws(ProofsheetError) in
            var records: [Record] = []
            for (_, item) in batch {
                switch item {
                case .record(let record):
                    listing.count(record)
                    records.append(record)
                case .failure(let error): listing.failures.append(RecordSource.message(error))
                case .other, .known: break
                }
            }
            let texts = await queue.map(records) { record in
                (selection == .taken ? record.taken(by: locator) : record.listOfPassedOver).map(line)
                    .joined(separator: separator)
            }
            let text = texts.filter { !$0.isEmpty }.joined(separator: separator)
            if !text.isEmpty { send(text) }
        }
        return listing
    }
}

extension EntryListing {
    fileprivate mutating func count(_ record: Record) {
        if !record.isContinuation { records += 1 }
        for entry in record.entries {
            if entry.kind == .data { dataEntries += 1 } else { bodyEntries += 1 }
        }
        passedOver.merge(record.passedCounts, uniquingKeysWith: +)
        for problem in record.problems where problem.kind == .invalid && problem.entryPath == nil {
            failures.append("'\(record.path)' was not read: \(problem.message)")
        }
    }
}

extension Record {
    fileprivate func taken(by locator: ImageLocator) -> [ListedEntry] {
        let places = positions(of: entries.map(\.url.range.lowerBound))
        return zip(entries, places).map { entry, place in
            let location = locator.locate(entry, of: self)
            return ListedEntry(
                content: .taken(
                    EntryLine(
                        record: path, line: place.line, column: place.column, entry: entry.path,
                        kind: entry.kind.rawValue, url: entry.url.text, location: location.name,
                        request: location.url, file: location.file, width: entry.widthText, height: entry.heightText,
                        flag: entry.flag?.text, reason: entry.reason.text)))
        }
    }

    fileprivate var listOfPassedOver: [ListedEntry] {
        let places = positions(of: passedOver.map(\.value.range.lowerBound))
        return zip(passedOver, places).map { value, place in
            ListedEntry(
                content: .passedOver(
                    PassedLine(
                        record: path, line: place.line, column: place.column, entry: value.path,
                        value: value.value.text,
                        reason: value.reason.text)))
        }
    }
}

extension ImageEntry {
    /// What it says of a side; of a candidate of `srcset`, its descriptor says the width.
    fileprivate var widthText: String? {
        if case .width(let width) = descriptor?.value { return String(width) }
        return width?.text
    }

    fileprivate var heightText: String? { height?.text }
}

extension ImageLocation {
    /// In one word.
    fileprivate var name: String {
        switch self {
        case .remote: "remote"
        case .file: "file"
        case .site: "site"
        case .inline: "inline"
        case .templated: "templated"
        case .skipped: "skipped"
        case .invalid: "invalid"
        }
    }

    fileprivate var file: String? {
        if case .file(let path) = self { path } else { nil }
    }
}
