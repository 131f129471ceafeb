import Auditing
import Caching
import Fetching

extension ImageKnowledge {
    /// What an image says that stands in a record: its size, or the trouble with it.
    ///
    /// - Parameters:
    ///   - mediaType: What the record says that it is.
    ///   - maximumPixels: Largest width × height that is decoded.
    convenience init(inline bytes: [UInt8], mediaType: String, maximumPixels: Int) {
        let headers = mediaType.isEmpty ? [] : [(name: "content-type", value: mediaType)]
        let response = FetchResponse(status: 200, headers: headers, body: bytes, finalURL: "")
        let outcome = FetchOutcome(result: .success(response), attempts: 0, bytesReceived: bytes.count)
        switch ImageEvaluation(outcome, now: 0, maximumPixels: maximumPixels) {
        case .image(_, let header, _, _): self.init(fileOutcome: .header(header))
        case .failure(var failure):
            failure.status = nil
            self.init(entry: CacheEntry(url: "", failure: failure))
        case .unchanged, .unstorable, .cancelled: self.init()
        }
    }
}
