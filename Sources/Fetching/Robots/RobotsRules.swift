import Addresses

/// What the robots.txt of each origin lets us fetch, asked for once and then remembered.
///
/// It is asked only where the user wants that: robots.txt is about crawlers that find their own way.
package actor RobotsRules {
    /// What is known of a URL.
    package enum Answer: Sendable, Hashable {
        case allowed
        /// The robots.txt of the site forbids it.
        case disallowed
        /// The robots.txt could not be read, for which reason nothing of the site may be fetched (RFC 9309 §2.3.1.4).
        case unreachable(reason: String)
        /// The run was ended before an answer came.
        case cancelled
    }

    /// What is known of an origin.
    private enum Knowledge {
        case policy(RobotsPolicy)
        case unreachable(reason: String)
        case cancelled
    }

    /// The name by which sites address us.
    package static let productToken = "proofsheet"

    private let engine: FetchEngine
    private let token: String
    /// By `ResolvedURL.origin`.
    private var origins: [String: Task<Knowledge, Never>] = [:]

    /// - Parameters:
    ///   - engine: What fetches; its limits, manners and policies hold for robots.txt too.
    ///   - token: The product token (RFC 9309 §2.2.1).
    package init(engine: FetchEngine, token: String = RobotsRules.productToken) {
        self.engine = engine
        self.token = token
    }

    /// What robots.txt says of a URL, and why nothing of a site may be fetched where it can't be read.
    ///
    /// What is no URL or may not be asked at all is allowed, which its own request will tell better. Where the task of one
    /// who asks is cancelled, the run ends, and with it the requests for robots.txt.
    package func answer(for url: String) async -> Answer {
        guard let resolved = try? URLPolicy.normalize(url) else { return .allowed }
        let origin = resolved.origin
        let task = origins[origin] ?? Task { await fetch(origin) }
        origins[origin] = task
        let knowledge = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        switch knowledge {
        case .cancelled: return .cancelled
        case .unreachable(let reason): return .unreachable(reason: reason)
        case .policy(let policy): return policy.allows(path: resolved.pathAndQuery) ? .allowed : .disallowed
        }
    }

    /// Reads the robots.txt of an origin; what a redirect leads to speaks for that origin all the same (§2.3.1.2).
    private func fetch(_ origin: String) async -> Knowledge {
        let body = BodyPrefix(limit: RobotsPolicy.maximumSize)
        var request = FetchRequest(url: origin + "/robots.txt")
        request.fields = [.init(name: "Accept", value: "text/plain,*/*;q=0.5")]
        switch await engine.fetch(request, into: body).result {
        case .success(let response) where (200..<300).contains(response.status):
            return .policy(RobotsPolicy(body.bytes, for: token))
        case .failure(.tooLarge): return .policy(RobotsPolicy(body.bytes, for: token))
        // Unavailable: 4xx, and redirects without a target (§2.3.1.3).
        case .success(let response) where response.status < 500: return .policy(.allowingAll)
        case .success(let response): return .unreachable(reason: "robots.txt is answered with \(response.status)")
        case .failure(.connection(let reason)), .failure(.timedOut(let reason)):
            return .unreachable(reason: "robots.txt can't be read: \(reason)")
        case .failure(.cancelled): return .cancelled
        // The others say nothing of robots.txt, and meet the request itself as well: an address that is refused, a host
        // that wants to be left alone. More than five redirects count as unavailable.
        case .failure: return .policy(.allowingAll)
        }
    }
}

extension ResolvedURL {
    /// What follows scheme, host and port.
    fileprivate var pathAndQuery: String {
        let start = string.utf8.dropFirst("\(scheme)://".utf8.count)
        return start.firstIndex(of: .slash).map { String(string[$0...]) } ?? "/"
    }
}
