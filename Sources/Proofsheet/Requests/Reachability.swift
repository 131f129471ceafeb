import Addresses
import Fetching

/// Whether any server answers, or the network as a whole is gone.
struct Reachability: Sendable {
    private var hasAnswer = false
    private var images = 0
    private var hosts: Set<String> = []
    /// The shortest of the reasons, the first of these in their own order, so that it is the same whichever came first.
    private var reason: String?

    /// Notes that a server said something.
    mutating func noteAnswer() { hasAnswer = true }

    /// Notes that no server said anything of an image.
    mutating func noteSilence(of url: String, _ reason: String) {
        images += 1
        hosts.insert(URLText.host(of: url) ?? "")
        if let known = self.reason, (known.utf8.count, known) <= (reason.utf8.count, reason) { return }
        self.reason = reason
    }

    /// What keeps a run from its work; nil where a server answers, or only one is silent, which may be its own trouble.
    var failure: ProofsheetError? {
        guard !hasAnswer, hosts.count > 1, let reason else { return nil }
        return ProofsheetError(
            .failure,
            "no server answers: \(images) images of \(hosts.count) hosts were not fetched (\(reason)); check the network, or "
                + "set 'proxy' in the configuration where it takes one")
    }
}

extension FetchFailure {
    /// Why no server has said anything; nil where one has, or was not asked.
    var silence: String? {
        switch self {
        case .unknownHost(let reason), .connection(let reason), .timedOut(let reason): reason
        case .invalidURL, .refused, .tooManyRedirects, .tooLarge, .deferred, .lacking, .cancelled: nil
        }
    }
}
