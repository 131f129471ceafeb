/// Why the last request for a URL gave no usable image.
package struct CacheFailure: Sendable, Hashable {
    /// The raw value is the name in the index.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 404 or 410.
        case gone
        /// 401, 403, 429 or 451.
        case blocked
        /// No answer, or one of any other status.
        case unreachable
        /// The address policy does not let the request go out.
        case refused
        /// The answer is not an image.
        case notImage
        /// The image is cut short.
        case truncated
        /// The image is damaged.
        case corrupt
        /// An image whose size nobody can tell, such as an SVG that fills whatever room it gets.
        case unsupported
    }

    /// How long a 404 or 410 is believed, in seconds.
    package static let goneLifetime: Int64 = 86_400

    package var kind: Kind
    /// HTTP status of the answer; nil where none came.
    package var status: Int?
    /// What went wrong: one clause without a full stop.
    package var detail: String
    /// When, in seconds since 1970.
    package var occurredAt: Int64

    package init(kind: Kind, status: Int? = nil, detail: String, occurredAt: Int64) {
        self.kind = kind
        self.status = status
        self.detail = detail
        self.occurredAt = occurredAt
    }
}
