package import HTTPRules

/// What the cache knows of one URL.
package struct CacheEntry: Sendable, Hashable {
    /// The URL as the record has it, made absolute; the key of the entry.
    package var url: String
    /// The image of the last good answer; it stays when a later request fails.
    package var object: ImageObject?
    /// Validators of the last good answer (RFC 9110 §8.8), sent when it is asked for again.
    package var etag: String?
    package var lastModified: String?
    /// What else the last good answer says of its reuse, with what later ones changed of it; nil where none came since
    /// the cache keeps it.
    package var response: StoredResponse?
    /// Until when the last good answer needs no request, in seconds since 1970.
    package var freshUntil: Int64
    /// When the last good answer came, in seconds since 1970; 0 where none ever came.
    package var fetchedAt: Int64
    /// The URL that answered where it is another one.
    package var finalURL: String?
    /// Where permanent redirects of the last good answer lead (RFC 9110 §15.4.2, §15.4.9); nil where the image has not
    /// moved for good.
    package var movedTo: String?
    /// In how many good answers one after the other, each of another run, `movedTo` was the same; 0 where there is none.
    package var movedCount: Int
    /// Where the object came from, where that is not its own URL.
    package var origin: ObjectOrigin?
    /// What stands for the fallbacks that were asked in vain after the last failure; nil where none was, or one may
    /// answer next time.
    package var triedFallbacks: Int64?
    /// What went wrong with the last request; nil where it went well.
    package var failure: CacheFailure?

    /// How much of an entry is read.
    package enum Extent: Sendable {
        case whole
        /// Without what only requests need, which is by far the most of most entries, and what only drawings need: the
        /// validators, the response, and the image's ThumbHash.
        case facts
    }

    package init(
        url: String, object: ImageObject? = nil, etag: String? = nil, lastModified: String? = nil,
        response: StoredResponse? = nil, freshUntil: Int64 = 0, fetchedAt: Int64 = 0, finalURL: String? = nil,
        movedTo: String? = nil, movedCount: Int = 0, origin: ObjectOrigin? = nil, triedFallbacks: Int64? = nil,
        failure: CacheFailure? = nil
    ) {
        self.url = url
        self.object = object
        self.etag = etag
        self.lastModified = lastModified
        self.response = response
        self.freshUntil = freshUntil
        self.fetchedAt = fetchedAt
        self.finalURL = finalURL
        self.movedTo = movedTo
        self.movedCount = movedCount
        self.origin = origin
        self.triedFallbacks = triedFallbacks
        self.failure = failure
    }

    /// Whether a request is due at `now`, in seconds since 1970.
    ///
    /// For what a person supplied, none ever is. A 404 or 410 is remembered for a day; any other failure is asked for again in the next run. Of an image, it goes by
    /// `ImageCachePolicy`. What came at a time that lies in the future counts for nothing (`StoredTime`).
    ///
    /// - Parameters:
    ///   - limits: What the user wants, whatever servers say.
    ///   - request: The fields that the request would be sent with, by which the server may choose its answer; nil for
    ///     those of the last one.
    package func needsRequest(
        at now: Int64, limits: FreshnessLimits = FreshnessLimits(), request: HTTPFields? = nil
    ) -> Bool {
        if case .imported = origin, object != nil { return false }
        if let failure {
            let (end, overflow) = failure.occurredAt.addingReportingOverflow(CacheFailure.goneLifetime)
            return failure.kind != .gone || !StoredTime.hasCome(failure.occurredAt, at: now) || overflow || now >= end
        }
        guard object != nil, StoredTime.hasCome(fetchedAt, at: now) else { return true }
        let age = now.subtractingReportingOverflow(fetchedAt)
        if let minimum = limits.minimum, !age.overflow, age.partialValue < minimum { return false }
        if let maximum = limits.maximum, age.overflow || age.partialValue >= maximum { return true }
        // Of one from before answers were kept, no more is known.
        guard let response else { return now >= freshUntil }
        return !ImageCachePolicy.answers(response, freshUntil: freshUntil, request: request, at: now)
    }
}
