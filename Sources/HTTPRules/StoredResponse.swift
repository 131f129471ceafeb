/// A response as a cache keeps it, without its body.
package struct StoredResponse: Sendable, Hashable {
    package var status: Int
    /// Without those fields that belong to the connection (RFC 9111 §3.1).
    package private(set) var fields: HTTPFields
    package private(set) var variant: Variant
    /// When the request was sent and when the response came, in seconds since 1970.
    package private(set) var requestedAt: Int64
    package private(set) var receivedAt: Int64

    /// - Parameters:
    ///   - fields: The fields as they were received.
    ///   - request: The fields of the request as it was sent.
    package init(
        status: Int = 200, fields: HTTPFields, request: HTTPFields = HTTPFields(), requestedAt: Int64,
        receivedAt: Int64
    ) {
        self.status = status
        self.fields = fields.storable
        variant = Variant(of: request, by: fields)
        self.requestedAt = min(requestedAt, receivedAt)
        self.receivedAt = receivedAt
    }

    package var directives: CacheDirectives { CacheDirectives(fields) }

    /// Validators, sent when it is asked for again (RFC 9111 §4.3.1).
    package var etag: String? { fields.lines("etag").first }
    package var lastModified: String? { fields.lines("last-modified").first }

    /// Whether a 304 to a request with the validators is about this response (RFC 9111 §4.3.4).
    ///
    /// One that names another entity tag is about something else.
    package func isConfirmed(by notModified: HTTPFields) -> Bool {
        guard let tag = notModified.lines("etag").first else { return true }
        // If-None-Match compares weakly (RFC 9110 §13.1.2), so that a server may answer with either kind.
        return etag.map { Self.opaque($0) == Self.opaque(tag) } ?? false
    }

    /// The response after a 304 confirmed it (RFC 9111 §3.2, §4.3.4).
    package func confirmed(
        by notModified: HTTPFields, request: HTTPFields = HTTPFields(), requestedAt: Int64, receivedAt: Int64
    ) -> StoredResponse {
        let fields = fields.updated(by: notModified)
        return StoredResponse(
            status: status, fields: fields, request: request, requestedAt: requestedAt, receivedAt: receivedAt)
    }

    private static func opaque(_ tag: String) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
    }
}
