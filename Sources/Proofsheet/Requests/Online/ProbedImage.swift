import Auditing

/// What the first bytes of an image say of it, asked for as far as policies and manners allow.
struct ProbedImage: RequestArrival {
    let url: String
    /// Nil where the run was ended before an answer came.
    private(set) var serverAnswer: ServerAnswer?
    /// Why no server said anything; nil where one did, or was not asked.
    private(set) var silence: String?
    /// A server has said something.
    private(set) var hasAnswer = false
    /// Body bytes received.
    private(set) var bytes = 0

    var hasFailed: Bool { serverAnswer?.failure != nil }
    var isAnswer: Bool { true }

    /// Asks the server of a URL.
    init(of url: String, through gate: RequestGate) async {
        self.url = url
        if Task.isCancelled { return }
        let ticket = await gate.pass(url)
        let answer = await RemoteHeader(ticket, by: gate.engine)
        bytes = answer.bytesReceived
        if case .failure(let failure) = answer.result { silence = failure.silence }
        hasAnswer = answer.response != nil
        serverAnswer = ServerAnswer(answer, now: Clock.now, isRemapped: ticket.isRemapped)
    }
}
