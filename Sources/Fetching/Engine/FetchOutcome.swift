/// What became of one request.
package struct FetchOutcome: Sendable {
    package var result: Result<FetchResponse, FetchFailure>
    /// How many times the request was sent, retries included and redirects not.
    package var attempts: Int
    /// Body bytes received over all attempts and redirects, before content decoding.
    package var bytesReceived: Int

    package init(result: Result<FetchResponse, FetchFailure>, attempts: Int, bytesReceived: Int) {
        self.result = result
        self.attempts = attempts
        self.bytesReceived = bytesReceived
    }
}
