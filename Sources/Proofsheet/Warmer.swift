import Auditing
import Caching
import Fetching
import FileSystem
import Reporting

/// Fetches images into the cache.
struct Warmer: Sendable {
    let cache: Cache
    let engine: FetchEngine
    let remappings: [Remapping]
    /// Requests in flight at once.
    let concurrency: Int
    /// Asks for every image again, without validators.
    let isForced: Bool
    /// Asks for what failed last time, and for nothing else.
    let retriesFailed: Bool
    /// Largest width × height of an image that is stored.
    let maximumPixels: Int
    /// Requests in flight at once to one host.
    let hostConcurrency: Int
    let limits: FreshnessLimits
    let options: FetchOptions
    let queue: WorkQueue
    let progress: FetchProgress

    /// What became of one image.
    private enum Outcome: Sendable {
        case downloaded(Cache.Arrival)
        case revalidated(CacheEntry)
        case failed(CacheEntry)
        case cancelled
        /// Another process fetches it; it is asked for again when all else is done.
        case leased(String)
        /// Another process has fetched it since this run looked.
        case fresh
        /// The object could not be stored; the run ends.
        case unstorable(String)
    }

    private struct Arrival: Sendable {
        var url: String
        var outcome: Outcome
        var bytes: Int
    }

    /// Images made durable and written to the index at once, each time of which waits for the disk.
    private static let batchSize = 256
    /// How long an image may wait for the others of its batch while more come.
    private static let flushInterval = Duration.seconds(2)
    /// How long to wait before a URL that another process fetches is looked at again.
    private static let leaseInterval = Duration.milliseconds(100)

    /// Fetches those of `urls` that are due.
    ///
    /// Throws where the cache cannot be written; what was stored until then stays.
    func warm(_ urls: [String], knowing knowledge: [String: ImageKnowledge]) async throws(ProofsheetError)
        -> Report.Fetched
    {
        let now = Clock.now
        let sent = fields(of: FetchRequest(url: ""))
        var due = urls.filter { isDue(knowledge[$0], at: now, sent: sent) }
        var fetched = Report.Fetched()
        fetched.images = urls.count
        fetched.fresh = urls.count - due.count
        progress.start(total: due.count)
        defer { progress.end() }
        while !due.isEmpty, !Task.isCancelled {
            let count = due.count
            due = try await fetchAll(due, knowing: knowledge, &fetched)
            // No lease is held while waiting for one, so that two processes never wait for each other.
            if due.count == count { try? await Task.sleep(for: Self.leaseInterval) }
        }
        return fetched
    }

    /// Fetches URLs, and gives back those that another process is fetching.
    private func fetchAll(
        _ due: [String], knowing knowledge: [String: ImageKnowledge], _ fetched: inout Report.Fetched
    ) async throws(ProofsheetError) -> [String] {
        var leased: [String] = []
        var pending: [Cache.Arrival] = []
        var failure: ProofsheetError?
        var flushTime = ContinuousClock.now + Self.flushInterval
        await withTaskGroup(of: Arrival.self) { group in
            // Twice what is in flight, so that the decoding of one image never keeps the network waiting.
            var waiting = HostQueue(due, limit: concurrency * 2, hostLimit: hostConcurrency * 2) {
                Remapping.apply(remappings, to: $0)
            }
            while let url = waiting.next() { group.addTask { await fetch(url, knowledge[url]) } }
            while let arrival = await group.next() {
                waiting.finish(arrival.url)
                if case .leased = arrival.outcome {} else { progress.advance(bytes: arrival.bytes) }
                if case .leased(let url) = arrival.outcome { leased.append(url) }
                failure = failure ?? count(arrival, in: &fetched, pending: &pending)
                if pending.count >= Self.batchSize || ContinuousClock.now > flushTime {
                    failure = await flush(&pending) ?? failure
                    flushTime = .now + Self.flushInterval
                }
                if failure != nil { group.cancelAll() }
                while failure == nil, !Task.isCancelled, let url = waiting.next() {
                    group.addTask { await fetch(url, knowledge[url]) }
                }
            }
        }
        failure = await flush(&pending) ?? failure
        if let failure { throw failure }
        return leased
    }

    private func isDue(_ knowledge: ImageKnowledge?, at now: Int64, sent: HTTPFields) -> Bool {
        if retriesFailed { return knowledge?.entry?.failure != nil }
        guard !isForced, let entry = knowledge?.entry else { return true }
        let isDamaged = entry.object != nil && knowledge?.presentObject == nil
        return isDamaged || entry.needsRequest(at: now, limits: limits, request: sent)
    }

    private func count(
        _ arrival: Arrival, in fetched: inout Report.Fetched, pending: inout [Cache.Arrival]
    ) -> ProofsheetError? {
        fetched.bytes += arrival.bytes
        switch arrival.outcome {
        case .downloaded(let image):
            fetched.downloaded += 1
            pending.append(image)
        case .revalidated(let entry):
            fetched.revalidated += 1
            pending.append(Cache.Arrival(entry: entry))
        case .failed(let entry):
            fetched.failed += 1
            pending.append(Cache.Arrival(entry: entry))
        case .fresh: fetched.fresh += 1
        case .cancelled, .leased: break
        case .unstorable(let message): return ProofsheetError(.failure, message)
        }
        return nil
    }

