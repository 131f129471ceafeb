import Addresses
import Glibc
import Synchronization

/// Fetches URLs, many at once, over one libcurl multi handle on a thread of its own.
///
/// Requests of one host wait for each other, hosts take turns; redirects, retries and every limit are in
/// `FetchOptions`. With a proxy, names are looked up and connections made by the proxy: of the address policy only
/// hosts written as addresses are checked then.
package final class FetchEngine: Sendable {
    private let options: FetchOptions
    private let inbox: FetchInbox
    private let thread: Mutex<LoopThread?>
    private let memory: BodyMemory
    private let deferrals: DeferralNotes
    let largeNeeds = LargeNeeds()

    package init(options: FetchOptions = FetchOptions()) throws(FetchEngineError) {
        try Self.check(options)
        do {
            // Those at work, and some that wait for the next turn of their host.
            let working = max(1, min(options.concurrency, 1 << 16))
            let multi = try CurlMulti(
                keptConnections: working + min(working, 100),
                connectionStreams: max(1, min(options.connectionStreams, 100)))
            let inbox = FetchInbox(waking: multi)
            let memory = BodyMemory(limit: options.bodyMemory)
            let deferrals = DeferralNotes()
            let thread = try LoopThread {
                TransferLoop(options: options, multi: multi, inbox: inbox, memory: memory, deferrals: deferrals).run()
            }
            self.memory = memory
            self.deferrals = deferrals
            self.options = options
            self.inbox = inbox
            self.thread = Mutex(thread)
        } catch let error as CurlError {
            throw .unavailable(reason: "libcurl failed: \(error.message)")
        } catch let error as LoopThread.Failure {
            throw .unavailable(reason: "no thread: \(String(cString: strerror(error.code)))")
        } catch {
            throw .unavailable(reason: "\(error)")
        }
    }

    deinit { shutdown() }

    /// Fetches a URL.
    ///
    /// It never throws: trouble is a value. When the surrounding task is cancelled, the transfer ends with
    /// `FetchFailure.cancelled`.
    package func fetch(_ request: FetchRequest) async -> FetchOutcome { await fetch(request, into: nil) }

    /// Fetches a URL, and stops where the start of the body shows that it is not wanted.
    ///
    /// The response has then what came until there, and of an answer of another status than 200 no body at all.
    ///
    /// - Parameters:
    ///   - isRefused: Says of the demand, once it needs nothing more, whether the body is not wanted; called on the
    ///     thread of all transfers.
    ///   - demand: Looks at the body as it comes.
    package func fetch<Demand: ByteDemand>(
        _ request: FetchRequest, refusing isRefused: @escaping @Sendable (Demand) -> Bool, of demand: Demand
    ) async -> FetchOutcome {
        await fetch(request, into: nil, inspector: DemandInspector(demand, isRefused: isRefused))
    }

    /// Fetches a URL; a reader, if there is one, has the body of the answer in place of the response.
    func fetch(
        _ request: FetchRequest, into reader: (any BodyReader)?, inspector: (any BodyInspector)? = nil
    ) async -> FetchOutcome {
        let url: ResolvedURL
        do {
            url = try URLPolicy.normalize(request.url, maximumLength: options.maximumURLLength)
        } catch {
            return FetchOutcome(result: .failure(FetchFailure(error)), attempts: 0, bytesReceived: 0)
        }
        if let flaw = request.flaw {
            return FetchOutcome(result: .failure(.refused(reason: flaw)), attempts: 0, bytesReceived: 0)
        }
        let ticket = FetchTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let order = FetchOrder(
                    ticket: ticket, request: request, url: url, reader: reader, inspector: inspector,
                    continuation: continuation)
                inbox.submit(.start(order))
            }
        } onCancel: {
            ticket.cancel()
            inbox.submit(.cancel(ticket))
        }
    }

    /// Ends all transfers, closes the connections and waits for the end of the thread.
    ///
    /// Every call of `fetch`, later ones too, has the outcome `FetchFailure.cancelled`. A second call of this does
    /// nothing.
    package func shutdown() {
        guard let thread = thread.withLock({ $0.take() }) else { return }
        inbox.submit(.stop)
        thread.join()
    }

    /// The hosts that have asked to be left alone since this was last asked.
    package func takeDeferredHosts() -> [DeferredHost] { deferrals.take() }

    /// The largest number of bytes of bodies that were in memory at once.
    package var mostMemoryHeld: Int { memory.mostHeld }

    /// The version of libcurl in use, such as `8.5.0`.
    package static var libraryVersion: String { CurlLibrary.version }

    private static func check(_ options: FetchOptions) throws(FetchEngineError) {
        guard options.userAgent.isFieldValue else { throw .invalidUserAgent }
        for (name, value) in options.headers where !HeaderField.isAllowed(name, value) {
            throw .invalidHeader(name: String(name.prefix(80)).filter { $0.isASCII && !$0.isNewline })
        }
        if !options.proxies.proxies.allSatisfy(ProxyURL.isValid) { throw .invalidProxy }
        if let path = options.certificateAuthorityFile, access(path, R_OK) != 0 {
            throw .unreadableCertificateAuthorityFile(path: path)
        }
    }
}
