import Auditing
import Caching
import Hashing
import Probing
import Records

/// What the cache knows of the image of a test.
struct Known {
    var header: ImageHeader?
    var soundness = ImageObject.Soundness.intact
    var condition = ObjectStore.Condition.present
    var failure: CacheFailure?
    var summary: ImageSummary?
    var byteCount = 0
    var sharedCount = 1
    var finalURL: String?
    var movedTo: String?
    var movedCount = 0
    var origin: ObjectOrigin?
    var serverAnswer: ServerAnswer?

    static let nothing = Known()

    static func image(_ width: Int, _ height: Int, orientation: Int = 1) -> Known {
        Known(header: ImageHeader(format: .jpeg, rawWidth: width, rawHeight: height, orientation: orientation))
    }

    static func failed(_ kind: CacheFailure.Kind, _ detail: String = "the server answered 500") -> Known {
        Known(failure: CacheFailure(kind: kind, detail: detail, occurredAt: 0))
    }

    /// What a server said of an image that the cache lacks.
    static func probed(_ outcome: ServerAnswer.Outcome, finalURL: String? = nil, movedTo: String? = nil) -> Known {
        Known(serverAnswer: ServerAnswer(outcome, finalURL: finalURL, movedTo: movedTo))
    }

    var knowledge: ImageKnowledge {
        let object = header.map {
            ImageObject(
                id: SHA256(of: []), header: $0, soundness: soundness, byteCount: byteCount, modificationTime: 0,
                summary: summary)
        }
        if object == nil, failure == nil { return ImageKnowledge(serverAnswer: serverAnswer) }
        let entry = CacheEntry(
            url: "https://example.com/a.jpg", object: object, finalURL: finalURL, movedTo: movedTo,
            movedCount: movedCount,
            origin: origin, failure: failure)
        return ImageKnowledge(
            entry: entry, condition: object == nil ? nil : condition, sharedCount: sharedCount,
            serverAnswer: serverAnswer)
    }
}

/// A record with one entry of the given lines, and what is known of its image.
func subject(
    _ lines: String..., known: Known = .nothing,
    location: ImageLocation = .remote(url: "https://example.com/a.jpg", isOnSite: false), tolerance: Int = 1,
    falseFlag: FalseFlag = .write, settings: RuleSettings = RuleSettings()
) -> RecordSubject {
    let entry = (["url: https://example.com/a.jpg"] + lines).joined(separator: "\n    ")
    let text = "---\nimages:\n  - \(entry)\n---\n"
    guard let record = Record(path: "post.md", bytes: Array(text.utf8)) else { fatalError("not a record: \(text)") }
    var settings = settings
    settings.tolerance = tolerance
    settings.falseFlag = falseFlag
    let entries = record.entries.map {
        EntrySubject(entry: $0, location: location, knowledge: known.knowledge, settings: settings)
    }
    return RecordSubject(record: record, entries: entries)
}

/// The names of the rules that speak, in the order of the report.
func rules(_ subject: RecordSubject) -> [String] {
    Auditor().audit(subject).map(\.rule.rawValue)
}

/// The record after all edits that the findings suggest.
func repaired(_ subject: RecordSubject) throws -> String {
    let changes = Auditor().audit(subject).flatMap(\.changes)
    return String(decoding: try subject.record.applying(changes), as: UTF8.self)
}

/// A table with the given header and one row, and what is known of its image, `https://example.com/a.jpg`.
func tableSubject(_ header: String, _ row: String, known: Known = .nothing) -> RecordSubject {
    let text = "url,\(header)\nhttps://example.com/a.jpg,\(row)\n"
    guard let record = Record(path: "a.csv", bytes: Array(text.utf8)) else { fatalError("not a record: \(text)") }
    let entries = record.entries.map {
        EntrySubject(
            entry: $0, location: .remote(url: $0.url.text, isOnSite: false), knowledge: known.knowledge)
    }
    return RecordSubject(record: record, entries: entries)
}
