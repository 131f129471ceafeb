import Addresses
import CCurl
import Glibc

/// A worker that sends one request after the other with one easy handle.
///
/// It belongs to the thread of the transfer loop; libcurl calls it back on that thread only.
final class Transfer {
    /// How one sending of a request ended.
    enum End {
        /// A response with its whole body; where the body is not wanted or a reader has it, the header section alone.
        case response(ResponseHead, body: BodyBuffer?)
        case failure(AttemptFailure)
        /// No use as an answer to the request for the rest of a file, of which all is to be asked for.
        case unusablePart

        /// The host shows that it is asked for too much.
        var isComplaint: Bool {
            switch self {
            case .response(let head, _): head.status == 429 || head.status == 503
            case .failure(let failure): failure.isComplaint
            case .unusablePart: false
            }
        }
    }

    let easy: CurlEasy
    private let options: FetchOptions
    private var limits: TimeLimits
    private let addresses: AddressPolicy
    private(set) var job: FetchJob?
    private(set) var started = ContinuousClock.now

    private var head = ResponseHead()
    /// The header section of the first part of a file whose rest the answer is.
    private var firstHead: ResponseHead?
    private var body: BodyBuffer
    private let memory: BodyMemory
    /// Bytes of the body so far, after content decoding.
    private var bodySize = 0
    /// Looks at the body as it comes; nil where nothing does.
    private var inspector: (any BodyInspector)?
    /// The inspector does not want the body.
    private var isRefused = false
    /// Nothing needs the body, that of a redirect for one.
    private var discardsBody = false
    private var isUnusablePart = false
    private var timer: AttemptTimer
    private let alarm: LimitAlarm
    private let notes: ConnectionNotes
    /// Why we ended the transfer ourselves; libcurl's own result doesn't say it then.
    private(set) var stopped: AttemptFailure?
    /// A connection to the host stood when the request was about to be sent.
    var isConnected: Bool { connection != nil }
    /// The local port of that connection.
    private(set) var connection: Int?
    /// A request of the handle has been sent again by libcurl, since its kept connection turned out to be closed.
    private var hasResent = false
    private var socketsOpened = 0
    /// The request goes through a proxy, which looks up the name of its host.
    private var isProxied = false
    private var refusals: [String] = []

    /// Bytes of an unwanted body that are read to keep the connection in use; a longer one costs the connection.
    private static let longestDiscardedBody = 65_536
    /// Bytes of a refused body that tell what it is.
    private static let tellingSize = 1_024
    /// `Content-Length` is a claim: memory for more than this is taken as the bytes come.
    private static let largestReservation = 1 << 20

    init(
        options: FetchOptions, share: CurlShare, memory: BodyMemory, alarm: LimitAlarm, notes: ConnectionNotes
    ) throws(CurlError) {
        self.memory = memory
        body = BodyBuffer(in: memory, store: options.bodyStore)
        easy = try CurlEasy(share: share)
        self.alarm = alarm
        self.notes = notes
        self.options = options
        limits = TimeLimits(options: options)
        addresses = AddressPolicy(
            allowsPrivateHosts: options.allowsPrivateHosts, privateHosts: options.privateHosts)
        timer = AttemptTimer(limits: limits, now: .now)
        try TransferOptions.apply(options, to: easy)
        try TransferCallbacks.install(on: easy, for: self)
    }

    /// Makes the handle ready for a job's current URL.
    func begin(_ job: FetchJob, now: ContinuousClock.Instant) throws(CurlError) {
        self.job = job
        started = now
        head = ResponseHead()
        firstHead = nil
        clearBody()
        bodySize = 0
        inspector = nil
        isRefused = false
        discardsBody = false
        isUnusablePart = false
        stopped = nil
        connection = nil
        socketsOpened = 0
        refusals = []
        let adapted = options.adapted(to: job.url.host)
        if !options.hosts.isEmpty { limits = TimeLimits(options: adapted) }
        timer = AttemptTimer(limits: limits, now: now)
        alarm.ring(atLatest: timer.deadline)
        isProxied = options.proxies.proxy(ofScheme: job.url.scheme, host: job.url.host) != nil
        try TransferOptions.apply(adapted, job, to: easy)
    }

