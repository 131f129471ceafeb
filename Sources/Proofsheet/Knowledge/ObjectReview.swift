import Auditing
import Caching
import Decoding
import FileSystem
import Hashing
import Probing

/// Looks again at objects of which this program can say more, or something else, than the one that stored them.
///
/// Such are those that it could not decode, and all that it judged by older rules. So their sizes, flags and damage become
/// known.
struct ObjectReview: Sendable {
    let cache: Cache
    let queue: WorkQueue
    /// Largest width × height that is decoded.
    let maximumPixels: Int

    /// What is said of an object now.
    enum Outcome: Sendable {
        case whole(ImageObject)
        /// It would not be stored any more; the text says what it is.
        case unfit(String)
        /// It could not be read, and stays as it is.
        case unknown
    }

    /// How many objects are looked at before what was found is written down: an interruption ends between two lots.
    private static let lot = 64

    /// Looks at the objects among `knowledge`, and says what is known then; those that are not fit to be stored are
    /// dropped, to be fetched again.
    func review(
        _ knowledge: [String: ImageKnowledge]
    ) async throws(CacheError) -> [String: ImageKnowledge] {
        let objects = Set(knowledge.values.compactMap(\.presentObject).filter(Self.isDue))
        guard !objects.isEmpty else { return knowledge }
        let store = cache.objects
        let maximumPixels = maximumPixels
        var whole: [SHA256: ImageObject] = [:]
        var unfit: [ImageObject] = []
        for lot in objects.sorted(by: { $0.id < $1.id }).chunks(of: Self.lot) where !Task.isCancelled {
            var found: [ImageObject] = []
            for (object, outcome) in zip(
                lot, await queue.map(lot, { Self.look(at: $0, in: store, maximumPixels: maximumPixels) }))
            {
                switch outcome {
                case .whole(let judged): if judged != object { found.append(judged) }
                case .unfit: unfit.append(object)
                case .unknown: break
                }
            }
            try cache.update(objects: found)
            for object in found { whole[object.id] = object }
        }
        if !unfit.isEmpty, let lock = try await cache.lockFlags(alone: true) {
            try cache.drop(unfit)
            withExtendedLifetime(lock) {}
        }
        return Self.updated(knowledge, whole, lost: Set(unfit.map(\.id)))
    }

    private static func updated(
        _ knowledge: [String: ImageKnowledge], _ whole: [SHA256: ImageObject], lost: Set<SHA256>
    ) -> [String: ImageKnowledge] {
        knowledge.mapValues { known in
            guard var entry = known.entry, let id = entry.object?.id else { return known }
            if let object = whole[id] {
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

    /// Whether this program can say something else of an object than the one that judged it.
    static func isDue(_ object: ImageObject) -> Bool {
        isOutdated(object) || object.soundness == .unsupported && Decoder.decodes(object.header.format)
    }

    /// Whether an object was judged by older rules.
    static func isOutdated(_ object: ImageObject) -> Bool { object.judge < ImageJudge.version }

    private static func look(at object: ImageObject, in store: ObjectStore, maximumPixels: Int) -> Outcome {
        (try? judge(object, in: store, maximumPixels: maximumPixels)) ?? .unknown
    }

    /// Judges an object as if it had just been fetched.
    static func judge(
        _ object: ImageObject, in store: ObjectStore, maximumPixels: Int
    ) throws(ObjectError) -> Outcome {
        let content = ImageInCache(object: object, store: store)
        let header: ImageHeader
        switch try content.header() {
        case .success(let found): header = found
        case .failure(let error): return .unfit("is nothing that this version stores: \(error.reason)")
        }
        // Its file is named by its format.
        if header.format != object.header.format { return .unfit("is \(header.format.rawValue) to this version") }
        let assessment = try content.assessment(header: header, maximumPixels: maximumPixels)
        var object = object
        object.header = header
        object.judge = ImageJudge.version
        object.summary = assessment.summary.map(ImageSummary.init)
        switch assessment.verdict {
        case .intact: object.soundness = .intact
        case .unsupported: object.soundness = .unsupported
        case .truncated(let detail), .corrupt(let detail): return .unfit("is damaged: \(detail)")
        }
        return .whole(object)
    }
}
