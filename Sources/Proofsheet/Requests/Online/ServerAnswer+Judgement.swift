import Auditing
import Caching
import Fetching
import Probing

extension ServerAnswer {
    /// Judges what the first bytes of an image say, as a warm would judge the whole; nil where the run was ended before
    /// they came.
    ///
    /// - Parameters:
    ///   - now: In seconds since 1970.
    ///   - isRemapped: Another address than the record's was asked.
    init?(_ found: RemoteHeader, now: Int64, isRemapped: Bool) {
        let response = found.response
        func failure(_ kind: CacheFailure.Kind, _ detail: String) -> Outcome {
            .failure(CacheFailure(kind: kind, status: response?.status, detail: detail, occurredAt: now))
        }
        let outcome: Outcome
        switch found.result {
        case .file(.success(let header)): outcome = .header(header)
        case .file(.failure(let error)):
            // Of a part, nobody knows how long the whole is.
            let content = response?.description(ofNoImage: found.opening, length: nil)
            outcome = failure(CacheFailure.Kind(error), error == .notAnImage ? content ?? error.reason : error.reason)
        case .status(let status): outcome = failure(CacheFailure.Kind(status: status), "the server answered \(status)")
        case .failure(let reason):
            let fetched = FetchOutcome(result: .failure(reason), attempts: 0, bytesReceived: 0)
            guard case .failure(let known) = ImageEvaluation(fetched, now: now) else { return nil }
            outcome = .failure(known)
        }
        self.init(
            outcome, finalURL: response.flatMap { $0.redirects.isEmpty ? nil : $0.finalURL },
            movedTo: isRemapped ? nil : response?.permanentTarget)
    }
}
