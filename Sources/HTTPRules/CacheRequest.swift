/// What of a request matters to a cache.
package struct CacheRequest: Sendable, Hashable {
    /// In upper case, since methods are compared with regard to it.
    package let method: String
    package let fields: HTTPFields
    /// Those that the cache heeds.
    package let directives: CacheDirectives

    /// - Parameter directives: Nil for those of `Cache-Control`; a cache may heed others, since they are advisory
    ///   (RFC 9111 §5.2.1). `Pragma` is not looked at: it is deprecated, and means nothing in responses (§5.4).
    package init(method: String = "GET", fields: HTTPFields = HTTPFields(), heeding directives: CacheDirectives? = nil)
    {
        self.method = method
        self.fields = fields
        self.directives = directives ?? CacheDirectives(fields)
    }
}
