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
        var due = HostInterleaving.order(urls.filter { isDue(knowledge[$0], at: now) })
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
            var waiting = due.makeIterator()
            // Twice what is in flight, so that the decoding of one image never keeps the network waiting.
            for _ in 0..<concurrency * 2 {
                guard let url = waiting.next() else { break }
                group.addTask { await fetch(url, knowledge[url]) }
            }
            while let arrival = await group.next() {
                if case .leased = arrival.outcome {} else { progress.advance(bytes: arrival.bytes) }
                if case .leased(let url) = arrival.outcome { leased.append(url) }
                failure = failure ?? count(arrival, in: &fetched, pending: &pending)
                if pending.count >= Self.batchSize || ContinuousClock.now > flushTime {
                    failure = await flush(&pending) ?? failure
                    flushTime = .now + Self.flushInterval
                }
                if failure != nil { group.cancelAll() }
                if failure == nil, !Task.isCancelled, let url = waiting.next() {
                    group.addTask { await fetch(url, knowledge[url]) }
                }
            }
        }
        failure = await flush(&pending) ?? failure
        if let failure { throw failure }
        return leased
    }

    private func isDue(_ knowledge: ImageKnowledge?, at now: Int64) -> Bool {
        guard !isForced, let entry = knowledge?.entry else { return true }
        let isDamaged = entry.object != nil && knowledge?.presentObject == nil
        return isDamaged || entry.needsRequest(at: now)
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
        if Task.isCancelled { return Arrival(outcome: .cancelled, bytes: 0) }
        let isDue: @Sendable (ImageKnowledge?) -> Bool = { self.isDue($0, at: Clock.now) }
        let lease = await queue.run { Lease(url, knowledge, in: cache, isDue: isDue) }
        switch lease {
        case .failed(let message): return Arrival(outcome: .unstorable(message), bytes: 0)
        case .elsewhere: return Arrival(outcome: .leased(url), bytes: 0)
        case .notDue: return Arrival(outcome: .fresh, bytes: 0)
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
        let outcome = await engine.fetch(request)
        let bytes = outcome.bytesReceived
        let store = cache.objects
        let result = await queue.run { Self.settle(outcome, url, target, knowledge?.entry, store) }
        return Arrival(outcome: result, bytes: bytes)
    }

    /// Judges the answer and writes the image to the disk, from where it is stored with others.
    private static func settle(
        _ fetched: FetchOutcome, _ url: String, _ target: String, _ known: CacheEntry?, _ store: ObjectStore
    ) -> Outcome {
        let now = Clock.now
        var entry = known ?? CacheEntry(url: url)
        switch ImageEvaluation(fetched, now: now) {
        case .cancelled: return .cancelled
        case .failure(let failure):
            entry.failure = failure
            return .failed(entry)
        case .unchanged:
            guard known?.object != nil else {
                let detail = "the server answered 304 though nothing was stored"
                entry.failure = CacheFailure(kind: .unreachable, status: 304, detail: detail, occurredAt: now)
                return .failed(entry)
            }
            entry.accept(fetched, target: target, now: now)
            return .revalidated(entry)
        case .image(let bytes, let header, let soundness, let summary):
            let staged: StagedObject
            do throws(FileSystemError) {
                staged = try store.stage(bytes, header: header, soundness: soundness, summary: summary)
            } catch {
                return .unstorable("\(error); what was stored is kept, run again when that is mended")
            }
            // The validators belong to these bytes, and those of an earlier answer to none.
            entry.etag = nil
            entry.lastModified = nil
            entry.accept(fetched, target: target, now: now)
            return .downloaded(Cache.Arrival(entry: entry, staged: staged))
        }
    }
}

extension CacheEntry {
    /// Takes over what a good answer says of itself.
    fileprivate mutating func accept(_ fetched: FetchOutcome, target: String, now: Int64) {
        guard case .success(let response) = fetched.result else { return }
        failure = nil
        fetchedAt = now
        // A 304 repeats only what changed (RFC 9111 §4.3.4).
        etag = response.header("etag") ?? etag
        lastModified = response.header("last-modified") ?? lastModified
        finalURL = response.redirects.isEmpty ? nil : response.finalURL
        freshUntil = Freshness(response, now: now).freshUntil(now: now)
    }
}

extension Freshness {
    fileprivate init(_ response: FetchResponse, now: Int64) {
        func date(_ name: String) -> Int64? { response.header(name).flatMap { HTTPDate.parse($0, now: now) } }
        self.init(
            cacheControl: response.header("cache-control"), age: response.header("age").flatMap { Int64($0) },
            date: date("date"), expires: date("expires"),
            lastModified: date("last-modified"), hasExpires: response.header("expires") != nil)
    }
}
