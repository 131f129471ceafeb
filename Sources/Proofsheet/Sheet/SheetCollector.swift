import Auditing
import Caching
import Hashing
import Probing
import Records
import Reporting

/// An image of which a sheet shows a thumbnail.
struct SheetPicture: Sendable, Hashable {
    /// Where its bytes are.
    enum Source: Sendable, Hashable {
        case object(SHA256)
        /// A file of the site itself.
        case file(String)
        /// The URL itself.
        case inline([UInt8])
    }

    var source: Source
    var header: ImageHeader
}

/// Gathers what a sheet shows while the records are judged.
struct SheetCollector {
    private var records: [ProofSheet.Record] = []
    /// Each image once, in the order in which entries name them first.
    private(set) var pictures: [SheetPicture] = []
    private var numbers: [SheetPicture.Source: Int] = [:]
    /// Paths of entries and reasons are the same in many records.
    private var texts: Set<String> = []
    /// Records whose entries are to come once more, by path.
    private var reopened: [String: Int] = [:]
    /// By what the content of each record is known again, by its path; empty unless that is wanted.
    private(set) var contents: [String: ContentDigest] = [:]
    private let keepsContents: Bool

    /// - Parameter keepsContents: Whether the content of records is to be known again.
    init(keepsContents: Bool = false) { self.keepsContents = keepsContents }

    var sheet: ProofSheet { ProofSheet(records: records) }

    /// Takes the entries of a record, or of the next part of one.
    mutating func add(_ judged: JudgedRecord) {
        guard let subject = judged.subject else { return }
        let record = subject.record
        if keepsContents { contents[judged.path, default: ContentDigest()].append(Array(record.ownBytes)) }
        let offsets = record.entries.map(\.url.range.lowerBound)
        let positions = record.positions(of: offsets)
        var findings: [Int: [Finding]] = [:]
        for finding in judged.verdict.findings {
            if let index = finding.entryIndex { findings[index - record.precedingEntries, default: []].append(finding) }
        }
        let excerpts = findings.isEmpty ? nil : SheetExcerpts(of: record)
        var entries: [ProofSheet.Entry] = []
        entries.reserveCapacity(positions.count)
        for (index, subject) in subject.entries.enumerated() {
            let line = positions[index].line
            var entry = entry(of: subject, line: line)
            if let own = findings[index] {
                entry.excerpt = excerpts?.excerpt(of: subject.entry, line: line, findings: own)
            }
            entries.append(entry)
        }
        if let place = reopened[judged.path] {
            records[place].entries += entries
        } else if judged.isContinuation, records.last?.path == judged.path {
            records[records.count - 1].entries += entries
        } else {
            var shown = ProofSheet.Record(path: judged.path, entries: entries)
            shown.title = ArticleTitle.find(in: record.bytes)
            records.append(shown)
        }
    }

    /// Lets go of the entries of records that have changed since; they are to be added again.
    mutating func reopen(_ paths: Set<String>) {
        for (place, record) in records.enumerated() where paths.contains(record.path) {
            reopened[record.path] = place
            contents[record.path] = nil
            records[place].entries = []
        }
    }

    private mutating func entry(of subject: EntrySubject, line: Int) -> ProofSheet.Entry {
        let entry = subject.entry
        var shown = ProofSheet.Entry(path: shared(entry.path), line: line, url: shared(entry.url.text))
        shown.declared = .init(width: entry.declaredWidth.pixels, height: entry.declaredHeight.pixels)
        let knowledge = subject.knowledge
        if let header = knowledge.header {
            shown.actual = PixelSize(width: header.width, height: header.height)
            switch subject.location {
            case .file(let path): shown.picture = number(of: .file(path), header)
            case .inline(let bytes, _): shown.picture = number(of: .inline(bytes), header)
            case .remote, .site, .invalid, .templated, .skipped:
                shown.picture = knowledge.presentObject.map { number(of: .object($0.id), header) }
            }
        }
        if shown.picture == nil { shown.absence = shared(absence(of: subject)) }
        return shown
    }

    private func absence(of subject: EntrySubject) -> String {
        switch subject.location {
        case .invalid(let reason): return reason
        case .site: return "a file of the site that was not found"
        case .file: return "not an image whose size can be read"
        case .inline: return "an image whose size cannot be read"
        case .templated: return "a template that the generator fills in"
        case .skipped: return "skipped by the configuration"
        case .remote: break
        }
        if let failure = subject.knowledge.failure { return "not cached: \(failure.detail)" }
        switch subject.knowledge.condition {
        case .missing: return "no longer in the cache"
        case .altered: return "damaged in the cache"
        case .present, nil: return "not cached"
        }
    }

    private mutating func shared(_ text: String) -> String {
        texts.insert(text).memberAfterInsert
    }

    private mutating func number(of source: SheetPicture.Source, _ header: ImageHeader) -> Int {
        if let number = numbers[source] { return number }
        numbers[source] = pictures.count
        pictures.append(SheetPicture(source: source, header: header))
        return pictures.count - 1
    }
}

extension ProofSheet {
    /// Whether any finding of the report is on an entry with a picture, by the number of the picture.
    func picturesWithFindings(of report: Report, count: Int) -> [Bool] {
        var places: [String: Set<Int>] = [:]
        for finding in report.findings {
            if let index = finding.entryIndex { places[finding.record, default: []].insert(index) }
        }
        var result = [Bool](repeating: false, count: count)
        for record in records {
            guard let indices = places[record.path] else { continue }
            for (index, entry) in record.entries.enumerated() where indices.contains(index) {
                if let picture = entry.picture { result[picture] = true }
            }
        }
        return result
    }
}
