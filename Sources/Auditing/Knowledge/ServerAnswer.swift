package import Caching
package import Probing

/// What the first bytes of an image, asked for in this run and not kept, say of it.
///
/// It says nothing of the cache, and so of no flag.
package struct ServerAnswer: Sendable, Hashable {
    /// What came of the request.
    package enum Outcome: Sendable, Hashable {
        case header(ImageHeader)
        /// No image, or none whose size can be told.
        case failure(CacheFailure)
    }

    package var outcome: Outcome
    /// The URL that answered where it is another one.
    package var finalURL: String?
    /// Where permanent redirects lead; nil where the image has not moved for good.
    package var movedTo: String?

    package init(_ outcome: Outcome, finalURL: String? = nil, movedTo: String? = nil) {
        self.outcome = outcome
        self.finalURL = finalURL
        self.movedTo = movedTo
    }

    package var header: ImageHeader? { if case .header(let header) = outcome { header } else { nil } }

    package var failure: CacheFailure? { if case .failure(let failure) = outcome { failure } else { nil } }
}
