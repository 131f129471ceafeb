/// Where an image of the cache came from, where that is not its own URL.
package enum ObjectOrigin: Sendable, Hashable {
    /// Another URL, which was asked since the image was gone at its own.
    case fallback(url: String)
    /// A file that a person supplied, and when, in seconds since 1970.
    case imported(at: Int64)
}

extension CacheEntry {
    /// Takes note of where the last good answer says that the image has moved to for good; nil where it has not.
    package mutating func noteMove(to target: String?) {
        let isSame = target != nil && target == movedTo
        let (count, overflow) = movedCount.addingReportingOverflow(1)
        movedCount = target == nil ? 0 : isSame && !overflow ? count : 1
        movedTo = target
    }

    /// Takes over an image that came from elsewhere: nothing that its own server said is about it.
    ///
    /// - Parameters:
    ///   - origin: Where it came from.
    ///   - finalURL: The URL that answered; nil for a file.
    ///   - now: In seconds since 1970.
    package mutating func take(from origin: ObjectOrigin, finalURL: String?, at now: Int64) {
        self.origin = origin
        self.finalURL = finalURL
        etag = nil
        lastModified = nil
        response = nil
        fetchedAt = now
        freshUntil = now
        noteMove(to: nil)
        triedFallbacks = nil
    }
}
