import Addresses
import CCurl
import Glibc
import Logging

/// Drives all transfers on one thread: takes orders, starts what the hosts' queues let start, and decides what
/// becomes of each attempt.
final class TransferLoop {
    private let options: FetchOptions
    private let multi: CurlMulti
    private let inbox: FetchInbox
    private let addresses: AddressPolicy
    private let redirects: RedirectPolicy
    private let retries: RetryPolicy
    private let log = Logger(label: "proofsheet.fetching")

    private var jobs: [ObjectIdentifier: FetchJob] = [:]
    private var scheduler: HostScheduler<FetchJob>
    private var pausing = DeadlineQueue<FetchJob>()
    /// Hosts whose names were not found.
    private var unknownHosts: Set<HostKey> = []
    /// Transfers at work, by their easy handle.
    private var active: [UnsafeMutableRawPointer: Transfer] = [:]
    private var idle: [Transfer] = []
    private let memory: BodyMemory
    private let deferrals: DeferralNotes
    private let alarm = LimitAlarm()
    private let notes = ConnectionNotes()
    private var isStopped = false
    /// Requests and retries of the run so far.
    private var requests = 0
    private var retriesSpent = 0

    init(options: FetchOptions, multi: CurlMulti, inbox: FetchInbox, memory: BodyMemory, deferrals: DeferralNotes) {
        self.deferrals = deferrals
        self.options = options
        self.memory = memory
        self.multi = multi
        self.inbox = inbox
        addresses = AddressPolicy(
            allowsPrivateHosts: options.allowsPrivateHosts, privateHosts: options.privateHosts)
        redirects = RedirectPolicy(options: options)
        retries = RetryPolicy(options: options)
        scheduler = HostScheduler(streams: options.connectionStreams) { host in
            let options = options.adapted(to: host.host)
            return HostScheduler.Manners(concurrency: options.hostConcurrency, delay: options.hostDelay)
        }
        leaveAlone(options.deferredHosts)
    }

    /// Runs until it is told to stop or libcurl fails as a whole; then every call has been answered.
    func run() {
        do {
            while true {
                obeyCommands()
                if isStopped { return close(.cancelled) }
                try multi.perform()
                for note in notes.take() { scheduler.take(note, now: .now) }
                while let (easy, code) = multi.nextResult() {
                    if let transfer = active[easy] { conclude(transfer, transfer.end(code)) }
                }
                let now = ContinuousClock.now
                enforceLimits(now)
                while let job = pausing.popDue(now) { enqueue(job, now) }
                // What has been started is due at once: asking the sockets first would only cost time.
                if !startJobs(now) { try multi.poll(milliseconds: timeToWait(now)) }
            }
        } catch {
            close(.connection(reason: "libcurl failed: \(error.message)"))
        }
    }

    private func close(_ failure: FetchFailure) {
        inbox.close(failure)
        for transfer in Array(active.values) { release(transfer) }
        idle = []
        for job in jobs.values { job.end(.failure(failure)) }
        jobs = [:]
    }
}

/// What other threads ask for.
extension TransferLoop {
    private func obeyCommands() {
        for command in inbox.take() {
            switch command {
            case .start(let order): accept(order)
            case .cancel(let ticket): cancel(ticket)
            case .stop: isStopped = true
            }
        }
    }

    private func accept(_ order: FetchOrder) {
        guard !order.ticket.isCancelled else { return order.refuse(.cancelled) }
        let job = FetchJob(order)
        jobs[ObjectIdentifier(order.ticket)] = job
        requests += 1
        enqueue(job, .now)
    }

    private func cancel(_ ticket: FetchTicket) {
        guard let job = jobs[ObjectIdentifier(ticket)] else { return }
        if let transfer = job.transfer { release(transfer) }
        end(job, .failure(.cancelled))
    }
}

/// The way of a job through the queues.
extension TransferLoop {
    /// Puts a job into the queue of its current URL's host, unless that host isn't asked at all.
    private func enqueue(_ job: FetchJob, _ now: ContinuousClock.Instant) {
        guard !job.isEnded else { return }
        if let refusal = addresses.refusal(ofHost: job.url.host) {
            end(job, .failure(.refused(reason: refusal)))
        } else if let refusal = refusal(of: job.host, now) {
            end(job, .failure(refusal))
        } else {
            scheduler.enqueue(job, on: job.host, now: now)
        }
    }

