/// A URL that waits for its turn.
struct RequestJob: Sendable, Hashable {
    /// As the record, the list or the command line has it.
    let url: String
    /// By which a session tells apart two that ask for the same URL.
    var number = 0
}

/// What came of a job, as far as the loop needs to know.
protocol RequestArrival: Sendable {
    /// The URL of the job.
    var url: String { get }
    /// Body bytes received.
    var bytes: Int { get }
    /// It gave no usable image.
    var hasFailed: Bool { get }
    /// False where the job waits to be given out once more.
    var isAnswer: Bool { get }
}

/// What is to be done for an item.
enum RequestStep<Session: RequestSession> {
    /// A server is to be asked; or, in a run that makes no requests, something is to be said in place of that.
    case request(RequestJob, orOffline: (inout Session) -> Void)
    /// Something that needs no server.
    case local(@Sendable () async -> Session.Arrival)
}

/// What a run makes of the images that are named to it: which have to be asked for, and what the answers mean.
///
/// `RequestLoop` asks; a session never does so itself.
protocol RequestSession: SendableMetatype {
    associatedtype Item: Sendable
    associatedtype Arrival: RequestArrival
    /// Moments that a session waits for.
    associatedtype Alarm: Hashable & Sendable

    /// Why the run could not do all; it goes on where it can.
    var failure: ProofsheetError? { get set }
    /// Nothing more can be asked for, or stored.
    var isBroken: Bool { get set }
    /// Items that were named are answered even where not all could be named.
    var outlivesItsInput: Bool { get }
    /// More items may be taken in.
    var hasRoom: Bool { get }
    /// Every item that was taken in has been answered, and every answer handed over.
    var isSettled: Bool { get }
    /// What the engine gets when it is made.
    var supplies: EngineSupplies { get }

    /// One more request may be started, beside those under way.
    func mayAsk(underWay: Int) -> Bool
    /// What is to be done for items.
    mutating func take(_ items: [Item]) async -> [RequestStep<Self>]
    /// The work of a job whose turn has come.
    mutating func start(_ job: RequestJob, _ gate: RequestGate) -> @Sendable () async -> Arrival
    mutating func take(_ arrival: Arrival)
    /// Does what is due when no event is left to be taken; says for what it waits and how long.
    mutating func settle(underWay: Int) async -> [(alarm: Alarm, after: Duration)]
    /// Does what an alarm was for; says which jobs are to be given out again.
    mutating func ring(_ alarm: Alarm) async -> [RequestJob]
    /// Gives up what nobody works at, since the run ends.
    mutating func abandon()
}

extension RequestSession {
    /// The run can go on no more.
    mutating func fail(_ error: ProofsheetError) {
        failure = failure ?? error
        isBroken = true
    }

    /// The run is to end: it can go on no more, or was cancelled.
    var isEnding: Bool { isBroken || Task.isCancelled }
}

/// The alarm of a session that waits for nothing.
enum NoAlarm: Hashable, Sendable {}
