import Auditing
import Caching
import Fetching
import Reporting

/// Where a warming run is: what has been named and not answered, what waits to be stored, and what has been counted.
///
/// What it holds does not grow with the number of images: no more are taken in than are answered, and of a URL that has
/// been answered no more than a digest is kept.
struct WarmSession: RequestSession {
    enum Alarm: Sendable {
        /// What has arrived has waited long enough for more.
        case flush
        /// URLs that another process was fetching may be free.
        case leases
    }

    /// A URL that has no answer yet.
    struct Question {
        var items: [WarmItem]
        var revision = EntryRevision(of: nil)
        /// A task has it, or it waits to be stored.
        var isUnderWay = false
    }

    /// Items without an answer at once, from which on no more are taken in: so many that hosts with few images find
    /// their turn among those with many.
    private static let window = 8_192
    /// Images made durable and written to the index at once, each time of which waits for the disk.
    private static let batchSize = 256
    /// Bytes of images that wait in memory to be stored.
    private static let mostPendingBytes = 1 << 20
    /// How long an image may wait for the others of its batch while more come.
    private static let flushInterval = Duration.milliseconds(500)
    /// How long to wait before a URL that another process fetches is looked at again.
    private static let leaseInterval = Duration.milliseconds(100)

    let cache: Cache
    let configuration: Configuration
    let policy: WarmPolicy
    let queue: WorkQueue
    /// A URL that is named again gets an answer again.
    let answersRepeats: Bool
    let outlivesItsInput = true
    private let load = BodyLoad()
    var questions: [String: Question] = [:]
    /// URLs that another process fetches.
    var leased: [String] = []
    var pending: [FetchedImage] = []
    var pendingBytes = 0
    /// Hosts that have asked to be left alone, to be noted with what is stored next.
    var deferrals: [HostDeferral] = []
    var unanswered = 0
    /// What became of each URL that has been answered, by its digest.
    var outcomes: [UInt64: WarmResult.Outcome] = [:]
    var results: [WarmResult] = []
    var fetched = Report.Fetched()
    var reachability = Reachability()
    var failure: ProofsheetError?
    var isBroken = false

    init(
        _ cache: Cache, _ configuration: Configuration, queue: WorkQueue, answersRepeats: Bool
    ) throws(ProofsheetError) {
        self.cache = cache
        self.configuration = configuration
        self.queue = queue
        self.answersRepeats = answersRepeats
        policy = try WarmPolicy(configuration)
    }

    var hasRoom: Bool { unanswered < Self.window }
    var isSettled: Bool { unanswered == 0 && results.isEmpty }

    var supplies: EngineSupplies {
        let objects = cache.objects
        var supplies = EngineSupplies(
            spool: BodySpool { () throws(ObjectError) in try objects.makeGrowingContent() })
        // Who asks for what failed, or for all, asks hosts that wanted to be left alone as well.
        if policy.asksDeferredHosts {
            try? cache.forgetDeferredHosts()
        } else {
            supplies.deferredHosts = ((try? cache.deferredHosts(at: Clock.now)) ?? []).map(DeferredHost.init)
        }
        return supplies
    }

    func mayAsk(underWay: Int) -> Bool { load.hasRoom(underWay: underWay) }

    mutating func start(_ job: RequestJob, _ gate: RequestGate) -> @Sendable () async -> FetchedImage {
        questions[job.url]?.isUnderWay = true
        let revision = questions[job.url]?.revision ?? EntryRevision(of: nil)
        let fetcher = ImageFetcher(gate: gate, cache: cache, policy: policy, queue: queue, load: load)
        return { await fetcher.fetch(job.url, revision) }
    }

    mutating func settle(underWay: Int) async -> [(alarm: Alarm, after: Duration)] {
        var alarms: [(alarm: Alarm, after: Duration)] = []
        if underWay == 0 || pending.count >= Self.batchSize || pendingBytes >= Self.mostPendingBytes {
            await flush()
        } else if !pending.isEmpty {
            alarms.append((.flush, Self.flushInterval))
        }
        if !leased.isEmpty { alarms.append((.leases, Self.leaseInterval)) }
        return alarms
    }

    mutating func ring(_ alarm: Alarm) async -> [RequestJob] {
        switch alarm {
        case .flush:
            await flush()
            return []
        case .leases:
            defer { leased = [] }
            return leased.map { RequestJob(url: $0) }
        }
    }