    /// When `check` has to be called next.
    var deadline: ContinuousClock.Instant { timer.deadline }

    /// The failure of a transfer that has passed a limit of time, which is then to be taken out of the multi handle.
    func check(now: ContinuousClock.Instant) -> End? {
        guard let reason = timer.check(now: now, received: head.byteCount + easy.bytesReceived) else { return nil }
        stopped = AttemptFailure(failure: .timedOut(reason: reason), healing: .likely)
        stopped?.isConnectionFailure = !isConnected
        return end(CURLE_OPERATION_TIMEDOUT)
    }

    /// How the transfer ended; gives the body of a response away.
    func end(_ code: CURLcode) -> End {
        if isUnusablePart { return .unusablePart }
        // The header section says it all, whatever became of a body that is not needed or of the rest of it.
        if head.isComplete, discardsBody || job?.order.reader?.isSatisfied == true {
            return .response(head, body: nil)
        }
        let whole = firstHead?.continued(by: head) ?? head
        // What has come of it shows already that it is not wanted.
        if isRefused { return .response(whole, body: takeBody()) }
        if let stopped { return .failure(stopped) }
        if code == CURLE_OK {
            return head.isComplete
                ? .response(whole, body: takeBody()) : .failure(.lasting("the answer has no final status"))
        }
        if code == CURLE_COULDNT_CONNECT, socketsOpened == 0, let refusal = refusals.min() {
            return .failure(AttemptFailure(failure: .refused(reason: refusal), healing: .never))
        }
        if code == CURLE_OPERATION_TIMEDOUT {
            let failure = FetchFailure.timedOut(reason: limits.noConnection)
            return .failure(AttemptFailure(failure: failure, healing: .likely, isConnectionFailure: true))
        }
        guard let url = job?.url else { return .failure(.lasting("there is nothing to fetch")) }
        return .failure(
            AttemptFailure(
                code, url: url, easy: easy, isProxied: isProxied, isKept: isConnected && socketsOpened == 0,
                maximumHeaderSize: options.maximumHeaderSize))
    }

    /// What came of the body, where a failed transfer can be resumed; gives it away.
    func takeBroken() -> BrokenDownload? {
        guard let job, head.isComplete, !discardsBody, job.order.reader == nil else { return nil }
        return BrokenDownload(
            of: job.order.request, firstHead ?? head, body: takeBody(), inspector: inspector)
    }

    private func takeBody() -> BodyBuffer {
        defer { body = newBody() }
        return body
    }

    private func clearBody() { if !body.isUnused { body = newBody() } }

    private func newBody() -> BodyBuffer { BodyBuffer(in: memory, store: options.bodyStore) }

    /// Whether the handle is as good as a new one.
    ///
    /// libcurl keeps the number of the last system error for good, and the next failure would be put down to it. So it
    /// does with the count of requests that it sent again, and it gives up the sixth (7.88.1).
    var isReusable: Bool { easy.systemError == 0 && !hasResent }

    /// Lets go of the job.
    func rest() {
        job = nil
        clearBody()
    }
}

/// What libcurl calls back. Where the answer is a `Bool`, false ends the transfer.
extension Transfer {
    func receive(headerLine line: UnsafeRawBufferPointer) -> Bool {
        enter(.receiving)
        let wasComplete = head.isComplete
        head.append(line: line)
        let limit = options.maximumHeaderSize
        guard head.byteCount <= limit else { return stop(.largeHeader(limit: limit)) }
        guard !wasComplete, head.isComplete else { return true }
        if let job, job.url.scheme == "https" { notes.add(.answered(job.host, isShared: head.isHTTP2)) }
        return admitBody()
    }

