import Auditing

/// What was found out of images lately, for as long as records name images again that others have named.
struct RecentKnowledge {
    private var known: [String: ImageKnowledge] = [:]
    private var lookUps = 0
    private var hits = 0
    private var isWorthIt = true

    /// With so many all are forgotten.
    private static let maximumCount = 1 << 16
    /// Look-ups by which it is told whether images are named again, and of how many that must be so.
    private static let trial = (lookUps: 4_096, share: 16)

    /// Adds those of the URLs that are known to `result`; gives back the others.
    mutating func take(from urls: [String], to result: inout [String: ImageKnowledge]) -> [String] {
        guard isWorthIt else { return urls }
        var others: [String] = []
        for url in urls {
            if let found = known[url] { result[url] = found } else { others.append(url) }
        }
        lookUps += urls.count
        hits += urls.count - others.count
        if lookUps >= Self.trial.lookUps, hits * Self.trial.share < lookUps {
            isWorthIt = false
            known = [:]
        }
        return others
    }

    mutating func add(_ knowledge: ImageKnowledge, of url: String) {
        guard isWorthIt else { return }
        if known.count >= Self.maximumCount { known.removeAll(keepingCapacity: true) }
        known[url] = knowledge
    }
}