    /// The results since the last call.
    mutating func takeResults() -> [WarmResult] {
        defer { results.removeAll(keepingCapacity: true) }
        return results
    }
}

extension WarmSession {
    mutating func take(_ items: [WarmItem]) async -> [RequestStep<WarmSession>] {
        var new: [String] = []
        var repeated: [(item: WarmItem, url: String, outcome: WarmResult.Outcome)] = []
        for item in items {
            switch item.source {
            case .invalid(let rule, let reason):
                var result = WarmResult(item, .invalid, object: nil)
                result.take(FailureNote(rule: rule, severity: .error, message: reason))
                results.append(result)
            case .remote where item.record == nil && isSkipped(item):
                results.append(WarmResult(item, .skipped, object: nil))
            case .remote(let url):
                if questions[url] == nil, let outcome = outcomes[Self.digest(of: url)] {
                    repeated.append((item, url, outcome))
                } else if ask(url, for: item) {
                    new.append(url)
                }
            }
        }
        let knowledge = await look(at: new + repeated.map(\.url))
        for (item, url, outcome) in repeated {
            if outcome.isKept, knowledge[url] == nil, !isEnding {
                // Another URL of the same digest was answered, or the entry has been taken away since.
                if ask(url, for: item) { new.append(url) }
                continue
            }
            var result = result(of: item, outcome, knowledge[url])
            result.isRepeat = true
            results.append(result)
        }
        return new.compactMap { decide($0, knowledge[$0]) }
    }

    /// Whether the configuration says to leave what a list names alone; of what records name, none comes this far.
    private func isSkipped(_ item: WarmItem) -> Bool {
        guard case .remote(let url) = item.source else { return false }
        return configuration.skips.contains { $0.matches(url) || item.url.map($0.matches) == true }
    }

    /// Adds an item to those that want an answer about a URL; true where it is the first.
    private mutating func ask(_ url: String, for item: WarmItem) -> Bool {
        unanswered += 1
        guard questions[url] == nil else {
            questions[url]?.items.append(item)
            return false
        }
        questions[url] = Question(items: [item])
        return true
    }

    /// What the cache knows of URLs; nothing where it cannot be read, which ends the run.
    private mutating func look(at urls: [String]) async -> [String: ImageKnowledge] {
        if urls.isEmpty || isBroken { return [:] }
        let cache = cache
        let found = await queue.run { () -> Result<[String: ImageKnowledge], CacheError> in
            do throws(CacheError) {
                try cache.touch(urls, at: Clock.now)
                return .success(try KnowledgeBase(cache: cache).knowledge(of: urls))
            } catch {
                return .failure(error)
            }
        }
        do throws(CacheError) {
            let review = ObjectReview(cache: cache, queue: queue, maximumPixels: policy.maximumPixels)
            return try await review.review(try found.get())
        } catch {
            fail(ProofsheetError(.failure, error.message))
            return [:]
        }
    }

    /// Has a URL asked for where that is due, else answers.
    private mutating func decide(_ url: String, _ knowledge: ImageKnowledge?) -> RequestStep<WarmSession>? {
        fetched.images += 1
        if isEnding {
            answer(url, ending, nil)
        } else if policy.isDue(knowledge) {
            questions[url]?.revision = EntryRevision(of: knowledge)
            return .request(RequestJob(url: url)) { $0.answer(url, .skipped, knowledge) }
        } else {
            fetched.fresh += 1
            answer(url, outcome(ofUnasked: knowledge), knowledge)
        }
        return nil
    }

    func outcome(ofUnasked knowledge: ImageKnowledge?) -> WarmResult.Outcome {
        if let failure = knowledge?.entry?.failure { return knowledge?.rescue == nil ? failure.outcome : .rescued }
        return policy.retriesFailed && policy.needsRequest(knowledge) ? .skipped : .fresh
    }

    /// Eight bytes for a URL, which nobody who names URLs can foresee.
    static func digest(of url: String) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(url)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

extension WarmResult.Outcome {
    /// Whether the cache has an entry of a URL with this outcome.
    fileprivate var isKept: Bool {
        switch self {
        case .downloaded, .revalidated, .rescued, .fresh, .failed, .refused: true
        case .invalid, .skipped, .cancelled, .aborted: false
        }
    }
}
