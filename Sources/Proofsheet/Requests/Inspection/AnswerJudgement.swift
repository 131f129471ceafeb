import Caching
import Fetching
import Probing
import Reporting

/// What answers to requests for images mean, whether the whole was asked for or its start.
extension CacheFailure.Kind {
    /// Of an answer without a file.
    init(status: Int) {
        self =
            switch status {
            case 404, 410: .gone
            case 401, 403, 429, 451: .blocked
            default: .unreachable
            }
    }

    /// Of a file whose size cannot be told.
    init(_ error: ProbeError) {
        self =
            switch error {
            case .notAnImage: .notImage
            case .truncated: .truncated
            case .invalid: .corrupt
            case .noSize: .unsupported
            case .limitExceeded: .unreachable
            }
    }
}

extension FetchResponse {
    /// What came in place of an image: `a web page labelled image/jpeg, 1234 bytes`.
    ///
    /// - Parameters:
    ///   - opening: The start of the file.
    ///   - length: Of the whole, in bytes; nil where nobody knows it.
    func description(ofNoImage opening: [UInt8], length: Int?) -> String {
        if opening.isEmpty { return "it is empty" }
        let label = header("content-type").map { "labelled \($0.prefix(80))" } ?? "without a Content-Type"
        let content = "\(Self.content(of: opening)) \(label)"
        return length.map { "\(content), \(Plural.text($0, "byte"))" } ?? content
    }

    /// What bytes that are no image seem to be.
    private static func content(of bytes: [UInt8]) -> String {
        let head = bytes.prefix(OpeningDemand.openingSize)
        let text = String(decoding: head, as: UTF8.self).lowercased()
        if text.contains("<html") || text.contains("<!doctype html") { return "a web page" }
        if text.drop(while: \.isWhitespace).hasPrefix("<") { return "an XML document" }
        return head.contains(0) ? "unknown bytes" : "text"
    }

    /// Where the first redirects lead, as far as they are permanent (RFC 9110 §15.4.2, §15.4.9); nil where the file has
    /// not moved for good.
    var permanentTarget: String? { redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.target }
}

extension RobotsRules.Answer {
    /// Why a URL is not asked for; nil where it may be.
    var failure: FetchFailure? {
        switch self {
        case .allowed: nil
        case .disallowed: .refused(reason: "the site's robots.txt forbids it (option robots)")
        case .unreachable(let reason): .connection(reason: reason)
        case .cancelled: .cancelled
        }
    }
}