    /// Whether any was started.
    private func startJobs(_ now: ContinuousClock.Instant) -> Bool {
        var isAnyStarted = false
        while active.count < max(1, options.concurrency), let job = scheduler.next(now: now, isLive: { !$0.isEnded }) {
            do {
                try start(job, now)
                isAnyStarted = true
            } catch {
                scheduler.finish(on: job.host, now: now)
                end(job, .failure(.connection(reason: "libcurl failed: \(error.message)")))
            }
        }
        return isAnyStarted
    }

    private func start(_ job: FetchJob, _ now: ContinuousClock.Instant) throws(CurlError) {
        let transfer: Transfer
        if let rested = idle.popLast() {
            transfer = rested
        } else {
            transfer = try Transfer(options: options, share: multi.share, memory: memory, alarm: alarm, notes: notes)
        }
        try transfer.begin(job, now: now)
        try multi.add(transfer.easy)
        job.transfer = transfer
        job.send()
        active[transfer.easy.pointer] = transfer
    }

    /// Takes a transfer and its job out of flight.
    private func release(_ transfer: Transfer) {
        multi.remove(transfer.easy)
        active[transfer.easy.pointer] = nil
        if let job = transfer.job {
            // Before that, the handle still has the count of its last transfer.
            if transfer.isConnected { job.bytesReceived += transfer.bytesReceived }
            job.transfer = nil
            scheduler.finish(on: job.host, connection: transfer.connection, now: .now)
        }
        transfer.rest()
        if transfer.isReusable { idle.append(transfer) }
    }

    private func end(_ job: FetchJob, _ result: Result<FetchResponse, FetchFailure>) {
        jobs[ObjectIdentifier(job.order.ticket)] = nil
        job.end(result)
    }
}

/// What becomes of an attempt.
extension TransferLoop {
    private func conclude(_ transfer: Transfer, _ end: Transfer.End) {
        guard let job = transfer.job else { return release(transfer) }
        let host = job.host
        let now = ContinuousClock.now
        let demanded = demand(of: end)
        var abandoned: [FetchJob] = []
        if transfer.isConnected { scheduler.connectionSucceeded(on: host) }
        if case .failure(let failure) = end, failure.isConnectionFailure {
            if case .unknownHost = failure.failure { unknownHosts.insert(host) } else { unknownHosts.remove(host) }
            abandoned = scheduler.connectionFailed(on: host, reason: failure.failure.reason)
        }
        if end.isComplaint {
            scheduler.complained(on: host, startedAt: transfer.started, now: now)
        } else if case .response = end {
            scheduler.requestWentWell(on: host)
        }
        if let demanded, demanded <= RetryPolicy.longestRetryAfter {
            scheduler.pause(host, until: now.saturatingAdvanced(by: demanded))
        } else if let demanded, case .response(let head, _) = end {
            abandoned += scheduler.postpone(host, deferral(of: job, status: head.status, for: demanded, now))
        }
        log.debug("\(RequestLog.line(of: job, end, bytes: transfer.bytesReceived, time: now - transfer.started))")
        let broken: BrokenDownload? = if case .failure = end { transfer.takeBroken() } else { nil }
        release(transfer)

        let refusal = refusal(of: host, now)
        if refusal != nil, !abandoned.isEmpty { log.debug("no more requests go to \(host.host)") }
        if refusal == nil, let pause = pause(after: end, demanded, of: job) {
            retriesSpent += 1
            keep(broken, for: job)
            pausing.insert(job, due: now.saturatingAdvanced(by: pause))
        } else if let refusal, case .deferred = refusal, demanded != nil {
            self.end(job, .failure(refusal))
        } else {
            settle(job, end)
        }
        if let refusal { for other in abandoned { self.end(other, .failure(refusal)) } }
    }

    /// Why no more requests go to a host; nil while they do.
    private func refusal(of host: HostKey, _ now: ContinuousClock.Instant) -> FetchFailure? {
        if let reason = scheduler.givenUp(host) {
            return unknownHosts.contains(host) ? .unknownHost(reason: reason) : .connection(reason: reason)
        }
        return scheduler.deferral(host, now: now)?.failure
    }

