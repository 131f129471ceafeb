/// Why the size of an image can't be read for sure.
package enum ProbeError: Error, Sendable, Hashable {
    /// The data begin with no signature of a known format.
    case notAnImage
    /// The data end before the size is known, or before an SVG does; `expected` is the length in bytes that the file needs at least.
    case truncated(expected: Int)
    /// The data break the rules of their format; the text says what is wrong and where.
    case invalid(String)
    /// An image, but one without a size of its own; the text says why.
    case noSize(String)
    /// A limit of `ProbeLimits` was reached; the text says which.
    case limitExceeded(String)

    /// What happened, as a sentence without its full stop.
    package var reason: String {
        switch self {
        case .notAnImage: "the data begin with no signature of a known image format"
        case .truncated(let expected): "the data end too early: at least \(expected) bytes are needed"
        case .invalid(let text), .noSize(let text), .limitExceeded(let text): text
        }
    }
}
