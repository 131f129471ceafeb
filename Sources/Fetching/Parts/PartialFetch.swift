/// What became of a request for a part of a file.
package struct PartialOutcome<Demand: ByteDemand>: Sendable {
    /// The demand, as far as it came.
    package var demand: Demand
    /// The demand was answered, with what was needed or with the end of the file.
    package var hasRead: Bool
    /// The last response, without its body.
    package var result: Result<FetchResponse, FetchFailure>
    /// How many times requests were sent, retries included and redirects not.
    package var attempts: Int
    /// Body bytes received over all requests, before content decoding.
    package var bytesReceived: Int
}

extension FetchEngine {
    /// Fetches what a demand needs of a file, and little more.
    ///
    /// It asks for the first 16 KiB and, as long as the demand needs more, for larger parts at the places that it
    /// names. A server that sends the whole file is cut off as soon as the demand is met; so is one whose parts cannot
    /// be used, which is then asked for the whole. Redirects, retries and every limit are those of `fetch`, but a
    /// file may be larger than the largest body.
    package func fetch<Demand: ByteDemand>(
        _ request: FetchRequest, for demand: Demand
    ) async -> PartialOutcome<Demand> {
        let body = PartialBody(demand)
        var request = request
        var redirects: [FetchResponse.Redirect] = []
        var attempts = 0
        var bytesReceived = 0
        func end(_ result: Result<FetchResponse, FetchFailure>, hasRead: Bool = false) -> PartialOutcome<Demand> {
            PartialOutcome(
                demand: body.demand, hasRead: hasRead, result: result, attempts: attempts, bytesReceived: bytesReceived)
        }
        var hasRoom = false
        defer { if hasRoom { largeNeeds.leave() } }
        while true {
            let outcome = await fetch(request, into: body)
            attempts += outcome.attempts
            bytesReceived += outcome.bytesReceived
            guard case .success(var response) = outcome.result else { return end(outcome.result) }
            redirects += response.redirects
            response.redirects = redirects
            switch body.step(after: response) {
            case .finished(let hasRead): return end(.success(response), hasRead: hasRead)
            case .again: request = FetchRequest(url: response.finalURL)
            case .againWithRoom:
                await largeNeeds.enter()
                hasRoom = true
                request = FetchRequest(url: response.finalURL)
            case .exhausted:
                return end(.failure(.connection(reason: "the server sends too little of the file at a time")))
            }
        }
    }
}
