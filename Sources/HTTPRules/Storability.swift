/// Whether a private cache may store a response (RFC 9111 §3).
package enum Storability {
    /// - Parameters:
    ///   - status: The final status, that of an interim response never.
    ///   - fields: The fields of the response.
    package static func isStorable(status: Int, fields: HTTPFields, request: CacheRequest) -> Bool {
        // Parts are not put together here, and a 304 has nothing to store (RFC 9111 §3.3, §4.3.3).
        guard request.method == "GET", (200...599).contains(status), status != 206, status != 304 else { return false }
        let directives = CacheDirectives(fields)
        guard !request.directives.contains("no-store") else { return false }
        if directives.contains("must-understand") {
            guard StatusCode.isUnderstood(status) else { return false }
        } else if directives.contains("no-store") {
            return false
        }
        return directives.contains("public") || directives.contains("private") || directives.contains("max-age")
            || fields["expires"] != nil || StatusCode.isHeuristicallyCacheable(status)
    }
}
