/// One image to fetch.
package struct FetchRequest: Sendable, Hashable {
    /// An absolute http or https URL as a record has it: non-ASCII characters and spaces are allowed, and are
    /// encoded as browsers do before they are sent.
    package var url: String
    /// Validators of the stored response, sent as `If-None-Match` and `If-Modified-Since` (RFC 9110 §13.1).
    package var etag: String?
    package var lastModified: String?
    /// The `finalURL` of the stored response; nil for a response of `url` itself.
    ///
    /// Where redirects led to that URL, the validators go there and nowhere else.
    package var validatorURL: String?

    package init(url: String, etag: String? = nil, lastModified: String? = nil, validatorURL: String? = nil) {
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.validatorURL = validatorURL
    }
}
