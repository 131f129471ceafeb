/// What of a request matters to a cache.
package struct CacheRequest: Sendable, Hashable {
    /// In upper case, since methods are compared with regard to it.
    package var method: String
    package var fields: HTTPFields

    package init(method: String = "GET", fields: HTTPFields = HTTPFields()) {
        self.method = method
        self.fields = fields
    }

    /// `Pragma` is not looked at: it is deprecated, and means nothing in responses (RFC 9111 §5.4).
    package var directives: CacheDirectives { CacheDirectives(fields) }
}
