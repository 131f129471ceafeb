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
        let sent = fields(of: FetchRequest(url: ""))
        let due = urls.filter { isDue(knowledge[$0], at: now, sent: sent) }
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

    private func isDue(_ knowledge: ImageKnowledge?, at now: Int64, sent: HTTPFields) -> Bool {
        if retriesFailed { return knowledge?.entry?.failure != nil }
        guard !isForced, let entry = knowledge?.entry else { return true }
        let isDamaged = entry.object != nil && knowledge?.presentObject == nil
        return isDamaged || entry.needsRequest(at: now, limits: limits, request: sent)
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

    /// Judges the answer and stores the image.
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
            do throws(FileSystemError) {
                entry.object = try store.put(bytes, header: header, soundness: soundness, summary: summary)
            } catch {
                return .unstorable(error)
            }
            entry.accept(fetched, sent: sent)
            return .downloaded(entry)
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
    }
}
