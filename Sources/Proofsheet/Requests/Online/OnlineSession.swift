import Auditing
import Caching
import Fetching

/// Asks for the first bytes of images that the cache lacks, each once, while they are still being named.
///
/// What they say is for this run alone: nothing is written.
struct OnlineSession {
    private let cache: Cache
    private let configuration: Configuration
    private let policy: WarmPolicy
    private let queue: WorkQueue
    private let progress: RunProgress
    private var prober: ImageProber?
    private var waiting: HostQueue
    /// What servers said, by URL.
    private var probes: [String: ImageProbe] = [:]
    private var isReceiving = true
    private var isInputOver = false
    private var failure: ProofsheetError?

    private enum Event: Sendable {
        /// More images; nil at their end.
        case items([WarmItem]?)
        case arrival(ImageProber.Arrival)
        /// The images were named, or why they could not all be.
        case named(ProofsheetError?)
    }

    init(
        cache: Cache, configuration: Configuration, queue: WorkQueue, progress: RunProgress
    ) throws(ProofsheetError) {
        self.cache = cache
        self.configuration = configuration
        self.queue = queue
        self.progress = progress
        policy = try WarmPolicy(configuration)
        waiting = HostQueue(limit: configuration.concurrency, hostLimit: configuration.hostConcurrency * 2) {
            Remapping.apply(configuration.remappings, to: $0)
        }
    }

    /// What servers say of those images among the ones that `produce` names, each once, of which the cache has no object
    /// and knows no failure that is still believed.
    ///
    /// Throws where the cache cannot be read, or the images cannot all be named.
    func probes(
        of produce: @escaping Warmer.Producer
    ) async throws(ProofsheetError) -> [String: ImageProbe] {
        let handoff = Handoff<[WarmItem]>()
        var session = self
        defer { session.end() }
        await withTaskGroup(of: Event.self) { group in
            group.addTask {
                defer { handoff.finish() }
                do throws(ProofsheetError) { try await produce(handoff) } catch { return .named(error) }
                return .named(nil)
            }
            group.addTask { .items(await handoff.receive()) }
            while let event = await group.next() {
                await session.take(event)
                session.goOn(&group, handoff)
            }
        }
        if let failure = session.failure { throw failure }
        return session.probes
    }

    private func end() {
        progress.end()
        prober?.engine.shutdown()
    }

    private mutating func take(_ event: Event) async {
        switch event {
        case .items(nil): (isReceiving, isInputOver) = (false, true)
        case .items(let items?):
            isReceiving = false
            await take(items)
        case .named(let error): failure = failure ?? error
        case .arrival(let arrival):
            waiting.finish(arrival.url)
            probes[arrival.url] = arrival.probe
            progress.advance(arrival.url, bytes: arrival.bytes, hasFailed: arrival.probe?.failure != nil)
        }
    }

    private mutating func take(_ items: [WarmItem]) async {
        let urls = items.compactMap { item in if case .remote(let url) = item.source { url } else { nil } }
        if failure != nil || Task.isCancelled { return }
        let cache = cache
        let found = await queue.run { () -> Result<[String: ImageKnowledge], CacheError> in
            do throws(CacheError) { return .success(try KnowledgeBase(cache: cache).knowledge(of: urls)) } catch {
                return .failure(error)
            }
        }
        do throws(CacheError) {
            let knowledge = try found.get()
            for url in urls where isDue(knowledge[url]) {
                waiting.add(url)
                progress.expect(url)
            }
        } catch {
            failure = ProofsheetError(.failure, error.message)
        }
    }

    private func isDue(_ knowledge: ImageKnowledge?) -> Bool {
        knowledge?.presentObject == nil && policy.needsRequest(knowledge)
    }

    /// Starts what can be started now.
    private mutating func goOn(_ group: inout TaskGroup<Event>, _ handoff: Handoff<[WarmItem]>) {
        if failure != nil { group.cancelAll() }
        while failure == nil, !Task.isCancelled, let url = waiting.next(), let prober = theProber() {
            group.addTask { .arrival(await prober.probe(url)) }
        }
        if !isReceiving, !isInputOver {
            isReceiving = true
            group.addTask { .items(await handoff.receive()) }
        }
    }

    /// The one that asks, which is made when the first URL is due.
    private mutating func theProber() -> ImageProber? {
        if let prober { return prober }
        do throws(ProofsheetError) {
            prober = ImageProber(engine: try FetchEngine.make(configuration), policy: policy)
        } catch {
            failure = error
        }
        return prober
    }
}
