import Auditing
import Caching
import Decoding
import FileSystem
import Hashing
import Probing

/// Decodes objects that were stored by a build that could not, so that their flags and damage become known.
struct ObjectReview: Sendable {
    let cache: Cache
    let queue: WorkQueue

    private enum Outcome: Sendable {
        case intact(ImageObject)
        case damaged(ImageObject)
        case unknown
    }

    /// Looks at the objects among `knowledge`, and says what is known then; damaged ones are dropped, to be fetched
    /// again.
    func review(
        _ knowledge: [String: ImageKnowledge]
    ) async throws(CacheError) -> [String: ImageKnowledge] {
        let objects = Set(knowledge.values.compactMap(\.presentObject).filter(Self.isDue))
        guard !objects.isEmpty else { return knowledge }
        let store = cache.objects
        var intact: [SHA256: ImageObject] = [:]
        var damaged: [ImageObject] = []
        let sorted = objects.sorted { $0.id < $1.id }
        for outcome in await queue.map(sorted, { Self.look(at: $0, in: store) }) {
            switch outcome {
            case .intact(let object): intact[object.id] = object
            case .damaged(let object): damaged.append(object)
            case .unknown: break
            }
        }
        try cache.update(objects: Array(intact.values))
        if !damaged.isEmpty, let lock = try await cache.lockFlags(alone: true) {
            try cache.drop(damaged)
            withExtendedLifetime(lock) {}
        }
        let lost = Set(damaged.map(\.id))
        return knowledge.mapValues { known in
            guard var entry = known.entry, let id = entry.object?.id else { return known }
            if let object = intact[id] {
                entry.object = object
                return ImageKnowledge(entry: entry, condition: known.condition)
            }
            guard lost.contains(id) else { return known }
            entry.object = nil
            entry.etag = nil
            entry.lastModified = nil
            entry.freshUntil = 0
            return ImageKnowledge(entry: entry)
        }
    }

    /// Whether this build can say more of an object than the one that stored it.
    static func isDue(_ object: ImageObject) -> Bool {
        object.soundness == .unsupported && Decoder.decodes(object.header.format)
    }

    private static func look(at object: ImageObject, in store: ObjectStore) -> Outcome {
        guard
            let assessment = try? ImageInCache(object: object, store: store).assessment(header: object.header)
        else { return .unknown }
        switch assessment.verdict {
        case .unsupported: return .unknown
        case .truncated, .corrupt: return .damaged(object)
        case .intact: return .intact(object.found(intact: assessment))
        }
    }
}

extension ImageObject {
    /// The object as it is known once it has been decoded without damage.
    func found(intact assessment: ImageAssessment) -> ImageObject {
        var object = self
        object.soundness = .intact
        object.summary = assessment.summary.map(ImageSummary.init)
        return object
    }
}
