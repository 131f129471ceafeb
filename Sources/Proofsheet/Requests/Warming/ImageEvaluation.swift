import Caching
import Decoding
import Fetching
import Probing

/// What an answer means for the cache.
enum ImageEvaluation: Sendable {
    /// An image to store.
    case image(Body, header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary?)
    /// The stored image is still the right one (304).
    case unchanged
    /// No usable image.
    case failure(CacheFailure)
    /// The answer could not be kept on this machine, which says nothing of the image.
    case unstorable(String)
    /// The run was ended before an answer came; nothing is known.
    case cancelled

    /// The bytes of an image.
    enum Body: Sendable {
        case memory([UInt8])
        case stored(SpooledBody)
    }

    /// Judges the outcome of a request at `now`, in seconds since 1970.
    ///
    /// - Parameter maximumPixels: Largest width × height of an image that is stored.
    init(_ outcome: FetchOutcome, now: Int64, maximumPixels: Int = Configuration.NetworkLimits().maximumPixels) {
        switch outcome.result {
        case .success(let response): self = Self.judge(response, now: now, maximumPixels)
        case .failure(.cancelled): self = .cancelled
        case .failure(.lacking(let reason)): self = .unstorable(reason)
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
        let status = response.status
        if status == 200 { return judge(body: response, now: now, maximumPixels) }
        if status == 304 { return .unchanged }
        let detail = "the server answered \(status)"
        return .failure(
            CacheFailure(kind: CacheFailure.Kind(status: status), status: status, detail: detail, occurredAt: now))
    }

    private static func judge(body response: FetchResponse, now: Int64, _ maximumPixels: Int) -> ImageEvaluation {
        guard let stored = response.storedBody as? SpooledBody else {
            let content = ImageInMemory(image: response.body)
            let header: Result<ImageHeader, ProbeError>
            do throws(ProbeError) { header = .success(try Probe.header(of: response.body.span)) } catch {
                header = .failure(error)
            }
            return judge(content, .memory(response.body), header, of: response, now: now, maximumPixels)
        }
        let content = GrownImage(content: stored.content)
        do throws(ObjectError) {
            return try judge(content, .stored(stored), content.header(), of: response, now: now, maximumPixels)
        } catch {
            return .unstorable(error.description)
        }
    }

    private static func judge<Content: ImageContent>(
        _ content: Content, _ body: Body, _ probed: Result<ImageHeader, ProbeError>, of response: FetchResponse,
        now: Int64, _ maximumPixels: Int
    ) throws(Content.Failure) -> ImageEvaluation {
        func failure(_ kind: CacheFailure.Kind, _ detail: String) -> ImageEvaluation {
            .failure(CacheFailure(kind: kind, status: response.status, detail: detail, occurredAt: now))
        }
        let header: ImageHeader
        switch probed {
        case .success(let found): header = found
        case .failure(.notAnImage):
            // Of one that was not read to its end, nobody knows the length.
            let length = response.isCut ? nil : response.bodySize
            return failure(.notImage, response.description(ofNoImage: try content.opening(), length: length))
        case .failure(let error): return failure(CacheFailure.Kind(error), error.reason)
        }
        if let reason = header.refusal(maximumPixels: maximumPixels) { return failure(.unreachable, reason) }
        let assessment = try content.assessment(header: header)
        func image(_ soundness: ImageObject.Soundness) -> ImageEvaluation {
            .image(
                body, header: header, soundness: soundness, summary: assessment.summary.map(ImageSummary.init))
        }
        return switch assessment.verdict {
        case .intact: image(.intact)
        case .unsupported: image(.unsupported)
        case .truncated(let detail): failure(.truncated, detail)
        case .corrupt(let detail): failure(.corrupt, detail)
        }
    }
}