    func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        let limit = discardsBody ? Self.longestDiscardedBody : options.maximumBodySize
        guard bytes.count <= limit - bodySize else { return discardsBody ? false : stopTooLarge() }
        bodySize += bytes.count
        if discardsBody { return true }
        if let reader = job?.order.reader { return reader.take(bytes) }
        if inspector?.refuses(bytes, at: body.count) == true { isRefused = true }
        do throws(BodyStoreError) { try body.append(bytes) } catch {
            return stop(AttemptFailure(failure: .lacking(reason: error.reason), healing: .never))
        }
        return !isRefused || readsOnRefused()
    }

    /// Whether a refused body is read on: to its end where that is near, which keeps the connection in use, or far
    /// enough to tell what came in place of what was wanted.
    private func readsOnRefused() -> Bool {
        var expected = body.count
        // Of a compressed body, the length says nothing of what it becomes.
        if case .bytes(let count) = head.declaredLength, !head.isEncoded { expected = count }
        guard expected > Self.longestDiscardedBody, body.count >= Self.tellingSize else { return true }
        job?.isBodyCut = true
        return false
    }

    /// Body bytes received; libcurl does not count those of a chunked body that its reader did not want to the end.
    var bytesReceived: Int {
        job?.order.reader == nil ? easy.bytesReceived : max(easy.bytesReceived, bodySize)
    }

    /// Also counts what a content coding turns into nothing.
    func receive(onWire count: Int) -> Bool {
        count <= options.maximumBodySize || discardsBody || stopTooLarge()
    }

    /// Whether a socket to the address may be opened.
    func admits(socketTo address: UnsafePointer<sockaddr>) -> Bool {
        // With a proxy this is the proxy's address, which the user chose.
        if !isProxied, let refusal = addresses.refusal(ofSocketAddress: address, host: job?.url.host) {
            refusals.append(refusal)
            return false
        }
        socketsOpened += 1
        return true
    }

    /// Takes note that the system made no socket, with the number of its error.
    func lacksSocket(_ code: Int32) { stopped = .lackingSocket(code) }

    /// Whether a request may be sent on a connection, new or kept, to the address.
    ///
    /// - Parameter port: The local port of the connection, by which connections are told apart.
    func admits(requestTo peer: String, from port: Int) -> Bool {
        if !isProxied {
            let refusal =
                IPAddress(text: peer).map { addresses.refusal(of: $0, host: job?.url.host) }
                ?? "the address of the connection is not known"
            if let refusal { return stop(AttemptFailure(failure: .refused(reason: refusal), healing: .never)) }
        }
        if let job, job.url.scheme == "https" {
            notes.add(.connected(job.host, connection: port, insteadOf: connection))
        }
        if connection != nil { hasResent = true }
        connection = port
        enter(.waiting)
        return true
    }

    /// Decides by the header section whether the body is wanted.
    private func admitBody() -> Bool {
        let reader = job?.order.reader
        inspector = job?.order.inspector
        continueBroken()
        let isUnread = reader.map { !$0.begin(head) } ?? (inspector != nil && head.status != 200 && firstHead == nil)
        let isFollowed = head.isRedirect && job?.order.request.followsRedirects != false
        discardsBody = isFollowed || isUnread || isUnusablePart
        guard !discardsBody, head.status != 304, job?.order.request.method != "HEAD" else { return true }
        switch head.declaredLength {
        case .none: return true
        case .contradictory: return stop(.lasting("the answer has more than one Content-Length"))
        // A reader may have enough long before that.
        case .bytes where reader != nil: return true
        case .bytes(let count):
            guard count <= options.maximumBodySize - bodySize else { return stopTooLarge() }
            body.reserve(min(count, Self.largestReservation))
            return true
        }
    }

    /// Puts what came before in front of the rest, where that is what the answer is.
    private func continueBroken() {
        guard let job, let broken = job.broken, [200, 206, 416].contains(head.status) else { return }
        isUnusablePart = head.status == 416 || head.status == 206 && !broken.isContinued(by: head)
        guard let broken = job.takeBroken(), head.status == 206, !isUnusablePart else { return }
        firstHead = broken.head
        inspector = broken.inspector
        body = broken.body
        bodySize = body.count
    }

    private func enter(_ phase: AttemptTimer.Phase) {
        guard phase != timer.phase else { return }
        timer.enter(phase, now: .now)
        alarm.ring(atLatest: timer.deadline)
    }

    private func stopTooLarge() -> Bool {
        stop(AttemptFailure(failure: .tooLarge(limit: options.maximumBodySize), healing: .never))
    }

    private func stop(_ failure: AttemptFailure) -> Bool {
        stopped = failure
        return false
    }
}
