import Auditing
import Caching
import Fetching

/// The one way by which requests for images go out.
///
/// Every URL passes it, whoever asks: where another process fetches the URL it waits, a remapping says from where it is
/// fetched, and the site's robots.txt says whether it may be. What an address may be is checked by the engine, at every
/// redirect. `RequestLoop` keeps URLs away from it while the run is offline.
struct RequestGate: Sendable {
    let engine: FetchEngine
    private let rules: RequestRules
    private let robots: RobotsRules?
    private let queue: WorkQueue

    /// Throws a usage error where the configuration cannot be used for requests.
    ///
    /// - Parameter supplies: What the session has for the engine.
    init(_ configuration: Configuration, queue: WorkQueue, _ supplies: EngineSupplies) throws(ProofsheetError) {
        engine = try FetchEngine.make(configuration, supplies)
        rules = RequestRules(configuration)
        robots = rules.asksRobots ? RobotsRules(engine: engine) : nil
        self.queue = queue
    }

    /// Lets a URL through that nobody else could be fetching, since nothing is stored.
    func pass(_ url: String) async -> RequestTicket {
        let target = rules.target(of: url)
        return RequestTicket(
            target: target, isRemapped: target != url, refusal: await robots?.answer(for: target).failure)
    }

    /// Lets a URL through that is to be stored, where no other process fetches it and it is still due.
    ///
    /// - Parameter claim: What the right to fetch it takes.
    func pass(_ url: String, _ claim: RequestClaim) async -> RequestPassage {
        let lease = await queue.run { Lease(url, claim.revision, in: claim.cache, isDue: claim.isDueStill) }
        switch lease {
        case .failed(let message): return .failed(message)
        case .elsewhere: return .elsewhere
        case .notDue(let knowledge): return .notDue(knowledge)
        case .held(let knowledge): return .open(await pass(url), knowledge)
        }
    }

    /// Ends all requests.
    func shutdown() { engine.shutdown() }
}

/// A URL that has passed the gate.
struct RequestTicket: Sendable {
    /// What is asked for.
    let target: String
    /// It is another URL than the record has.
    let isRemapped: Bool
    /// Why it may not be asked for after all; nil where it may.
    let refusal: FetchFailure?
}

/// What the right to fetch and store a URL takes.
struct RequestClaim: Sendable {
    let cache: Cache
    /// Of what was known when the URL was found to be due.
    let revision: EntryRevision
    /// Whether it is still due by what has become known since.
    let isDueStill: @Sendable (ImageKnowledge) -> Bool
}

/// What the gate says of a URL that is to be stored.
enum RequestPassage: Sendable {
    /// It may be fetched; with what is known of it now.
    case open(RequestTicket, ImageKnowledge?)
    /// Another process fetches it.
    case elsewhere
    /// Another process has fetched it meanwhile; with what is known of it now.
    case notDue(ImageKnowledge)
    /// The cache cannot be used.
    case failed(String)
}
