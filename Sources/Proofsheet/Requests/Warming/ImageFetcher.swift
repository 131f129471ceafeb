import Auditing
import Caching
import Fetching
import HTTPRules
import Probing

/// Fetches single images, each under a lease that keeps other processes from doing so at the same time.
struct ImageFetcher: Sendable {
    let gate: RequestGate
    let cache: Cache
    let policy: WarmPolicy
    let queue: WorkQueue
    let load: BodyLoad

    /// Fetches an image where it is still due.
    ///
    /// - Parameter revision: Of what was known of it when it was found to be due.
    func fetch(_ url: String, _ revision: EntryRevision) async -> FetchedImage {
        if Task.isCancelled { return FetchedImage(url: url, outcome: .cancelled) }
        let start = ContinuousClock.now
        let policy = policy
        let claim = RequestClaim(cache: cache, revision: revision) { policy.isDueStill($0) }
        switch await gate.pass(url, claim) {
        case .failed(let message): return FetchedImage(url: url, outcome: .unstorable(message))
        case .elsewhere: return FetchedImage(url: url, outcome: .leased)
        case .notDue(let knowledge): return FetchedImage(url: url, outcome: .fresh(knowledge))
        case .open(let ticket, let knowledge):
            var image = await fetchOrRescue(url, ticket, knowledge)
            image.time = .now - start
            // Other leases end when what came is in the index.
            if case .cancelled = image.outcome { cache.endLease(of: url) }
            return image
        }
    }

    private func fetchOrRescue(
        _ url: String, _ ticket: RequestTicket, _ knowledge: ImageKnowledge?
    ) async -> FetchedImage {
        if let entry = knowledge?.entry, policy.asksFallbacksAlone(knowledge) {
            return await rescue(FetchedImage(url: url, outcome: .failed(entry)), knowledge)
        }
        return await rescue(await fetch(url, ticket, knowledge), knowledge)
    }

    private func fetch(_ url: String, _ ticket: RequestTicket, _ knowledge: ImageKnowledge?) async -> FetchedImage {
        var request = FetchRequest(url: ticket.target)
        if !policy.isForced, let entry = knowledge?.entry, knowledge?.presentObject != nil {
            request.etag = entry.etag
            request.lastModified = entry.lastModified
            request.validatorURL = entry.finalURL
        }
        var outcome = await fetchUnlessRefused(request, ticket)
        var bytes = outcome.bytesReceived
        var attempts = outcome.attempts
        if await isUseless(outcome, for: knowledge?.entry) {
            outcome = await fetchUnlessRefused(FetchRequest(url: ticket.target), ticket)
            bytes += outcome.bytesReceived
            attempts += outcome.attempts
        }
        let size = outcome.bodySize
        load.arrived(size)
        defer { load.released(size) }
        let store = cache.objects
        let sent = policy.fields
        let result = await queue.run { [outcome, policy] in
            Self.settle(
                outcome, url, sent, knowledge?.entry, store, maximumPixels: policy.maximumPixels,
                isRemapped: ticket.isRemapped)
        }
        let status = (try? outcome.result.get())?.status
        var image = FetchedImage(url: url, outcome: result, status: status, attempts: attempts, bytes: bytes)
        noteDeferrals(outcome, &image)
        if case .failure(.unknownHost) = outcome.result { image.isHostUnknown = true }
        if case .failure(let failure) = outcome.result { image.silence = failure.silence }
        return image
    }

    /// Takes note of hosts that want to be left alone.
    func noteDeferrals(_ outcome: FetchOutcome, _ image: inout FetchedImage) {
        guard case .failure(.deferred) = outcome.result else { return }
        let now = Clock.now
        image.deferrals += gate.engine.takeDeferredHosts().map { HostDeferral($0, at: now) }
    }

    /// Fetches a file, and reads on only while it may be an image that is wanted.
    func fetchUnlessRefused(_ request: FetchRequest, _ ticket: RequestTicket) async -> FetchOutcome {
        if let failure = ticket.refusal {
            return FetchOutcome(result: .failure(failure), attempts: 0, bytesReceived: 0)
        }
        // The whole file is judged once it is there.
        return await gate.engine.fetch(request, refusing: { $0.isRefused }, of: HeaderDemand(reach: .size))
    }

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
        maximumPixels: Int, isRemapped: Bool
    ) -> FetchedImage.Outcome {
        let now = Clock.now
        var entry = known ?? CacheEntry(url: url)
        switch ImageEvaluation(fetched, now: now, maximumPixels: maximumPixels) {
        case .cancelled: return .cancelled
        case .unstorable(let reason): return .unstorable("\(reason); \(Self.remedy)")
        case .failure(let failure):
            entry.failure = failure
            return .failed(entry)
        case .unchanged:
            guard known?.object != nil, fetched.isConditional else {
                let detail = "the server answered 304 though it was not asked whether the image changed"
                entry.failure = CacheFailure(kind: .unreachable, status: 304, detail: detail, occurredAt: now)
                return .failed(entry)
            }
            entry.accept(fetched, sent: sent, isRemapped: isRemapped)
            return .revalidated(entry)
        case .image(let body, let header, let soundness, let summary):
            let staged: StagedObject
            do throws(ObjectError) {
                staged = try store.stage(body, header: header, soundness: soundness, summary: summary)
            } catch {
                return .unstorable("\(error); \(Self.remedy)")
            }
            entry.accept(fetched, sent: sent, isRemapped: isRemapped)
            return .downloaded(Cache.Update(entry: entry, staged: staged))
        }
    }
}

extension ImageFetcher {
    static let remedy = "what was stored is kept, run again when that is mended"
}

extension ObjectStore {
    /// Writes an image to the disk, from where it is put in place with others.
    func stage(
        _ body: ImageEvaluation.Body, header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary?
    ) throws(ObjectError) -> StagedObject {
        switch body {
        case .memory(let bytes): try stage(bytes, header: header, soundness: soundness, summary: summary)
        case .stored(let body):
            try stage(body.content, id: body.id, header: header, soundness: soundness, summary: summary)
        }
    }
}

extension FetchOutcome {
    /// Bytes that the body took, in memory or on the disk.
    var bodySize: Int {
        switch result {
        case .success(let response): response.bodySize
        // All of these came, and more.
        case .failure(.tooLarge(let limit)): limit
        case .failure: 0
        }
    }

    /// Whether it answers a request that asked for the image only if it changed.
    fileprivate var isConditional: Bool { (try? result.get())?.isConditional == true }
}

extension CacheEntry {
    /// Takes over what a good answer says of itself.
    fileprivate mutating func accept(_ fetched: FetchOutcome, sent: HTTPFields, isRemapped: Bool) {
        guard case .success(let response) = fetched.result else { return }
        accept(
            status: response.status, fields: HTTPFields(response.headers), request: sent,
            requestedAt: response.requestedAt, receivedAt: response.receivedAt)
        finalURL = response.redirects.isEmpty ? nil : response.finalURL
        // Where a mirror has moved to is no news of the address that the record has.
        noteMove(to: isRemapped ? nil : response.permanentTarget)
    }
}
