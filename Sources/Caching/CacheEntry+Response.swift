package import HTTPRules

extension CacheEntry {
    /// The fields that later decisions need.
    private static let keptFields: Set<String> = [
        "age", "cache-control", "date", "etag", "expires", "last-modified", "vary",
    ]

    /// Whether a 304 to a request with this entry's validators is about its object.
    package func isConfirmed(by notModified: HTTPFields) -> Bool { lastResponse.isConfirmed(by: notModified) }

    /// Takes over what a good answer says of its reuse, by `ImageCachePolicy`.
    ///
    /// - Parameters:
    ///   - status: 304 where the stored object is confirmed; of anything else the validators are for a new one.
    ///   - request: The fields of the request as it was sent.
    package mutating func accept(
        status: Int, fields: HTTPFields, request: HTTPFields, requestedAt: Int64, receivedAt: Int64
    ) {
        let new =
            status == 304
            ? lastResponse.confirmed(
                by: fields, request: request, requestedAt: requestedAt, receivedAt: receivedAt)
            : StoredResponse(fields: fields, request: request, requestedAt: requestedAt, receivedAt: receivedAt)
        let kept = StoredResponse(
            fields: new.fields.only(Self.keptFields), request: request, requestedAt: requestedAt,
            receivedAt: receivedAt)
        response = kept
        etag = kept.etag
        lastModified = kept.lastModified
        fetchedAt = receivedAt
        freshUntil = ImageCachePolicy.freshUntil(kept, request: request)
        failure = nil
        origin = nil
        triedFallbacks = nil
    }

    /// The last good answer; of one from before its fields were kept, the validators.
    private var lastResponse: StoredResponse {
        if let response { return response }
        let validators = [("ETag", etag), ("Last-Modified", lastModified)]
            .compactMap { name, value in value.map { (name: name, value: $0) } }
        return StoredResponse(fields: HTTPFields(validators), requestedAt: fetchedAt, receivedAt: fetchedAt)
    }
}
