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
    let queue: WorkQueue
    let progress: FetchProgress

    /// What became of one image.
    private enum Outcome: Sendable {
        case downloaded(CacheEntry)
        case revalidated(CacheEntry)
        case failed(CacheEntry)
        case cancelled
        /// The object could not be stored; the run ends.
        case unstorable(FileSystemError)
    }

    private struct Arrival: Sendable {
        var url: String
        var outcome: Outcome
        var bytes: Int
    }

    /// Index rows written in one transaction, each of which costs a sync of the disk.
    private static let batchSize = 64

    /// Fetches those of `urls` that are due.
    ///
    /// Throws where the cache cannot be written; what was stored until then stays.
    func warm(_ urls: [String], knowing knowledge: [String: ImageKnowledge]) async throws(ProofsheetError)
        -> Report.Fetched
    {
        let now = Clock.now
        let due = urls.filter { isDue(knowledge[$0], at: now) }
        var fetched = Report.Fetched()
        fetched.images = urls.count
        fetched.fresh = urls.count - due.count
        progress.start(total: due.count)
        defer { progress.end() }
        var pending: [CacheEntry] = []
        var failure: ProofsheetError?
        await withTaskGroup(of: Arrival.self) { group in
            // Twice what is in flight, so that the decoding of one image never keeps the network waiting.
            var waiting = HostQueue(due, limit: concurrency * 2, hostLimit: hostConcurrency * 2) {
                Remapping.apply(remappings, to: $0)
            }
            while let url = waiting.next() { group.addTask { await fetch(url, knowledge[url]) } }
            while let arrival = await group.next() {
                waiting.finish(arrival.url)
                progress.advance(bytes: arrival.bytes)
                failure = failure ?? count(arrival, in: &fetched, pending: &pending)
                if pending.count >= Self.batchSize { failure = await flush(&pending) ?? failure }
                if failure != nil { group.cancelAll() }
                while failure == nil, !Task.isCancelled, let url = waiting.next() {
                    group.addTask { await fetch(url, knowledge[url]) }
                }
            }
        }
        failure = await flush(&pending) ?? failure
        if let failure { throw failure }
        return fetched
    }

    private func isDue(_ knowledge: ImageKnowledge?, at now: Int64) -> Bool {
        if retriesFailed { return knowledge?.entry?.failure != nil }
        guard !isForced, let entry = knowledge?.entry else { return true }
        let isDamaged = entry.object != nil && knowledge?.presentObject == nil
        return isDamaged || entry.needsRequest(at: now)
    }

    private func count(
        _ arrival: Arrival, in fetched: inout Report.Fetched, pending: inout [CacheEntry]
    ) -> ProofsheetError? {
        fetched.bytes += arrival.bytes
        switch arrival.outcome {
        case .downloaded(let entry):
            fetched.downloaded += 1
            pending.append(entry)
        case .revalidated(let entry):
            fetched.revalidated += 1
            pending.append(entry)
        case .failed(let entry):
            fetched.failed += 1
            pending.append(entry)
        case .cancelled: break
        case .unstorable(let error):
            return ProofsheetError(.failure, "\(error); what was stored is kept, run again when there is room")
        }
        return nil
    }

    private func flush(_ pending: inout [CacheEntry]) async -> ProofsheetError? {
        let entries = pending
        pending = []
        let cache = cache
        let error: CacheError? = await queue.run {
            do throws(CacheError) {
                try cache.update(entries)
                return nil
            } catch { return error }
        }
        return error.map { ProofsheetError(.failure, $0.message) }
    }

    private func fetch(_ url: String, _ knowledge: ImageKnowledge?) async -> Arrival {
        let target = Remapping.apply(remappings, to: url)
        var request = FetchRequest(url: target)
        if !isForced, let entry = knowledge?.entry, knowledge?.presentObject != nil {
            request.etag = entry.etag
            request.lastModified = entry.lastModified
            request.validatorURL = entry.finalURL
        }
        let outcome = await engine.fetch(
            request, refusing: { [maximumPixels] in $0.isRefused(maximumPixels: maximumPixels) }, of: HeaderDemand())
        let bytes = outcome.bytesReceived
        let store = cache.objects
        let result = await queue.run {
            Self.settle(outcome, url, target, knowledge?.entry, store, maximumPixels: maximumPixels)
        }
        return Arrival(url: url, outcome: result, bytes: bytes)
    }

    /// Judges the answer and stores the image.
    private static func settle(
        _ fetched: FetchOutcome, _ url: String, _ target: String, _ known: CacheEntry?, _ store: ObjectStore,
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
            guard known?.object != nil else {
                let detail = "the server answered 304 though nothing was stored"
                entry.failure = CacheFailure(kind: .unreachable, status: 304, detail: detail, occurredAt: now)
                return .failed(entry)
            }
            entry.accept(fetched, target: target, now: now)
            return .revalidated(entry)
        case .image(let bytes, let header, let soundness, let summary):
            do throws(FileSystemError) {
                entry.object = try store.put(bytes, header: header, soundness: soundness, summary: summary)
            } catch {
                return .unstorable(error)
            }
            // The validators belong to these bytes, and those of an earlier answer to none.
            entry.etag = nil
            entry.lastModified = nil
            entry.accept(fetched, target: target, now: now)
            return .downloaded(entry)
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
