import Addresses
import Auditing
import Caching
import Probing
import Reporting

/// What became of one image that was to be in the cache.
public struct WarmResult: Sendable {
    /// What became of it, in one word.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// A new image came, and is stored.
        case downloaded
        /// The server says that the stored image is still the right one (304).
        case revalidated
        /// Its own address gives none, and the cache has an image from a fallback or a file.
        case rescued
        /// No request was due, since the stored image is fresh.
        case fresh
        /// No usable image came; or none came last time, and it was not due to be asked for again.
        case failed
        /// The address policy does not let the request go out.
        case refused
        /// Not a usable URL, or a line that cannot be read.
        case invalid
        /// It was not asked for, since the run makes no requests, or asks only for what failed, or since the configuration
        /// says to leave the URL alone.
        case skipped
        /// The run was interrupted before an answer came.
        case cancelled
        /// The run ended early, since the cache cannot be written.
        case aborted
    }

    /// The URL as it was given; nil where there was none.
    public var url: String?
    /// The number of its line, from 1; nil where it was not given in a list or a record of lines.
    public var line: Int?
    /// The record that names it first; nil in a list.
    public var record: String?
    /// What became of it.
    public var outcome: Outcome
    /// The rule that speaks of the trouble; nil where there is none.
    public var rule: String? { ruleName?.rawValue }
    /// What it says.
    public var message: String?
    /// HTTP status of the last answer; nil where none came.
    public var status: Int?
    /// How many times the request was sent.
    public var attempts = 0
    /// How long that took, from its turn to the judgement on the answer.
    public var milliseconds = 0
    /// Bytes received of bodies, over all attempts.
    public var received = 0

    /// It is not the first result of its URL.
    var isRepeat = false
    var ruleName: RuleName?
    var severity: Severity?
    /// The image in the cache.
    var object: ImageObject?
    /// What the decoder said of an image that was not stored.
    var flaw: String?
    var declared: PixelSize?
    var difference: SizeDifference?

    /// The result of an item, with all that is known of its image.
    init(_ item: WarmItem, _ outcome: Outcome, entry: CacheEntry? = nil, object: ImageObject?, tolerance: Int = 1) {
        url = item.url
        line = item.line
        record = item.record
        declared = item.declared
        self.outcome = outcome
        self.object = object
        if let declared, let object {
            difference = SizeDifference(declared: declared, header: object.header, tolerance: tolerance)
        }
        guard let failure = entry?.failure else { return }
        status = failure.status
        if object != nil, let origin = entry?.origin {
            take(FailureNote(failure, rescuedFrom: origin))
            return
        }
        take(FailureNote(failure, keepsImage: object != nil))
        if failure.kind == .truncated || failure.kind == .corrupt { flaw = failure.kind.rawValue }
    }

    mutating func take(_ note: FailureNote) {
        ruleName = note.rule
        severity = note.severity
        message = note.message
    }
}

extension WarmResult {
    /// One JSON object on one line, without a line end.
    public var json: String {
        WarmLine(
            url: url, record: record, line: line, outcome: outcome.rawValue, image: object.map(StoredImage.init),
            flaw: flaw, status: status, attempts: attempts, milliseconds: milliseconds, received: received,
            declared: declared, difference: difference, rule: ruleName, message: message
        ).json
    }
}
