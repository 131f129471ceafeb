import Caching
import Decoding
import Fetching
import Probing
import Reporting

/// What an answer means for the cache.
enum ImageEvaluation: Sendable {
    /// An image to store.
    case image(bytes: [UInt8], header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary?)
    /// The stored image is still the right one (304).
    case unchanged
    /// No usable image.
    case failure(CacheFailure)
    /// The run was ended before an answer came; nothing is known.
    case cancelled

    /// Judges the outcome of a request at `now`, in seconds since 1970.
    ///
    /// - Parameter maximumPixels: Largest width × height of an image that is stored.
    init(_ outcome: FetchOutcome, now: Int64, maximumPixels: Int = Configuration.NetworkLimits().maximumPixels) {
        switch outcome.result {
        case .success(let response): self = Self.judge(response, now: now, maximumPixels)
        case .failure(.cancelled): self = .cancelled
        case .failure(.deferred(let host, let status, let until)):
            let detail = FetchFailure.deferred(host: host, status: status, until: until).reason
            let kind: CacheFailure.Kind = status == 429 ? .blocked : .unreachable
            self = .failure(CacheFailure(kind: kind, status: status, detail: detail, occurredAt: now))
        case .failure(let failure):
            let kind: CacheFailure.Kind = if case .refused = failure { .refused } else { .unreachable }
            self = .failure(CacheFailure(kind: kind, detail: failure.reason, occurredAt: now))
        }
    }

    private static func judge(_ response: FetchResponse, now: Int64, _ maximumPixels: Int) -> ImageEvaluation {
        let kind: CacheFailure.Kind
        switch response.status {
        case 200: return judge(body: response, now: now, maximumPixels)
        case 304: return .unchanged
        case 404, 410: kind = .gone
        case 401, 403, 429, 451: kind = .blocked
        default: kind = .unreachable
        }
        let detail = "the server answered \(response.status)"
        return .failure(CacheFailure(kind: kind, status: response.status, detail: detail, occurredAt: now))
    }

    private static func judge(body response: FetchResponse, now: Int64, _ maximumPixels: Int) -> ImageEvaluation {
        func failure(_ kind: CacheFailure.Kind, _ detail: String) -> ImageEvaluation {
            .failure(CacheFailure(kind: kind, status: response.status, detail: detail, occurredAt: now))
        }
        let header: ImageHeader
        do throws(ProbeError) {
            header = try Probe.header(of: response.body.span)
        } catch {
            return switch error {
            case .notAnImage: failure(.notImage, description(ofNoImage: response))
            case .truncated: failure(.truncated, error.reason)
            case .invalid: failure(.corrupt, error.reason)
            case .noSize: failure(.unsupported, error.reason)
            case .limitExceeded: failure(.unreachable, error.reason)
            }
        }
        guard !header.hasMorePixels(than: maximumPixels) else {
            let size = "\(header.rawWidth) × \(header.rawHeight)"
            return failure(
                .unreachable, "\(size) are more pixels than the limit of \(maximumPixels) (option max-pixels)")
        }
        let assessment = ImageAssessment(of: response.body.span, header: header)
        func image(_ soundness: ImageObject.Soundness) -> ImageEvaluation {
            .image(
                bytes: response.body, header: header, soundness: soundness,
                summary: assessment.summary.map(ImageSummary.init))
        }
        return switch assessment.verdict {
        case .intact: image(.intact)
        case .unsupported: image(.unsupported)
        case .truncated(let detail): failure(.truncated, detail)
        case .corrupt(let detail): failure(.corrupt, detail)
        }
    }

    /// What came in place of an image: `a web page labelled image/jpeg, 1234 bytes`.
    private static func description(ofNoImage response: FetchResponse) -> String {
        if response.body.isEmpty { return "it is empty" }
        let label = response.header("content-type").map { "labelled \($0.prefix(80))" } ?? "without a Content-Type"
        let content = "\(content(of: response.body)) \(label)"
        // Of one that was not read to its end, nobody knows the length.
        return response.isCut ? content : "\(content), \(Plural.text(response.body.count, "byte"))"
    }

    /// What bytes that are no image seem to be.
    private static func content(of bytes: [UInt8]) -> String {
        let head = bytes.prefix(1_024)
        let text = String(decoding: head, as: UTF8.self).lowercased()
        if text.contains("<html") || text.contains("<!doctype html") { return "a web page" }
        if text.drop(while: \.isWhitespace).hasPrefix("<") { return "an XML document" }
        return head.contains(0) ? "unknown bytes" : "text"
    }
}
