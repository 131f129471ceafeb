import Fetching
import Probing

/// What the first bytes of an image on a server say of it.
///
/// Nothing is stored, and of most images no more than 16 KiB are fetched. The number of frames is told only where it
/// stands before the first picture.
struct RemoteProbe: Sendable {
    enum Result: Sendable {
        /// An answer with a file, and what its header says or why it says nothing.
        case file(Swift.Result<ImageHeader, ProbeError>)
        /// An answer without a file; its status.
        case status(Int)
        case failure(FetchFailure)
    }

    let result: Result
    /// The last response, without its body; nil where none came.
    let response: FetchResponse?
    /// The start of the file, as far as it was kept.
    let opening: [UInt8]
    /// Body bytes received over all requests.
    let bytesReceived: Int

    /// Of a URL that may not be asked for.
    init(_ failure: FetchFailure) {
        result = .failure(failure)
        response = nil
        opening = []
        bytesReceived = 0
    }

    /// Looks at a URL.
    init(of url: String, by engine: FetchEngine) async {
        let outcome = await engine.fetch(FetchRequest(url: url), for: OpeningDemand())
        bytesReceived = outcome.bytesReceived
        opening = outcome.demand.opening
        switch outcome.result {
        case .failure(let failure):
            result = .failure(failure)
            response = nil
        case .success(let response):
            result = outcome.demand.header.map { .file($0) } ?? .status(response.status)
            self.response = response
        }
    }
}
