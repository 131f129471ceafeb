import Addresses
import Auditing
import Caching
import Fetching
import Hashing
import Probing

/// Where an image is gone, or none, its fallbacks are asked, one after the other, with the manners of any request.
extension ImageFetcher {
    /// What a fallback gave.
    private enum Rescue: Sendable {
        case image(Cache.Update)
        /// Nothing, and it would be the same the next time.
        case nothing
        /// Nothing now.
        case notNow
        case cancelled
        case unstorable(String)
    }

    /// The image with what a fallback gave in place of its failure, where one gave an intact image.
    ///
    /// What the cache holds stays: a fallback is asked again only by force.
    func rescue(_ image: FetchedImage, _ knowledge: ImageKnowledge?) async -> FetchedImage {
        guard case .failed(var entry) = image.outcome, let failure = entry.failure,
            failure.kind == .gone || failure.kind == .notImage || image.isHostUnknown, isWanting(knowledge)
        else { return image }
        let addresses = policy.rules.fallbacks(of: image.url)
        if addresses.isEmpty { return image }
        var image = image
        var isSettled = true
        for address in addresses {
            switch await ask(address, for: entry, &image) {
            case .image(let update):
                image.outcome = .downloaded(update)
                return image
            case .nothing: break
            case .notNow: isSettled = false
            case .cancelled:
                image.outcome = .cancelled
                return image
            case .unstorable(let message):
                image.outcome = .unstorable(message)
                return image
            }
        }
        entry.triedFallbacks = isSettled ? WarmPolicy.mark(of: addresses) : nil
        image.outcome = .failed(entry)
        return image
    }

    private func isWanting(_ knowledge: ImageKnowledge?) -> Bool {
        guard knowledge?.presentObject != nil else { return true }
        if case .fallback = knowledge?.entry?.origin { return policy.isForced }
        return false
    }

    private func ask(_ address: String, for entry: CacheEntry, _ image: inout FetchedImage) async -> Rescue {
        if Task.isCancelled { return .cancelled }
        let ticket = await gate.pass(address)
        let outcome = await fetchUnlessRefused(FetchRequest(url: ticket.target), ticket)
        image.attempts += outcome.attempts
        image.bytes += outcome.bytesReceived
        noteDeferrals(outcome, &image)
        let size = outcome.bodySize
        load.arrived(size)
        defer { load.released(size) }
        let cache = cache
        let policy = policy
        return await queue.run { Self.judge(outcome, from: address, for: entry, cache, policy) }
    }

    private static func judge(
        _ outcome: FetchOutcome, from address: String, for entry: CacheEntry, _ cache: Cache, _ policy: WarmPolicy
    ) -> Rescue {
        let now = Clock.now
        guard
            case .image(let body, let header, .intact, let summary) =
                ImageEvaluation(outcome, now: now, maximumPixels: policy.maximumPixels)
        else { return failure(outcome, policy, now) }
        let source = (try? outcome.result.get())?.finalURL ?? address
        // An archive hands on the redirects that it has kept, which lead out of it.
        if isArchived(entry.url, at: address), !Self.haveSameDomain(address, source) { return .nothing }
        do {
            if try isPlaceholder(body.id, header, from: source, for: entry.url, cache, policy) { return .nothing }
            var entry = entry
            entry.take(from: .fallback(url: address), finalURL: source == address ? nil : source, at: now)
            let staged = try cache.objects.stage(body, header: header, soundness: .intact, summary: summary)
            return .image(Cache.Update(entry: entry, staged: staged))
        } catch {
            return .unstorable("\(error); \(remedy)")
        }
    }

    /// Whether an address names the host of an image behind its own, as those of archives do.
    private static func isArchived(_ url: String, at address: String) -> Bool {
        guard let host = URLText.host(of: url), URLText.host(of: address) != host else { return false }
        // Behind the scheme and the archive's own host.
        return address.split(separator: "/").dropFirst(2).contains { part in
            part.prefix { $0 != ":" }.lowercased() == host
        }
    }

    /// Whether the last two labels of the hosts are the same.
    private static func haveSameDomain(_ first: String, _ second: String) -> Bool {
        let domains = [first, second].map { URLText.host(of: $0)?.split(separator: ".").suffix(2) }
        return domains[0] == domains[1]
    }

    private static func failure(_ outcome: FetchOutcome, _ policy: WarmPolicy, _ now: Int64) -> Rescue {
        switch ImageEvaluation(outcome, now: now, maximumPixels: policy.maximumPixels) {
        case .cancelled: .cancelled
        case .unstorable(let reason): .unstorable("\(reason); \(remedy)")
        case .failure(let failure) where failure.kind == .unreachable || failure.kind == .blocked: .notNow
        case .failure, .image, .unchanged: .nothing
        }
    }

    /// Whether what a fallback gave stands in place of a lost image: by what is known of it, or since the cache has the
    /// same bytes in place of many others.
    private static func isPlaceholder(
        _ id: SHA256, _ header: ImageHeader, from source: String, for url: String, _ cache: Cache, _ policy: WarmPolicy
    ) throws(CacheError) -> Bool {
        let size = PixelSize(width: header.width, height: header.height)
        if policy.placeholders.contains(where: { $0.stands(for: url, in: source, id, size) }) { return true }
        return try cache.countRescues(by: id, except: url) + 1 >= policy.placeholderCount
    }
}

extension ImageEvaluation.Body {
    fileprivate var id: SHA256 {
        switch self {
        case .memory(let bytes): SHA256(of: bytes)
        case .stored(let body): body.id
        }
    }
}
