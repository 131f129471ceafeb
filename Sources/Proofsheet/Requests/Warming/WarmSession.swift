import Auditing
import Caching
import Fetching
import Reporting

/// Where a warming run is: what has been named and not answered, what waits to be stored, and what has been counted.
struct WarmSession {
    /// What a run waits for.
    enum Event: Sendable {
        /// More items; nil at their end.
        case items([WarmItem]?)
        case arrival(ImageFetcher.Arrival)
        /// The items ended early.
        case unreadable(ProofsheetError)
        /// All items have been named.
        case ended
        /// What has arrived has waited long enough for more.
        case flushDue
        /// URLs that another process was fetching may be free.
        case retryDue
    }

    /// A URL that has no answer yet.
    struct Question {
        var items: [WarmItem]
        var stamp = KnowledgeStamp(nil)
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
    /// URLs that are given out beyond those in flight, so that the decoding of one image never keeps the network
    /// waiting; each can hold a whole image in memory.
    private static let mostAhead = 16
    /// How long an image may wait for the others of its batch while more come.
    private static let flushInterval = Duration.milliseconds(500)
    /// How long to wait before a URL that another process fetches is looked at again.
    private static let leaseInterval = Duration.milliseconds(100)

    let warmer: Warmer
    let answersRepeats: Bool
    private var fetcher: ImageFetcher?
    var questions: [String: Question] = [:]
    var waiting: HostQueue
    /// URLs that another process fetches.
    var leased: [String] = []
    var pending: [ImageFetcher.Arrival] = []
    var pendingBytes = 0
    var unanswered = 0
    /// What became of each URL that has been answered, by its digest.
    var outcomes: [UInt64: WarmResult.Outcome] = [:]
    var results: [WarmResult] = []
    private var isReceiving = true
    private var isInputOver = false
    private var isFlushPlanned = false
    private var isRetryPlanned = false
    var fetched = Report.Fetched()
    var failure: ProofsheetError?
    /// Nothing more can be stored, or asked for.
    var isBroken = false
    private var hasCancelled = false

    init(_ warmer: Warmer, answersRepeats: Bool) {
        self.warmer = warmer
        self.answersRepeats = answersRepeats
        let configuration = warmer.configuration
        let ahead = min(Self.mostAhead, configuration.concurrency)
        waiting = HostQueue(
            limit: configuration.concurrency + ahead, hostLimit: configuration.hostConcurrency * 2
        ) { Remapping.apply(configuration.remappings, to: $0) }
    }

    /// Whether every item has been answered and no more will come.
    var isDone: Bool { isInputOver && unanswered == 0 && results.isEmpty }

    var isEnding: Bool { isBroken || Task.isCancelled }

    func end() {
        warmer.progress.end()
        fetcher?.engine.shutdown()
    }

    /// The results since the last call.
    mutating func takeResults() -> [WarmResult] {
        defer { results.removeAll(keepingCapacity: true) }
        return results
    }

    mutating func take(_ event: Event) async {
        switch event {
        case .items(nil):
            isReceiving = false
            isInputOver = true
        case .items(let items?):
            isReceiving = false
            await take(items)
        case .unreadable(let error): failure = failure ?? error
        case .ended: break
        case .arrival(let arrival): take(arrival)
        case .flushDue:
            isFlushPlanned = false
            await flush()
        case .retryDue:
            isRetryPlanned = false
            for url in leased { waiting.add(url) }
            leased = []
        }
    }

    /// Starts what can be started now.
    mutating func goOn(_ group: inout TaskGroup<Event>, _ handoff: Handoff<[WarmItem]>) async {
        if isEnding { cancelWaiting() }
        if isBroken, !hasCancelled {
            hasCancelled = true
            group.cancelAll()
        }
        while !isEnding, mayAskForMore, let url = waiting.next(), let fetcher = theFetcher() {
            questions[url]?.isUnderWay = true
            let stamp = questions[url]?.stamp ?? KnowledgeStamp(nil)
            group.addTask { .arrival(await fetcher.fetch(url, stamp)) }
        }
        if waiting.active == 0 || pending.count >= Self.batchSize || pendingBytes >= Self.mostPendingBytes {
            await flush()
        } else if !pending.isEmpty, !isFlushPlanned {
            isFlushPlanned = true
            group.addTask { await Self.sleep(Self.flushInterval, then: .flushDue) }
        }
        if !leased.isEmpty, !isRetryPlanned {
            isRetryPlanned = true
            group.addTask { await Self.sleep(Self.leaseInterval, then: .retryDue) }
        }
        if !isReceiving, !isInputOver, unanswered < Self.window {
            isReceiving = true
            group.addTask { .items(await handoff.receive()) }
        }
    }

    private var mayAskForMore: Bool { fetcher?.load.hasRoom(underWay: waiting.active) ?? true }

    private static func sleep(_ duration: Duration, then event: Event) async -> Event {
        try? await Task.sleep(for: duration)
        return event
    }

    /// The one that fetches, which is made when the first URL is due.
    private mutating func theFetcher() -> ImageFetcher? {
        if let fetcher { return fetcher }
        do throws(ProofsheetError) {
            fetcher = ImageFetcher(
                cache: warmer.cache, engine: try FetchEngine.make(warmer.configuration), policy: warmer.policy,
                queue: warmer.queue)
        } catch {
            fail(error)
        }
        return fetcher
    }

    mutating func fail(_ error: ProofsheetError) {
        failure = failure ?? error
        isBroken = true
    }
}

extension WarmSession {
    mutating func take(_ items: [WarmItem]) async {
        var new: [String] = []
        var repeated: [(item: WarmItem, url: String, outcome: WarmResult.Outcome)] = []
        for item in items {
            switch item.source {
            case .invalid(let rule, let reason):
                var result = WarmResult(item, .invalid, object: nil)
                result.take(FailureNote(rule: rule, severity: .error, message: reason))
                results.append(result)
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
        for url in new { decide(url, knowledge[url]) }
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
        let cache = warmer.cache
        let found = await warmer.queue.run { () -> Result<[String: ImageKnowledge], CacheError> in
            do throws(CacheError) {
                try cache.touch(urls, at: Clock.now)
                return .success(try KnowledgeBase(cache: cache).knowledge(of: urls))
            } catch {
                return .failure(error)
            }
        }
        do throws(CacheError) {
            return try await ObjectReview(cache: cache, queue: warmer.queue).review(try found.get())
        } catch {
            fail(ProofsheetError(.failure, error.message))
            return [:]
        }
    }

    /// Has a URL asked for where that is due, else answers.
    private mutating func decide(_ url: String, _ knowledge: ImageKnowledge?) {
        fetched.images += 1
        let policy = warmer.policy
        if isEnding {
            answer(url, ending, nil)
        } else if !policy.isDue(knowledge) {
            fetched.fresh += 1
            answer(url, outcome(ofUnasked: knowledge), knowledge)
        } else if policy.isOffline {
            answer(url, .skipped, knowledge)
        } else {
            questions[url]?.stamp = KnowledgeStamp(knowledge)
            waiting.add(url)
            warmer.progress.expect(url)
        }
    }

    func outcome(ofUnasked knowledge: ImageKnowledge?) -> WarmResult.Outcome {
        if let failure = knowledge?.entry?.failure { return failure.outcome }
        return warmer.policy.retriesFailed && warmer.policy.needsRequest(knowledge) ? .skipped : .fresh
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
        case .downloaded, .revalidated, .fresh, .failed, .refused: true
        case .invalid, .skipped, .cancelled, .aborted: false
        }
    }
}
