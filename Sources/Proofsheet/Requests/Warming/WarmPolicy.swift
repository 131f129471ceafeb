import Auditing
import Caching
import Fetching
import HTTPRules

/// Which images a run asks for.
struct WarmPolicy: Sendable {
    /// Asks for every image again, without validators.
    let isForced: Bool
    /// Asks for what failed last time, and for nothing else.
    let retriesFailed: Bool
    /// Largest width × height of an image that is stored.
    let maximumPixels: Int
    let limits: FreshnessLimits
    /// The fields by which a server may choose its answer.
    let fields: HTTPFields
    /// When the run began, in seconds since 1970.
    let startTime: Int64

    init(_ configuration: Configuration, startTime: Int64 = Clock.now) throws(ProofsheetError) {
        isForced = configuration.isForced
        retriesFailed = configuration.retriesFailed
        maximumPixels = configuration.limits.maximumPixels
        limits = try FreshnessLimits(configuration)
        fields = HTTPFields(try FetchOptions(configuration).fields(of: FetchRequest(url: "")))
        self.startTime = startTime
    }

    /// Whether hosts are asked that an earlier run was told to leave alone.
    var asksDeferredHosts: Bool { isForced || retriesFailed }

    /// Whether a request is due by what is known of a URL.
    func isDue(_ knowledge: ImageKnowledge?) -> Bool {
        // What another process asked for since this run began need not be asked for again. Of what was answered in the
        // very second of the start, nobody knows whether it was before.
        if let knowledge, knowledge.isSettled, knowledge.lastAnswer > startTime { return false }
        if retriesFailed { return knowledge?.entry?.failure != nil }
        return isForced || needsRequest(knowledge)
    }

    /// The same of a URL of which something else has become known since it was found to be due.
    func isDueStill(_ knowledge: ImageKnowledge) -> Bool {
        if knowledge.isSettled, knowledge.lastAnswer >= startTime { return false }
        return isDue(knowledge)
    }

    /// Whether the cache lacks an image, or must ask for it again.
    func needsRequest(_ knowledge: ImageKnowledge?) -> Bool {
        guard let knowledge, let entry = knowledge.entry else { return true }
        let isDamaged = entry.object != nil && knowledge.presentObject == nil
        return isDamaged || entry.needsRequest(at: Clock.now, limits: limits, request: fields)
    }
}

extension ImageKnowledge {
    /// Whether the last request led to something: a failure, or an image that is still there.
    fileprivate var isSettled: Bool { entry?.failure != nil || presentObject != nil }

    /// When the last answer came, in seconds since 1970.
    fileprivate var lastAnswer: Int64 { max(entry?.fetchedAt ?? 0, entry?.failure?.occurredAt ?? 0) }
}
