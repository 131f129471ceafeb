import Auditing
import Caching
import Fetching

/// Asks for the first bytes of images that the cache lacks, each once, while they are still being named.
///
/// What they say is for this run alone: nothing is written.
struct OnlineSession: RequestSession {
    private let cache: Cache
    private let policy: WarmPolicy
    private let queue: WorkQueue
    /// What servers said, by URL.
    private(set) var serverAnswers: [String: ServerAnswer] = [:]
    private(set) var reachability = Reachability()
    var failure: ProofsheetError?
    var isBroken = false
    let outlivesItsInput = false
    let hasRoom = true
    let isSettled = true

    var supplies: EngineSupplies {
        let deferred = (try? cache.deferredHosts(at: Clock.now)) ?? []
        return EngineSupplies(deferredHosts: deferred.map(DeferredHost.init))
    }

    init(_ cache: Cache, _ configuration: Configuration, queue: WorkQueue) throws(ProofsheetError) {
        self.cache = cache
        self.queue = queue
        policy = try WarmPolicy(configuration)
    }

    func mayAsk(underWay: Int) -> Bool { true }

    mutating func take(_ items: [WarmItem]) async -> [RequestStep<OnlineSession>] {
        let urls = items.compactMap { item in if case .remote(let url) = item.source { url } else { nil } }
        if isEnding { return [] }
        let cache = cache
        let found = await queue.run { () -> Result<[String: ImageKnowledge], CacheError> in
            do throws(CacheError) { return .success(try KnowledgeBase(cache: cache).knowledge(of: urls)) } catch {
                return .failure(error)
            }
        }
        do throws(CacheError) {
            let knowledge = try found.get()
            // A server that is not asked says nothing.
            return urls.filter { isDue(knowledge[$0]) }.map { .request(RequestJob(url: $0)) { _ in } }
        } catch {
            fail(ProofsheetError(.failure, error.message))
            return []
        }
    }

    private func isDue(_ knowledge: ImageKnowledge?) -> Bool {
        knowledge?.presentObject == nil && policy.needsRequest(knowledge)
    }

    func start(_ job: RequestJob, _ gate: RequestGate) -> @Sendable () async -> ProbedImage {
        { await ProbedImage(of: job.url, through: gate) }
    }

    mutating func take(_ arrival: ProbedImage) {
        serverAnswers[arrival.url] = arrival.serverAnswer
        if let silence = arrival.silence {
            reachability.noteSilence(of: arrival.url, silence)
        } else if arrival.hasAnswer {
            reachability.noteAnswer()
        }
    }

    func settle(underWay: Int) async -> [(alarm: NoAlarm, after: Duration)] { [] }
    func ring(_ alarm: NoAlarm) async -> [RequestJob] {}
    func abandon() {}
}
