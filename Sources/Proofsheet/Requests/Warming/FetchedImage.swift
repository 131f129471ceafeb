import Auditing
import Caching

/// An answer of a server to a request for an image, judged and ready to be stored.
struct FetchedImage: RequestArrival {
    /// What became of the image.
    enum Outcome: Sendable {
        case downloaded(Cache.Update)
        case revalidated(CacheEntry)
        case failed(CacheEntry)
        case cancelled
        /// Another process fetches it.
        case leased
        /// Another process has fetched it since this run looked.
        case fresh(ImageKnowledge)
        /// The object could not be stored; the run ends.
        case unstorable(String)
    }

    var url: String
    var outcome: Outcome
    var status: Int?
    /// Why no server said anything; nil where one did, or was not asked.
    var silence: String?
    /// Nobody has an address for the name of its host.
    var isHostUnknown = false
    var attempts = 0
    /// Body bytes received.
    var bytes = 0
    var time = Duration.zero
    /// Hosts that have asked to be left alone meanwhile.
    var deferrals: [HostDeferral] = []

    var hasFailed: Bool { if case .failed = outcome { true } else { false } }
    var isAnswer: Bool { if case .leased = outcome { false } else { true } }
}
