/// What came of a large file before its connection broke, for a retry that asks only for the rest.
///
/// Parts are put together where one strong entity tag and one length are said of both, and else not
/// (RFC 9110 §15.3.7.3); without a length nothing tells how much is missing.
struct BrokenDownload {
    /// The header section of the first part, of status 200.
    let head: ResponseHead
    /// The strong entity tag of the file.
    let etag: String
    /// Length of the whole file in bytes.
    let length: Int
    /// What came of it.
    let body: BodyBuffer
    /// What has looked at the bytes so far, if anything does.
    let inspector: (any BodyInspector)?

    /// nil for what can't be resumed.
    init?(
        of request: FetchRequest, _ head: ResponseHead, body: BodyBuffer, inspector: (any BodyInspector)?
    ) {
        guard request.method == "GET", !request.isVerbatim, head.status == 200, !head.isEncoded, body.count > 0,
            // A smaller file is as soon fetched anew.
            case .bytes(let length) = head.declaredLength, length > BodyBuffer.smallSize, body.count < length,
            let etag = head.strongETag
        else { return nil }
        // Whoever asks for parts itself is not to be given others.
        guard !request.fields.contains(where: { ["range", "if-range"].contains($0.name.lowercased()) }) else {
            return nil
        }
        self.head = head
        self.etag = etag
        self.length = length
        self.body = body
        self.inspector = inspector
    }

    /// Asks for the rest, and for all where the file is another one by now (RFC 9110 §13.1.5, §14.2).
    var headerLines: [String] { ["Range: bytes=\(body.count)-", "If-Range: \(etag)"] }

    /// Whether the body that follows a header section is the rest of the file, all of it and nothing else.
    func isContinued(by part: ResponseHead) -> Bool {
        guard part.status == 206, !part.isEncoded, part.strongETag == etag,
            let range = part.value("content-range").flatMap(ContentRange.init), range.completeLength == length,
            range.part == ByteRange(first: body.count, last: length - 1)
        else { return false }
        return switch part.declaredLength {
        case .none: true
        case .bytes(let count): count == length - body.count
        case .contradictory: false
        }
    }
}

extension ResponseHead {
    /// The entity tag, where it says that each byte is the same (RFC 9110 §8.8.3).
    fileprivate var strongETag: String? {
        guard let etag = value("etag"), etag.count > 1, etag.hasPrefix("\""), etag.hasSuffix("\""), etag.isFieldValue
        else { return nil }
        return etag
    }
}
