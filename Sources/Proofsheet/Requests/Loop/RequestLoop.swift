/// Takes in images while they are still being named, and asks for those that have to be asked for.
///
/// It is the one loop of all runs that make requests: it gives hosts their turns, makes the engine when the first URL is
/// due, keeps to the session's bounds, and tells the progress.
struct RequestLoop<Session: RequestSession> {
    private(set) var session: Session
    private let configuration: Configuration
    private let rules: RequestRules
    private let queue: WorkQueue
    private let progress: RunProgress
    private var gate: RequestGate?
    private var waiting: HostQueue
    private var alarms: Set<Session.Alarm> = []
    private var isReceiving = true
    private var isInputOver = false
    private var hasCancelled = false

    /// Names the images, some at a time; it ends with the last, or when its task is cancelled.
    typealias Producer = @Sendable (Handoff<[Session.Item]>) async throws(ProofsheetError) -> Void

    private enum Event: Sendable {
        /// More items; nil at their end.
        case items([Session.Item]?)
        /// All items have been named, or why they could not all be.
        case named(ProofsheetError?)
        case arrival(HostQueue.Turn?, Session.Arrival)
        case alarm(Session.Alarm)
    }

    /// URLs that are given out beyond those in flight, so that work on one answer never keeps the network waiting; each
    /// can hold a whole image in memory.
    private static var mostAhead: Int { 16 }
    /// More than any engine has in flight.
    private static var mostRequests: Int { 1 << 16 }

    init(_ session: Session, _ configuration: Configuration, queue: WorkQueue, progress: RunProgress) {
        self.session = session
        self.configuration = configuration
        self.queue = queue
        self.progress = progress
        let rules = RequestRules(configuration)
        self.rules = rules
        let limit = min(configuration.concurrency, Self.mostRequests)
        waiting = HostQueue(
            limit: limit + min(Self.mostAhead, limit),
            hostLimit: min(configuration.hostConcurrency, Self.mostRequests) * 2,
            target: rules.target)
    }

    /// Runs until all that `produce` names has been answered.
    ///
    /// Throws at the end where the session failed, or the images could not all be named.
    ///
    /// - Parameter handOver: Called after each event, to hand over what the session has ready.
    mutating func run(
        from produce: @escaping Producer, _ handOver: (inout Session) -> Void = { _ in }
    ) async throws(ProofsheetError) {
        defer {
            progress.end()
            gate?.shutdown()
        }
        let handoff = Handoff<[Session.Item]>()
        await withTaskGroup(of: Event.self) { group in
            group.addTask {
                defer { handoff.finish() }
                do throws(ProofsheetError) { try await produce(handoff) } catch { return .named(error) }
                return .named(nil)
            }
            group.addTask { .items(await handoff.receive()) }
            while let event = await group.next() {
                await take(event, &group)
                await proceed(&group, handoff)
                handOver(&session)
                // What is left then only waits for its time.
                if isInputOver, waiting.isEmpty, session.isSettled { group.cancelAll() }
            }
        }
        if let failure = session.failure { throw failure }
    }

    private mutating func take(_ event: Event, _ group: inout TaskGroup<Event>) async {
        switch event {
        case .items(nil):
            isReceiving = false
            isInputOver = true
        case .items(let items?):
            isReceiving = false
            for step in await session.take(items) { begin(step, &group) }
        case .named(nil): break
        case .named(let error?):
            if session.outlivesItsInput { session.failure = session.failure ?? error } else { session.fail(error) }
        case .arrival(let turn, let arrival):
            if let turn { waiting.finish(turn) }
            session.take(arrival)
            if turn != nil, arrival.isAnswer {
                progress.advance(arrival.url, bytes: arrival.bytes, hasFailed: arrival.hasFailed)
            }
        case .alarm(let alarm):
            alarms.remove(alarm)
            for job in await session.ring(alarm) { waiting.add(job) }
        }
    }

    private mutating func begin(_ step: RequestStep<Session>, _ group: inout TaskGroup<Event>) {
        switch step {
        case .local(let work): group.addTask { .arrival(nil, await work()) }
        case .request(_, let giveUp) where rules.isOffline: giveUp(&session)
        case .request(let job, _):
            waiting.add(job)
            progress.expect(job.url)
        }
    }

    /// Starts what can be started now.
    private mutating func proceed(_ group: inout TaskGroup<Event>, _ handoff: Handoff<[Session.Item]>) async {
        // The engine is made when the first URL is due.
        if gate == nil, waiting.waiting > 0, !session.isEnding { openGate() }
        if session.isEnding {
            waiting.removeWaiting()
            session.abandon()
        }
        if session.isBroken, !hasCancelled {
            hasCancelled = true
            group.cancelAll()
        }
        while let gate, !session.isEnding, session.mayAsk(underWay: waiting.active), let turn = waiting.next() {
            let work = session.start(turn.job, gate)
            group.addTask { .arrival(turn, await work()) }
        }
        for (alarm, time) in await session.settle(underWay: waiting.active) where alarms.insert(alarm).inserted {
            group.addTask {
                try? await Task.sleep(for: time)
                return .alarm(alarm)
            }
        }
        // A run that ends takes items too, so that the task that names them comes to its end.
        if !isReceiving, !isInputOver, session.hasRoom || session.isEnding {
            isReceiving = true
            group.addTask { .items(await handoff.receive()) }
        }
    }

    private mutating func openGate() {
        do throws(ProofsheetError) {
            gate = try RequestGate(configuration, queue: queue, session.supplies)
        } catch {
            session.fail(error)
        }
    }
}
