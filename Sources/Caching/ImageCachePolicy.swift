import HTTPRules

/// When the cache asks for an image again: as RFC 9111 has it of a private cache (`HTTPRules`), but for three departures.
///
/// 1. An image is kept even if its server says `no-store`, since records show it and a flag may say that it is kept. It
///    answers nothing by itself: it is asked for again each time, as with `no-cache`.
/// 2. An image of whose freshness its server says nothing, nor when it was modified, counts as fresh for a day.
/// 3. An image stays for good while its server is down or answers with errors, even with `must-revalidate`: the failure is
///    kept beside it, and says when the next request is due (`CacheFailure.goneLifetime`).
///
/// What the user wants (`FreshnessLimits`) goes before all of this. Directives in the requests' own `Cache-Control` are
/// for caches on their way alone; they are advisory (RFC 9111 §5.2.1).
enum ImageCachePolicy {
    /// Lifetime in seconds of an image of whose freshness its server says nothing: a day.
    static let unstatedLifetime: Int64 = 86_400

    /// A request for an image, sent with these fields.
    static func request(_ fields: HTTPFields) -> CacheRequest {
        CacheRequest(fields: fields, heeding: CacheDirectives())
    }

    /// Until when an image needs no request, in seconds since 1970: reckoned once, when its answer came.
    static func freshUntil(_ response: StoredResponse, request: HTTPFields) -> Int64 {
        let request = Self.request(request)
        guard Storability.isStorable(status: response.status, fields: response.fields, request: request) else {
            return response.receivedAt
        }
        return response.answersUntil(unstatedLifetime: unstatedLifetime)
    }

    /// Whether the image of an answer needs no request at `now`, in seconds since 1970.
    ///
    /// - Parameters:
    ///   - freshUntil: What `freshUntil(_:request:)` said of the answer.
    ///   - request: The fields that a request would be sent with; nil for those of the last one.
    static func answers(
        _ response: StoredResponse, freshUntil: Int64, request: HTTPFields?, at now: Int64
    ) -> Bool {
        // What is stale, or never was fresh, answers no request without directives; for most, that is all to know.
        guard now < freshUntil, response.receivedAt < freshUntil else { return false }
        let request = Self.request(request ?? response.variant.nominated)
        let reuse = response.reuse(
            for: request, at: now, answersUntil: freshUntil, unstatedLifetime: unstatedLifetime)
        return reuse == .answer
    }
}
