import Glibc
import HTTPRules

/// What an answer says of the file that it is a part of.
struct FileIdentity: Equatable, Sendable {
    private(set) var completeLength: Int?
    private let etag: String?
    private let lastModified: String?
    private let date: String?

    init(_ head: ResponseHead, completeLength: Int?) {
        self.completeLength = completeLength
        etag = head.value("etag")
        lastModified = head.value("last-modified")
        date = head.value("date")
    }

    func agrees(with other: FileIdentity) -> Bool {
        let hasSameLength =
            completeLength == nil || other.completeLength == nil || completeLength == other.completeLength
        return hasSameLength && etag == other.etag && lastModified == other.lastModified
    }

    /// The same with the length that an earlier part told, where this one tells none.
    func withLength(of earlier: FileIdentity?) -> FileIdentity {
        var identity = self
        identity.completeLength = completeLength ?? earlier?.completeLength
        return identity
    }

    /// What `If-Range` may carry: an entity tag that is not weak, or a date that is not (RFC 9110 §§8.8.2.2, 13.1.5).
    var validator: String? {
        if let etag { return etag.hasPrefix("\"") && etag.isFieldValue ? etag : nil }
        guard let lastModified, let date, lastModified.isFieldValue else { return nil }
        let now = Int64(time(nil))
        guard let changed = HTTPDate.parse(lastModified, now: now), let sent = HTTPDate.parse(date, now: now) else {
            return nil
        }
        return sent > changed ? lastModified : nil
    }
}
