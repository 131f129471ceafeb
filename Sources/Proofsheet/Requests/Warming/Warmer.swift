import Auditing
import Caching
import Fetching
import Reporting

/// Fetches into the cache the images that are due, while they are still being named.
///
/// What it holds does not grow with their number: no more is taken in than is answered, and of a URL that has been
/// answered no more than a digest is kept.
struct Warmer: Sendable {
    let cache: Cache
    let configuration: Configuration
    let policy: WarmPolicy
    let queue: WorkQueue
    let progress: RunProgress

    /// Names the images, some at a time; it ends with the last, or when its task is cancelled.
    typealias Producer = @Sendable (Handoff<[WarmItem]>) async throws(ProofsheetError) -> Void

    init(
        cache: Cache, configuration: Configuration, queue: WorkQueue, progress: RunProgress
    ) throws(ProofsheetError) {
        self.cache = cache
        self.configuration = configuration
        self.queue = queue
        self.progress = progress
        policy = try WarmPolicy(configuration)
    }

    /// Fetches the images that `produce` names.
    ///
    /// Throws where the cache cannot be written, or the images cannot all be named; what was stored until then stays,
    /// and what was named is answered all the same.
    ///
    /// - Parameters:
    ///   - answersRepeats: A URL that is named again gets an answer again.
    ///   - answer: Gets the result of each item, some at a time, once what it says is durable.
    func warm(
        answersRepeats: Bool = false, from produce: @escaping Producer, answer: ([WarmResult]) -> Void = { _ in }
    ) async throws(ProofsheetError) -> Report.Fetched {
        var session = WarmSession(self, answersRepeats: answersRepeats)
        defer { session.end() }
        let handoff = Handoff<[WarmItem]>()
        await withTaskGroup(of: WarmSession.Event.self) { group in
            group.addTask {
                defer { handoff.finish() }
                do throws(ProofsheetError) { try await produce(handoff) } catch { return .unreadable(error) }
                return .ended
            }
            group.addTask { .items(await handoff.receive()) }
            while let event = await group.next() {
                await session.take(event)
                await session.goOn(&group, handoff)
                let results = session.takeResults()
                if !results.isEmpty { answer(results) }
                // What is left then only waits for its time.
                if session.isDone { group.cancelAll() }
            }
        }
        if let failure = session.failure { throw failure }
        return session.fetched
    }
}