    /// How long the server wants to be left alone, by its answer.
    private func demand(of end: Transfer.End) -> Duration? {
        guard case .response(let head, _) = end else { return nil }
        return RetryPolicy.demand(
            ofStatus: head.status, retryAfter: head.value("retry-after"), now: Int64(time(nil)))
    }

    private func deferral(
        of job: FetchJob, status: Int, for demanded: Duration, _ now: ContinuousClock.Instant
    ) -> HostPause {
        let time = min(demanded, RetryPolicy.longestDeferral)
        let until = Int64(Glibc.time(nil)) + time.components.seconds
        deferrals.add(DeferredHost(origin: job.url.origin, status: status, until: until))
        return HostPause(of: job.url.host, status: status, for: time, from: now, until: until)
    }

    /// Sends nothing to hosts that an earlier run was asked to leave alone.
    private func leaveAlone(_ hosts: [DeferredHost]) {
        let (now, clock) = (Int64(time(nil)), ContinuousClock.now)
        for host in hosts where host.until > now {
            guard let url = try? URLPolicy.normalize(host.origin + "/", maximumLength: options.maximumURLLength) else {
                continue
            }
            let time = Duration.seconds(host.until - now)
            let deferral = HostPause(of: url.host, status: host.status, for: time, from: clock, until: host.until)
            scheduler.leaveAlone(HostKey(url), deferral)
        }
    }

    private func pause(after end: Transfer.End, _ demanded: Duration?, of job: FetchJob) -> Duration? {
        guard job.order.request.isIdempotent else { return nil }
        guard retries.affordsRetry(spent: retriesSpent, requests: requests) else { return nil }
        switch end {
        case .response(let head, _):
            return retries.pause(afterStatus: head.status, demanded: demanded, retries: job.retries)
        case .failure(let failure): return retries.pause(after: failure.healing, retries: job.retries)
        case .unusablePart: return nil
        }
    }

    /// Keeps what came of a broken body for the retry, out of memory if it can be, as long as there is not too much of
    /// that.
    private func keep(_ broken: BrokenDownload?, for job: FetchJob) {
        guard let broken, (try? broken.body.moveToStore()) != nil else { return }
        let kept = jobs.values.reduce(0) { $0 + ($1.broken?.body.count ?? 0) }
        if kept + broken.body.count <= Self.mostBrokenBytes { job.keep(broken) }
    }

    /// Any number of requests may wait for their retries, and neither memory nor the disk fills with them.
    private static let mostBrokenBytes = 64_000_000

    /// Answers a job with its last attempt, or sends it on to where a redirect leads.
    private func settle(_ job: FetchJob, _ end: Transfer.End) {
        switch end {
        case .unusablePart:
            job.restart()
            enqueue(job, .now)
        case .failure(let failure):
            self.end(job, .failure(failure.failure))
        case .response(let head, let body):
            guard head.isRedirect, job.order.request.followsRedirects, let location = head.location else {
                return self.end(job, .success(job.response(head, body: body)))
            }
            do {
                job.follow(to: try redirects.target(of: location, visited: job.visited), status: head.status)
                enqueue(job, .now)
            } catch {
                self.end(job, .failure(error))
            }
        }
    }
}

/// What time demands.
extension TransferLoop {
    private func enforceLimits(_ now: ContinuousClock.Instant) {
        guard let due = alarm.next, due <= now else { return }
        for transfer in Array(active.values) where transfer.deadline <= now {
            if let end = transfer.check(now: now) { conclude(transfer, end) }
        }
        alarm.reset(to: active.values.lazy.map(\.deadline).min())
    }

    /// Milliseconds until something other than a socket or a command wants the loop.
    private func timeToWait(_ now: ContinuousClock.Instant) -> Int32 {
        // A host whose turn has come needs a free place too, and that comes with the end of a transfer.
        let start = active.count < max(1, options.concurrency) ? scheduler.nextStart : nil
        guard let next = [alarm.next, pausing.next, start].compactMap(\.self).min() else { return 60_000 }
        return next <= now ? 0 : (next - now).wholeMilliseconds
    }
}
