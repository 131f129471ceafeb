package import Caching
package import Probing

/// What is known of an image at the time of the audit: by the cache, or by a server that was asked in this run.
///
/// Many entries of many records can name one image, and it has so much in it that a copy costs more than most rules:
/// therefore a class.
package final class ImageKnowledge: Sendable {
    /// Nil where the URL was never asked for.
    package let entry: CacheEntry?
    /// Whether the entry's object is still whole; nil where it has none.
    package let condition: ObjectStore.Condition?
    /// From how many addresses of its host, queries apart, the cache has the same bytes, this one included; 0 where it
    /// holds none.
    package let sharedCount: Int
    /// Whether the object's file is whole, whether or not its format can be decoded.
    package let isPresent: Bool
    /// A number that differs where a rule could say something else; 0 where nothing is known by the cache or a server.
    package let checksum: UInt64
    private let elsewhere: Elsewhere?

    /// What is known of an image by other means than the cache, which is seldom.
    private indirect enum Elsewhere: Sendable {
        case file(ServerAnswer.Outcome)
        case serverAnswer(ServerAnswer)
    }

    /// - Parameter serverAnswer: What a server said in this run of an image that the cache lacks; nil where none was asked.
    package init(
        entry: CacheEntry? = nil, condition: ObjectStore.Condition? = nil, sharedCount: Int = 0,
        serverAnswer: ServerAnswer? = nil
    ) {
        self.entry = entry
        self.condition = condition
        self.sharedCount = sharedCount
        isPresent = condition == .present && entry?.object != nil
        checksum = Self.checksum(of: entry, condition, sharedCount: sharedCount, serverAnswer: serverAnswer)
        elsewhere = serverAnswer.map(Elsewhere.serverAnswer)
    }

    /// - Parameter fileOutcome: What the header of a file of the site, or of what stands in a record, says; nil where
    ///   nothing does.
    package init(fileOutcome: ServerAnswer.Outcome?) {
        entry = nil
        condition = nil
        sharedCount = 0
        isPresent = false
        checksum = 0
        elsewhere = fileOutcome.map(Elsewhere.file)
    }

    /// Nothing at all.
    package static let nothing = ImageKnowledge()

    /// What a server said in this run of an image that the cache lacks; nil where none was asked.
    package var serverAnswer: ServerAnswer? {
        if case .serverAnswer(let serverAnswer) = elsewhere { serverAnswer } else { nil }
    }

    /// The header of the image, where one is to be had.
    package var header: ImageHeader? {
        if isPresent { return entry?.object?.header }
        return switch elsewhere {
        case .file(.header(let header)): header
        case .file(.failure): nil
        case .serverAnswer(let serverAnswer): serverAnswer.header
        case nil: nil
        }
    }

    /// Why the last request gave no image; nil where it gave one, or none was made.
    package var failure: CacheFailure? {
        if case .file(.failure(let failure)) = elsewhere { return failure }
        return serverAnswer.map(\.failure) ?? entry?.failure
    }

    /// Whether neither the cache nor a server has said what the image is, or why it is not to be had.
    package var isUnchecked: Bool { header == nil && failure == nil }

    /// Where the image has moved for good; nil where that is not known.
    package var movedTo: String? { serverAnswer.map(\.movedTo) ?? entry?.movedTo }

    /// In how many runs one after the other that was so.
    package var movedCount: Int { serverAnswer == nil ? entry?.movedCount ?? 0 : 0 }

    /// From where the cache has the image, where its own URL no longer gives it.
    package var rescue: ObjectOrigin? {
        guard isPresent, serverAnswer == nil, entry?.failure != nil else { return nil }
        return entry?.origin
    }

    /// The URL that gave the image last, where it is another one.
    package var finalURL: String? { serverAnswer.map(\.finalURL) ?? entry?.finalURL }

    /// The object, where its file is whole, whether or not its format can be decoded.
    package var presentObject: ImageObject? { isPresent ? entry?.object : nil }

    /// What the decoder said of the object, where its file is whole.
    package var soundness: ImageObject.Soundness? { isPresent ? entry?.object?.soundness : nil }

    /// What the flag should say; nil where that cannot be known, because no decoder for the format of the object is
    /// built in.
    package var flagTruth: Bool? { isPresent ? (soundness == .intact ? true : nil) : false }
}
