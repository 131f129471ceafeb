import Caching
import Decoding
import FileSystem
import Probing
import Reporting

/// Looks after a cache as a whole.
public struct CacheCare: Sendable {
    let directory: String

    /// Care of the cache in a directory; nothing is opened yet.
    public init(cacheDirectory: String) {
        directory = cacheDirectory
    }

    /// What a check of the cache found.
    public struct Verification: Sendable, Hashable {
        /// Objects looked at.
        public var objects = 0
        /// One line for each object that is missing, altered or damaged.
        public var problems: [String] = []
        /// One line for each object that could not be looked at; these are never dropped.
        public var unreadable: [String] = []
        /// Those of the damaged objects that were taken out of the cache, to be fetched again.
        public var dropped = 0
        /// Objects that an earlier build could not decode, and that turned out to be intact.
        public var newlyDecoded = 0
        /// Objects that an earlier version judged by other rules, and that are fit to stay.
        public var judgedAnew = 0
    }

    private enum Finding: Sendable {
        case damaged(String)
        case unreadable(String)
        /// An object of which something else may be known now, as it is known now.
        case judged(ImageObject)
    }

    /// Hashes every object, and with `decodes` also decodes it.
    ///
    /// - Parameters:
    ///   - decodes: Decodes every pixel of the images as well.
    ///   - drops: Takes what is damaged out of the cache, so that the next warm fetches it again, and keeps what became
    ///     known of the others.
    ///   - maximumPixels: Largest width × height that is decoded.
    public func verify(
        decodes: Bool, drops: Bool, maximumPixels: Int = Configuration.NetworkLimits().maximumPixels
    ) async throws(ProofsheetError) -> Verification {
        let limit = decodes ? maximumPixels : nil
        let cache = try drops ? existingCacheToWrite() : existingCache()
        defer { cache.close() }
        let objects = try orProofsheetError { () throws(CacheError) in try cache.allObjects() }
        var result = Verification()
        var suspects: [(object: ImageObject, text: String)] = []
        var judged: [ImageObject] = []
        for batch in objects.chunks(of: 64) where !Task.isCancelled {
            for (object, finding) in await check(batch, in: cache.objects, upTo: limit) {
                result.objects += 1
                switch finding {
                case .damaged(let text): suspects.append((object, text))
                case .unreadable(let text): result.unreadable.append(PlainText.escaped(text))
                case .judged(let found):
                    judged.append(found)
                    if ObjectReview.isOutdated(object) { result.judgedAnew += 1 }
                    if object.soundness == .unsupported, found.soundness == .intact { result.newlyDecoded += 1 }
                case nil: break
                }
            }
            try orProofsheetError { () throws(CacheError) in try cache.checkPresence() }
        }
        let damaged: [ImageObject]
        if drops {
            let lock = try await flagLock(of: cache, alone: true)
            defer { withExtendedLifetime(lock) {} }
            if lock == nil { suspects = [] }
            damaged = try orProofsheetError { () throws(CacheError) in
                try cache.update(objects: judged)
                return try cache.drop(suspects.map(\.object)) { object in
                    if case .damaged = Self.finding(on: object, in: cache.objects, upTo: limit) { return true }
                    return false
                }
            }
            result.dropped = damaged.count
        } else {
            damaged = try confirmed(suspects.map(\.object), in: cache, upTo: limit)
        }
        let isDamaged = Set(damaged.map(\.id))
        result.problems = suspects.filter { isDamaged.contains($0.object.id) }.map { PlainText.escaped($0.text) }
        return result
    }

    /// Those of the objects that are still damaged, and not taken out or stored anew by another process meanwhile.
    private func confirmed(
        _ suspects: [ImageObject], in cache: Cache, upTo limit: Int?
    ) throws(ProofsheetError) -> [ImageObject] {
        if suspects.isEmpty { return [] }
        // Rows go before files, and come after them.
        let known = Set(try orProofsheetError { () throws(CacheError) in try cache.allObjects() }.map(\.id))
        return suspects.filter { object in
            guard known.contains(object.id) else { return false }
            if case .damaged = Self.finding(on: object, in: cache.objects, upTo: limit) { return true }
            return false
        }
    }

    private func check(
        _ objects: ArraySlice<ImageObject>, in store: ObjectStore, upTo limit: Int?
    ) async -> [(ImageObject, Finding?)] {
        let findings = await WorkQueue.standard.map(objects) { Self.finding(on: $0, in: store, upTo: limit) }
        return Array(zip(objects, findings))
    }

    /// - Parameter limit: Most pixels that are decoded; nil where nothing is.
    private static func finding(on object: ImageObject, in store: ObjectStore, upTo limit: Int?) -> Finding? {
        do throws(ObjectError) {
            switch try store.condition(of: object, full: true) {
            case .missing(let detail), .altered(let detail): return .damaged(detail)
            case .present: break
            }
            guard let limit else { return nil }
            if ObjectReview.isDue(object) {
                return switch try ObjectReview.judge(object, in: store, maximumPixels: limit) {
                case .whole(let found): found == object ? nil : .judged(found)
                case .unfit(let fault): .damaged("'\(store.location(of: object))' \(fault)")
                case .unknown: nil
                }
            }
            let assessment = try ImageInCache(object: object, store: store).assessment(
                header: object.header, summarizes: false, maximumPixels: limit)
            switch assessment.verdict {
            case .unsupported, .intact: return nil
            case .truncated(let detail), .corrupt(let detail):
                return .damaged("'\(store.location(of: object))' is damaged: \(detail)")
            }
        } catch {
            return .unreadable(error.description)
        }
    }

    func existingCache() throws(ProofsheetError) -> Cache {
        let cache = try orProofsheetError { () throws(CacheError) in try Cache(reading: directory) }
        if !cache.exists {
            throw ProofsheetError(.usage, "there is no cache in '\(directory)'; run 'proofsheet warm' or check --cache")
        }
        return cache
    }

    func existingCacheToWrite() throws(ProofsheetError) -> Cache {
        _ = try existingCache()
        return try orProofsheetError { () throws(CacheError) in try Cache(writingTo: directory) }
    }
}
