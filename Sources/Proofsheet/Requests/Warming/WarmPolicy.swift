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
    let rules: RequestRules
    /// What is known to stand where an image is lost, and from how many addresses the same bytes do.
    let placeholders: [KnownPlaceholder]
    let placeholderCount: Int
    private let options: FetchOptions
    /// What requests to hosts without settings of their own are sent with.
    private let commonFields: HTTPFields
    /// When the run began, in seconds since 1970.
    let startTime: Int64

    init(_ configuration: Configuration, startTime: Int64 = Clock.now) throws(ProofsheetError) {
        isForced = configuration.isForced
        retriesFailed = configuration.retriesFailed
        maximumPixels = configuration.limits.maximumPixels
        limits = try FreshnessLimits(configuration)
        rules = RequestRules(configuration)
        let settings = RuleSettings(configuration)
        placeholders = settings.placeholders
        placeholderCount = settings.placeholderCount
        options = try FetchOptions(configuration)
        commonFields = HTTPFields(options.fields(of: FetchRequest(url: "")))
        self.startTime = startTime
    }

    /// The header fields that a request for a URL of a record is sent with, by which a server may choose its answer.
    func fields(for url: String) -> HTTPFields {
        options.hosts.isEmpty ? commonFields : HTTPFields(options.fields(of: FetchRequest(url: rules.target(of: url))))
    }

    /// Whether hosts are asked that an earlier run was told to leave alone.
    var asksDeferredHosts: Bool { isForced || retriesFailed }

    /// Whether a request is due by what is known of a URL.
    func isDue(_ knowledge: ImageKnowledge?) -> Bool {
        // What another process asked for since this run began need not be asked for again. Of what was answered in the
        // very second of the start, nobody knows whether it was before.
        if let knowledge, knowledge.isSettled, knowledge.lastAnswer(at: Clock.now) > startTime { return false }
        if retriesFailed { return knowledge?.entry?.failure != nil && !isImported(knowledge) }
        return isForced || needsRequest(knowledge) || lacksRescue(knowledge)
    }

    /// The same of a URL of which something else has become known since it was found to be due.
    func isDueStill(_ knowledge: ImageKnowledge) -> Bool {
        if knowledge.isSettled, knowledge.lastAnswer(at: Clock.now) >= startTime { return false }
        return isDue(knowledge)
    }

    /// Whether an image is known to be gone, and a fallback has not been asked for it.
    private func lacksRescue(_ knowledge: ImageKnowledge?) -> Bool {
        guard let entry = knowledge?.entry, entry.failure?.kind == .gone, knowledge?.presentObject == nil else {
            return false
        }
        let addresses = rules.fallbacks(of: entry.url)
        return !addresses.isEmpty && entry.triedFallbacks != Self.mark(of: addresses)
    }

    /// Whether nothing but the fallbacks is to be asked, since it is known that the image is gone at its own URL.
    func asksFallbacksAlone(_ knowledge: ImageKnowledge?) -> Bool {
        !isForced && !retriesFailed && !needsRequest(knowledge) && lacksRescue(knowledge)
    }

    /// Whether a person supplied the image, which then is asked for only by force.
    private func isImported(_ knowledge: ImageKnowledge?) -> Bool {
        if case .imported = knowledge?.entry?.origin { knowledge?.presentObject != nil } else { false }
    }

    /// A number that stands for addresses: FNV-1a of 64 bits, the same in every run.
    static func mark(of addresses: [String]) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in addresses.joined(separator: " ").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }

    /// Whether the cache lacks an image, or must ask for it again.
    func needsRequest(_ knowledge: ImageKnowledge?) -> Bool {
        guard let knowledge, let entry = knowledge.entry else { return true }
        let isDamaged = entry.object != nil && knowledge.presentObject == nil
        return isDamaged || entry.needsRequest(at: Clock.now, limits: limits, request: fields(for: entry.url))
    }
}

extension ImageKnowledge {
    /// Whether the last request led to something: a failure, or an image that is still there.
    fileprivate var isSettled: Bool { entry?.failure != nil || presentObject != nil }

    /// When the last answer came, in seconds since 1970; what a clock that was ahead noted counts as never.
    fileprivate func lastAnswer(at now: Int64) -> Int64 {
        [entry?.fetchedAt, entry?.failure?.occurredAt].compactMap { $0 }.filter { StoredTime.hasCome($0, at: now) }
            .max()
            ?? 0
    }
}
