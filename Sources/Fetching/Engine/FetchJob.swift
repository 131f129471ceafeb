import Addresses
import Glibc
import Synchronization

/// The identity of one call of `fetch`, and whether its task has been cancelled.
///
/// The cancelling can overtake the order it is about; then the order finds it here.
final class FetchTicket: Sendable {
    private let cancelled = Atomic(false)

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// One call of `fetch` on its way to the transfer loop.
struct FetchOrder: Sendable {
    let ticket: FetchTicket
    let request: FetchRequest
    let url: ResolvedURL
    /// What takes the body; nil where the response keeps it.
    let reader: (any BodyReader)?
    /// What looks at the body as it comes, in the state from which each attempt begins; nil where nothing does.
    let inspector: (any BodyInspector)?
    let continuation: CheckedContinuation<FetchOutcome, Never>

    /// Ends the call before anything was sent.
    func refuse(_ failure: FetchFailure) {
        continuation.resume(returning: FetchOutcome(result: .failure(failure), attempts: 0, bytesReceived: 0))
    }
}

/// One call of `fetch` in the transfer loop, over all its redirects and retries.
final class FetchJob {
    let order: FetchOrder
    /// The URLs asked so far; the last is the current one.
    private(set) var visited: [ResolvedURL]
    private(set) var redirects: [FetchResponse.Redirect] = []
    private(set) var attempts = 0
    /// Sendings that only took back the wish for a part of the file, and are not counted as retries.
    private var restarts = 0
    /// The next sending follows a redirect and is no new attempt.
    private var isFollowing = false
    /// When the current request was sent, in seconds since 1970.
    private var sentAt: Int64 = 0
    var bytesReceived = 0
    /// The rest of the last answer's body was not wanted.
    var isBodyCut = false
    /// What came of the body before the last attempt broke off; the next one asks for the rest.
    private(set) var broken: BrokenDownload?
    /// The transfer that is at work for it.
    var transfer: Transfer?
    private(set) var isEnded = false

    init(_ order: FetchOrder) {
        self.order = order
        visited = [order.url]
    }

    var url: ResolvedURL { visited[visited.count - 1] }
    var host: HostKey { HostKey(url) }
    var retries: Int { max(0, attempts - 1 - restarts) }

    /// Header lines of the current request.
    func headerLines(_ options: FetchOptions) -> [String] {
        var request = order.request
        // Whoever asks trusts the host that it asked with them, and no other.
        if host != HostKey(order.url) { request.fields = [] }
        let fields = options.fieldsAsTheyAre(of: request).map { field in
            // Without a value the line would take away a field of libcurl's.
            field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
        }
        let partial = order.reader?.headerLines(isRedirected: url.string != order.url.string)
        return fields + conditions + (partial ?? broken?.headerLines ?? [])
    }

    /// Header lines with the validators of the stored response.
    ///
    /// A validator speaks of one resource only (RFC 9110 §8.8), so it goes to the URL that sent it and to no other
    /// URL of a chain of redirects. One with control characters is left out. The rest of a file is asked for only
    /// after an answer that was not what is stored.
    private var conditions: [String] {
        guard broken == nil, url.string == order.request.validatorURL ?? order.url.string else { return [] }
        return [("If-None-Match", order.request.etag), ("If-Modified-Since", order.request.lastModified)]
            .compactMap { name, value in
                guard let value, !value.isEmpty, value.isFieldValue else { return nil }
                return "\(name): \(value)"
            }
    }

    func send() {
        if !isFollowing { attempts += 1 }
        isFollowing = false
        isBodyCut = false
        sentAt = Int64(time(nil))
    }

    /// Keeps what came before an attempt broke off.
    func keep(_ download: BrokenDownload) { broken = download }

    /// What came before the last attempt broke off, to be continued or dropped.
    func takeBroken() -> BrokenDownload? {
        defer { broken = nil }
        return broken
    }

    /// Asks for the whole file again, since the answer to the request for its rest was of no use.
    func restart() {
        broken = nil
        restarts += 1
    }

    func follow(to target: ResolvedURL, status: Int) {
        redirects.append(FetchResponse.Redirect(status: status, target: target.string))
        visited.append(target)
        broken = nil
        isFollowing = true
    }

    /// The response that the current request got.
    func response(_ head: ResponseHead, body: BodyBuffer?) -> FetchResponse {
        body?.stored?.rest()
        let asked = Set(order.request.fields.map { $0.name.lowercased() })
        let isConditional = !conditions.isEmpty || !asked.isDisjoint(with: ["if-none-match", "if-modified-since"])
        var response = FetchResponse(
            status: head.status, headers: head.fields, body: body?.bytes ?? [], finalURL: url.string,
            redirects: redirects, isCut: isBodyCut, isConditional: isConditional, requestedAt: sentAt,
            receivedAt: Int64(time(nil)))
        response.storedBody = body?.stored
        if let body, body.stored == nil { body.reservation.hold(body.bytes) }
        response.reservation = body?.reservation
        return response
    }

    func end(_ result: Result<FetchResponse, FetchFailure>) {
        guard !isEnded else { return }
        isEnded = true
        let outcome = FetchOutcome(result: result, attempts: attempts, bytesReceived: bytesReceived)
        order.continuation.resume(returning: outcome)
    }
}

extension String {
    /// Whether it can be the value of a header field: no line end or other control character (RFC 9110 §5.5).
    var isFieldValue: Bool { utf8.allSatisfy { $0 >= .space && $0 != .delete } }
}
