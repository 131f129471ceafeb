import Auditing
import Caching
import Records

/// A record, where the images of its entries are, and what is known of them.
struct LocatedRecord: Sendable {
    let record: Record
    let locations: [ImageLocation]
    /// Of the images that are to be had by a URL, or are files of the site, in the order of the entries.
    fileprivate(set) var knowledge: [ImageKnowledge] = []

    /// What rules judge.
    func subject(_ settings: RuleSettings, maximumPixels: Int) -> RecordSubject {
        let entries = record.entries.indices.map { index in
            let location = locations[index]
            let known =
                if case .inline(let bytes, let mediaType) = location {
                    ImageKnowledge(inline: bytes, mediaType: mediaType, maximumPixels: maximumPixels)
                } else { knowledge[index] }
            return EntrySubject(entry: record.entries[index], location: location, knowledge: known, settings: settings)
        }
        return RecordSubject(record: record, entries: entries)
    }
}

extension Run {
    /// The records of a batch, with what is known of their images.
    func located(
        _ batch: [(path: String, item: RecordSource.Item)], _ knowledgeBase: KnowledgeBase, tally: inout RunTally
    ) throws(ProofsheetError) -> [LocatedRecord] {
        var located: [LocatedRecord] = []
        for (path, item) in batch {
            switch item {
            case .record(let record):
                let locations = record.entries.map { locator.locate($0, of: record) }
                located.append(LocatedRecord(record: record, locations: locations))
            case .other, .known: break
            case .failure(let error):
                tally.failures.append(RecordSource.message(error))
                tally.coverage?.remove(path)
            }
        }
        let urls = located.flatMap { $0.locations.compactMap(\.url) }
        var known = try orProofsheetError { () throws(CacheError) in try knowledgeBase.knowledge(ofEach: urls) }[...]
        for index in located.indices {
            located[index].knowledge = located[index].locations.map { location in
                switch location {
                case .file(let path): knowledgeBase.knowledge(ofFile: path)
                case .remote: known.popFirst() ?? .nothing
                case .inline, .site, .invalid, .templated, .skipped: .nothing
                }
            }
        }
        return located
    }
}
