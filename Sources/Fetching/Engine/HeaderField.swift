import Addresses

/// Header fields that users add to every request.
package enum HeaderField {
    /// Fields that depend on the request, that frame it, or that must not go to every host.
    private static let reserved: Set<String> = [
        "accept", "accept-encoding", "authorization", "connection", "content-length", "cookie", "cookie2", "expect",
        "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "keep-alive",
        "proxy-authorization", "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade",
        "user-agent",
    ]

    /// Whether a field is valid (RFC 9110 §5.1, §5.5) and may be set.
    package static func isAllowed(_ name: String, _ value: String) -> Bool {
        let isToken = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) }
        // libcurl takes a field without a value for the wish to leave it out.
        return !name.isEmpty && isToken && !reserved.contains(name.lowercased()) && !value.isEmpty && value.isFieldValue
    }
}
