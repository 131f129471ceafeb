/// What a full decode of an image found.
package enum Verdict: Sendable, Hashable {
    /// Every pixel was decoded, and nothing was damaged.
    case intact
    /// The data ends before the image does; the text says where.
    case truncated(String)
    /// Something inside is damaged; the text says what and where.
    case corrupt(String)
    /// No decoder for this format is built in: nothing is known of its pixels.
    case unsupported(String)

    /// The name used in reports and in the cache index: `intact`, `truncated`, `corrupt` or `unsupported`.
    package var name: String {
        switch self {
        case .intact: "intact"
        case .truncated: "truncated"
        case .corrupt: "corrupt"
        case .unsupported: "unsupported"
        }
    }

    /// What was found and where; nil for an intact image.
    package var detail: String? {
        switch self {
        case .intact: nil
        case .truncated(let detail), .corrupt(let detail), .unsupported(let detail): detail
        }
    }
}
