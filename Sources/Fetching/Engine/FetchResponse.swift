/// The final response to a request, after redirects and retries.
package struct FetchResponse: Sendable {
    /// One redirect that was followed.
    package struct Redirect: Sendable, Hashable {
        /// The 3xx status of the response that redirected.
        package var status: Int
        /// The absolute URL that it led to.
        package var target: String

        package init(status: Int, target: String) {
            self.status = status
            self.target = target
        }
    }

    /// HTTP status of the last response, never a redirect that was followed.
    package var status: Int
    /// Header fields of the last response in the order received; names in lower case.
    package var headers: [(name: String, value: String)]
    /// The body, after content decoding; empty for a 304, and where `storedBody` has it.
    package var body: [UInt8]
    /// The body, where it was too large for memory and the engine has a store.
    package var storedBody: (any StoredBody)?
    /// Counts the body as held in memory.
    var reservation: BodyReservation?
    /// The body is only the start of what the server had, which was not wanted.
    package var isCut: Bool
    /// The URL that answered, in the form that was sent.
    package var finalURL: String
    /// Redirects followed, in order.
    package var redirects: [Redirect]
    /// Whether the request asked for an answer only if the stored one is no longer right.
    package var isConditional: Bool
    /// When the last request was sent and when its response was complete, in seconds since 1970.
    package var requestedAt: Int64
    package var receivedAt: Int64

    package init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], finalURL: String,
        redirects: [Redirect] = [], isCut: Bool = false,
        isConditional: Bool = false, requestedAt: Int64 = 0, receivedAt: Int64 = 0
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.finalURL = finalURL
        self.redirects = redirects
        self.isCut = isCut
        self.isConditional = isConditional
        self.requestedAt = requestedAt
        self.receivedAt = receivedAt
    }

    /// Bytes of the body, after content decoding, wherever they are.
    package var bodySize: Int { storedBody?.count ?? body.count }

    /// The value of a header field, several lines of it joined by `, ` (RFC 9110 §5.3); nil where there is none.
    package func header(_ name: String) -> String? {
        let values = headers.lazy.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}
