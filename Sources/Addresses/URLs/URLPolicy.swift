/// Which URLs are fetched, and how they are written when they are sent.
///
/// The rules are those of browsers (the URL Standard of WHATWG), which are what the images of a page have been
/// tried with: UTF-8 percent-encoded where a URL can't have it as it is, `%XX` left alone, names of hosts in any
/// script, numbers of hosts in any spelling. Only http and https are taken.
package enum URLPolicy {
    /// Longest URL in bytes that is taken unless another limit is given.
    package static let standardMaximumLength = 8_192

    /// An absolute URL in the form in which it is sent.
    ///
    /// - Throws: `AddressFailure.invalidURL`; `.refused` for a URL with user information, which browsers don't load
    ///   images from either. No text of a failure holds any of the URL but its host.
    package static func normalize(
        _ url: String, maximumLength: Int = URLPolicy.standardMaximumLength
    ) throws(AddressFailure) -> ResolvedURL {
        try normalize(URLReference(url, maximumLength: maximumLength), maximumLength: maximumLength)
    }

    static func normalize(_ url: URLReference, maximumLength: Int) throws(AddressFailure) -> ResolvedURL {
        guard let scheme = url.scheme else { throw .invalidURL(reason: "the URL is not absolute") }
        guard scheme == "http" || scheme == "https" else {
            throw .invalidURL(reason: "the URL is neither http nor https")
        }
        guard let authority = url.authority, !authority.isEmpty else {
            throw .invalidURL(reason: "the URL has no host")
        }
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw .refused(reason: "the URL holds a user name or password")
        }
        let (host, explicitPort) = try HostName.parse(authority: authority)
        let ownPort = scheme == "http" ? 80 : 443
        let port = explicitPort ?? ownPort

        var bytes = Array("\(scheme)://\(host)\(port == ownPort ? "" : ":\(port)")".utf8)
        PercentEncoding.append(DotSegments.removed(from: url.path), as: .path, to: &bytes)
        if let query = url.query {
            bytes.append(UInt8(ascii: "?"))
            PercentEncoding.append(query, as: .query, to: &bytes)
        }
        guard bytes.count <= maximumLength else {
            throw .invalidURL(reason: "the URL is longer than \(maximumLength) bytes (option max-url-length)")
        }
        return ResolvedURL(
            scheme: scheme, host: host, port: port, string: String(decoding: bytes, as: UTF8.self))
    }
}

/// Percent-encoding of what a URL can't have as it is.
enum PercentEncoding {
    /// The part of a URL, by what the URL Standard (§1.3) encodes in it.
    enum Part {
        case path, query

        private static let inPath = EncodedCharacters(" \"#<>?^`{}")
        private static let inQuery = EncodedCharacters(" \"#<>'")

        /// What is encoded in this part.
        var encoded: EncodedCharacters { self == .path ? Self.inPath : Self.inQuery }
    }

    /// Control characters have been refused before; existing `%XX` stays, and so does a `%` without digits.
    static func append(_ bytes: [UInt8], as part: Part, to result: inout [UInt8]) {
        let encoded = part.encoded
        let digits = Array("0123456789ABCDEF".utf8)
        result.reserveCapacity(result.count + bytes.count)
        for byte in bytes {
            if encoded.contains(byte) {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                result.append(byte)
            }
        }
    }
}

/// Some ASCII characters, and all that is no printable ASCII.
struct EncodedCharacters: Sendable {
    /// A bit for each of the 128 characters.
    private let low: UInt64
    private let high: UInt64

    init(_ characters: String) {
        var (low, high) = (UInt64(0xffff_ffff), UInt64(1) << 63)
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
        (self.low, self.high) = (low, high)
    }

    func contains(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }
}

/// Removal of `.` and `..` from a path (RFC 3986 §5.2.4).
enum DotSegments {
    /// The path with a leading slash; as in browsers, `%2e` is a dot too.
    static func removed(from path: [UInt8]) -> [UInt8] {
        var kept: [ArraySlice<UInt8>] = []
        let segments = path.split(separator: .slash, omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in zip(segments.indices, segments) {
            let dots = dots(segment)
            if dots == 0 { kept.append(segment) }
            if dots == 2, !kept.isEmpty { kept.removeLast() }
            // A dot segment at the end leaves the slash before it.
            if dots > 0, index == segments.indices.last { kept.append([]) }
        }
        return kept.isEmpty ? [.slash] : kept.flatMap { [.slash] + $0 }
    }

    /// 1 for `.`, 2 for `..`, 0 for any other segment.
    private static func dots(_ segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6 else { return 0 }
        switch String(decoding: segment, as: UTF8.self).lowercased() {
        case ".", "%2e": return 1
        case "..", ".%2e", "%2e.", "%2e%2e": return 2
        default: return 0
        }
    }
}
