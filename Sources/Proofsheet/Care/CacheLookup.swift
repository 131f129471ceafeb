import Addresses
import Auditing
import Caching
import Hashing
import Probing
import Reporting

extension CacheCare {
    /// All that the cache knows of one URL.
    public struct Lookup: Sendable {
        let report: LookupReport

        /// The URL that was looked up.
        public var url: String { report.url }
        /// Whether the cache knows the URL.
        public var isKnown: Bool { report.entry != nil }
        /// Lines for people.
        public var text: String { report.text }
        /// One JSON object on a line.
        public var json: String { report.json }
    }

    /// What the cache knows of `url`; nothing is asked for.
    public func lookup(_ url: String) throws(ProofsheetError) -> Lookup {
        let cache = try existingCache()
        // Records and command lines may spell a URL otherwise than the cache does.
        let resolved = try ImageLocator(siteURL: nil).locate(url, in: "").url ?? url
        return try orProofsheetError { () throws(CacheError) in
            let entries = try cache.entries(for: [resolved, url])
            let entry = entries[resolved] ?? entries[url]
            let deferred = try cache.deferredHosts(at: Clock.now)
            let origins = [resolved, entry?.finalURL].compactMap { url in
                url.flatMap { try? ResolvedURL.resolve(reference: $0, against: nil).origin }
            }
            let deferredUntil = deferred.filter { origins.contains($0.origin) }.map(\.until).max()
            guard let entry else { return Lookup(report: LookupReport(url: url, deferredUntil: deferredUntil)) }
            let object = entry.object.map { object in
                LookupReport.Object(
                    image: StoredImage(object), path: cache.objects.location(of: object),
                    trouble: trouble(with: object, in: cache.objects), isBlank: object.summary?.isBlank,
                    dominantColor: object.summary?.dominantColor)
            }
            let found = LookupReport.Entry(
                object: object, etag: entry.etag, lastModified: entry.lastModified, finalURL: entry.finalURL,
                origin: entry.origin.map(LookupReport.Origin.init),
                fetchedAt: entry.fetchedAt, freshUntil: entry.freshUntil, isDue: entry.needsRequest(at: Clock.now),
                lastUsed: try cache.lastUse(of: entry.url), failure: entry.failure.map(LookupReport.Failure.init))
            return Lookup(report: LookupReport(url: url, entry: found, deferredUntil: deferredUntil))
        }
    }

    /// What is wrong with the file of an object; nil where it is whole.
    private func trouble(with object: ImageObject, in objects: ObjectStore) -> String? {
        do throws(ObjectError) {
            switch try objects.condition(of: object) {
            case .present: return nil
            case .missing(let detail), .altered(let detail): return detail
            }
        } catch { return error.description }
    }
}

extension LookupReport.Origin {
    fileprivate init(_ origin: ObjectOrigin) {
        switch origin {
        case .fallback(let url): self = .fallback(url: url)
        case .imported(let time): self = .imported(at: time)
        }
    }
}

extension LookupReport.Failure {
    fileprivate init(_ failure: CacheFailure) {
        self.init(
            kind: failure.kind.rawValue, status: failure.status, detail: failure.detail,
            occurredAt: failure.occurredAt)
    }
}

extension StoredImage {
    init(_ object: ImageObject) {
        let header = object.header
        self.init(
            hash: object.id.hex, format: header.format.rawValue, width: header.width, height: header.height,
            rawWidth: header.rawWidth, rawHeight: header.rawHeight, orientation: header.orientation,
            frames: header.frames, bytes: object.byteCount, soundness: object.soundness.rawValue)
    }
}