    private func flush(_ pending: inout [Cache.Arrival]) async -> ProofsheetError? {
        let arrivals = pending
        pending = []
        let cache = cache
        let error: CacheError? = await queue.run {
            do throws(CacheError) {
                try cache.store(arrivals)
                return nil
            } catch { return error }
        }
        for arrival in arrivals { cache.endLease(of: arrival.entry.url) }
        return error.map { ProofsheetError(.failure, $0.message) }
    }

    private func fetch(_ url: String, _ knowledge: ImageKnowledge?) async -> Arrival {
        if Task.isCancelled { return Arrival(url: url, outcome: .cancelled, bytes: 0) }
        let sent = fields(of: FetchRequest(url: ""))
        let isDue: @Sendable (ImageKnowledge?) -> Bool = { self.isDue($0, at: Clock.now, sent: sent) }
        let lease = await queue.run { Lease(url, knowledge, in: cache, isDue: isDue) }
        switch lease {
        case .failed(let message): return Arrival(url: url, outcome: .unstorable(message), bytes: 0)
        case .elsewhere: return Arrival(url: url, outcome: .leased(url), bytes: 0)
        case .notDue: return Arrival(url: url, outcome: .fresh, bytes: 0)
        case .held(let knowledge):
            let arrival = await fetchLeased(url, knowledge)
            // Other leases end when what came is in the index.
            if case .cancelled = arrival.outcome { cache.endLease(of: url) }
            return arrival
        }
    }

    private func fetchLeased(_ url: String, _ knowledge: ImageKnowledge?) async -> Arrival {
        let target = Remapping.apply(remappings, to: url)
        var request = FetchRequest(url: target)
        if !isForced, let entry = knowledge?.entry, knowledge?.presentObject != nil {
            request.etag = entry.etag
            request.lastModified = entry.lastModified
            request.validatorURL = entry.finalURL
        }
        var outcome = await fetchUnlessRefused(request)
        var bytes = outcome.bytesReceived
        if await isUseless(outcome, for: knowledge?.entry) {
            outcome = await fetchUnlessRefused(FetchRequest(url: target))
            bytes += outcome.bytesReceived
        }
        let store = cache.objects
        let sent = fields(of: request)
        let result = await queue.run { [outcome, maximumPixels] in
            Self.settle(outcome, url, sent, knowledge?.entry, store, maximumPixels: maximumPixels)
        }
        return Arrival(url: url, outcome: result, bytes: bytes)
    }

    /// Fetches a file, and reads on only while it may be an image that is wanted.
    private func fetchUnlessRefused(_ request: FetchRequest) async -> FetchOutcome {
        await engine.fetch(
            request, refusing: { [maximumPixels] in $0.isRefused(maximumPixels: maximumPixels) }, of: HeaderDemand())
    }

    /// The fields by which a server may choose its answer.
    private func fields(of request: FetchRequest) -> HTTPFields { HTTPFields(options.fields(of: request)) }

    /// Whether the answer confirms an image that another process took away meanwhile, or another one than ours, so that
    /// the whole has to be asked for.
    private func isUseless(_ outcome: FetchOutcome, for entry: CacheEntry?) async -> Bool {
        guard case .success(let response) = outcome.result, response.status == 304, response.isConditional,
            let entry, let object = entry.object
        else { return false }
        guard entry.isConfirmed(by: HTTPFields(response.headers)) else { return true }
        let store = cache.objects
        return await queue.run { (try? store.condition(of: object)) != .present }
    }

    /// Judges the answer and writes the image to the disk, from where it is stored with others.
    private static func settle(
        _ fetched: FetchOutcome, _ url: String, _ sent: HTTPFields, _ known: CacheEntry?, _ store: ObjectStore,
        maximumPixels: Int
    ) -> Outcome {
        let now = Clock.now
        var entry = known ?? CacheEntry(url: url)
        switch ImageEvaluation(fetched, now: now, maximumPixels: maximumPixels) {
        case .cancelled: return .cancelled
        case .failure(let failure):
            entry.failure = failure
            return .failed(entry)
        case .unchanged:
            guard known?.object != nil, fetched.isConditional else {
                let detail = "the server answered 304 though it was not asked whether the image changed"
                entry.failure = CacheFailure(kind: .unreachable, status: 304, detail: detail, occurredAt: now)
                return .failed(entry)
            }
            entry.accept(fetched, sent: sent)
            return .revalidated(entry)
        case .image(let bytes, let header, let soundness, let summary):
            let staged: StagedObject
            do throws(FileSystemError) {
                staged = try store.stage(bytes, header: header, soundness: soundness, summary: summary)
            } catch {
                return .unstorable("\(error); what was stored is kept, run again when that is mended")
            }
            entry.accept(fetched, sent: sent)
            return .downloaded(Cache.Arrival(entry: entry, staged: staged))
        }
    }
}

extension FetchOutcome {
    /// Whether it answers a request that asked for the image only if it changed.
    fileprivate var isConditional: Bool { (try? result.get())?.isConditional == true }
}

extension CacheEntry {
    /// Takes over what a good answer says of itself.
    fileprivate mutating func accept(_ fetched: FetchOutcome, sent: HTTPFields) {
        guard case .success(let response) = fetched.result else { return }
        accept(
            status: response.status, fields: HTTPFields(response.headers), request: sent,
            requestedAt: response.requestedAt, receivedAt: response.receivedAt)
        finalURL = response.redirects.isEmpty ? nil : response.finalURL
        movedTo = response.redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.target
    }
}
