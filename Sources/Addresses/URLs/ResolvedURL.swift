/// An absolute http or https URL in the form in which it is sent: ASCII, normalized, without fragment and user
/// information.
package struct ResolvedURL: Sendable, Hashable {
    /// `http` or `https`.
    package let scheme: String
    /// In lower case: a domain name in its ASCII form, an IPv4 address in dotted decimal, or an IPv6 address in
    /// brackets.
    package let host: String
    package let port: Int
    /// The whole URL; the port is left out where it is the scheme's own.
    package let string: String

    /// Scheme, host and port, all of them written out: `https://cdn.example:443`.
    package var origin: String { "\(scheme)://\(host):\(port)" }

    /// Resolves a reference as a record or a `Location` field has it (RFC 3986 §5.2).
    ///
    /// - Parameters:
    ///   - reference: An absolute URL, `//host/path`, `/path`, `path`, `?query` or `#fragment`.
    ///   - base: What a relative reference is relative to; without one, only absolute URLs are taken.
    ///   - maximumLength: Longest URL in bytes.
    /// - Throws: `AddressFailure.invalidURL`, or `.refused` for a URL with user information.
    package static func resolve(
        reference: String, against base: String?, maximumLength: Int = URLPolicy.standardMaximumLength
    ) throws(AddressFailure) -> ResolvedURL {
        if let plain = PlainURL.resolved(reference, maximumLength: maximumLength) { return plain }
        let relative = try URLReference(reference, maximumLength: maximumLength)
        guard relative.scheme == nil else {
            return try URLPolicy.normalize(relative, maximumLength: maximumLength)
        }
        guard let base else {
            throw .invalidURL(reason: "the URL is relative and nothing says to what")
        }
        let absolute = try URLReference(base, maximumLength: maximumLength)
        return try URLPolicy.normalize(relative.merged(onto: absolute), maximumLength: maximumLength)
    }
}
