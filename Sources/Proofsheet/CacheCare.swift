import Caching
import Decoding
import FileSystem
import Probing
import Reporting

/// Looks after a cache as a whole.
public struct CacheCare: Sendable {
    private let directory: String

    public init(cacheDirectory: String) {
        directory = cacheDirectory
    }

    /// How much the cache holds, as lines for people.
    public func statisticsText() throws(ProofsheetError) -> String {
        let statistics = try statistics()
        var lines = [
            "cache:    \(PlainText.escaped(directory))",
            "images:   \(statistics.entries) known, \(statistics.withObject) cached, \(statistics.failed) failed",
            "objects:  \(statistics.objects) (\(ByteCount.text(statistics.bytes)))",
            "shared:   \(ByteCount.text(statistics.bytesWithoutSharing - statistics.bytes)) saved",
        ]
        let formats = statistics.objectsByFormat.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += formats.map { "  \($0.key): \($0.value)" }
        let failures = statistics.failuresByKind.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += failures.map { "  failed, \($0.key): \($0.value)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How much the cache holds, as one JSON object.
    public func statisticsJSON() throws(ProofsheetError) -> String {
        let statistics = try statistics()
        func counts(_ values: [String: Int]) -> JSONValue {
            .ordered(values.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
        }
        return JSONValue.members([
            "cache": .string(directory), "entries": .int(statistics.entries), "cached": .int(statistics.withObject),
            "failed": .int(statistics.failed), "objects": .int(statistics.objects), "bytes": .int(statistics.bytes),
            "bytesWithoutSharing": .int(statistics.bytesWithoutSharing),
            "formats": counts(statistics.objectsByFormat), "failures": counts(statistics.failuresByKind),
        ]).pretty + "\n"
    }

    private func statistics() throws(ProofsheetError) -> CacheStatistics {
        let cache = try existingCache()
        return try orProofsheetError { () throws(CacheError) in try CacheStatistics(of: cache) }
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
    }

    private enum Finding: Sendable {
        case damaged(String)
        case unreadable(String)
        /// An object that could not be decoded when it was stored, as it is known now.
        case decoded(ImageObject)
    }

    /// Hashes every object, and with `decodes` also decodes it.
    ///
    /// - Parameter drops: Takes what is damaged out of the cache, so that the next warm fetches it again, and keeps
    ///   what became known of the others.
    public func verify(decodes: Bool, drops: Bool) async throws(ProofsheetError) -> Verification {
        var cache = try existingCache()
        if drops { cache = try orProofsheetError { () throws(CacheError) in try Cache(writingTo: directory) } }
        let objects = try orProofsheetError { () throws(CacheError) in try cache.allObjects() }
        var result = Verification()
        var damaged: [ImageObject] = []
        var decoded: [ImageObject] = []
        for start in stride(from: 0, to: objects.count, by: 64) where !Task.isCancelled {
            let batch = objects[start..<min(start + 64, objects.count)]
            for (object, finding) in await check(batch, in: cache.objects, decodes: decodes) {
                result.objects += 1
                switch finding {
                case .damaged(let text):
                    result.problems.append(PlainText.escaped(text))
                    damaged.append(object)
                case .unreadable(let text): result.unreadable.append(PlainText.escaped(text))
                case .decoded(let object): decoded.append(object)
                case nil: break
                }
            }
        }
        result.newlyDecoded = decoded.count
        if drops {
            try orProofsheetError { () throws(CacheError) in
                try cache.update(objects: decoded)
                try cache.drop(damaged)
            }
            result.dropped = damaged.count
        }
        return result
    }

    private func check(
        _ objects: ArraySlice<ImageObject>, in store: ObjectStore, decodes: Bool
    ) async -> [(ImageObject, Finding?)] {
        let findings = await WorkQueue.standard.map(objects) { Self.finding(on: $0, in: store, decodes: decodes) }
        return Array(zip(objects, findings))
    }

    private static func finding(on object: ImageObject, in store: ObjectStore, decodes: Bool) -> Finding? {
        let path = store.path(of: object.id, format: object.header.format)
        do throws(FileSystemError) {
            switch try store.condition(of: object, full: true) {
            case .missing(let detail), .altered(let detail): return .damaged(detail)
            case .present: break
            }
            guard decodes else { return nil }
            let bytes = try store.bytes(of: object)
            let assessment = ImageAssessment(
                of: bytes.span, header: object.header, summarizes: ObjectReview.isDue(object))
            switch assessment.verdict {
            case .unsupported: return nil
            case .intact: return ObjectReview.isDue(object) ? .decoded(object.found(intact: assessment)) : nil
            case .truncated(let detail), .corrupt(let detail): return .damaged("'\(path)' is damaged: \(detail)")
            }
        } catch {
            return .unreadable(error.description)
        }
    }

    private func existingCache() throws(ProofsheetError) -> Cache {
        let cache = try orProofsheetError { () throws(CacheError) in try Cache(reading: directory) }
        if !cache.exists {
            throw ProofsheetError(.usage, "there is no cache in '\(directory)'; run 'proofsheet warm' or check --cache")
        }
        return cache
    }
}
