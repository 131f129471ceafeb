/// The parts of a URL reference (RFC 3986 §4.1) as written, before any encoding; the fragment is dropped.
struct URLReference {
    /// In lower case, without the colon.
    var scheme: String?
    /// What is between `//` and the path.
    var authority: [UInt8]?
    var path: [UInt8]
    /// Without the question mark.
    var query: [UInt8]?

    /// What stands around the reference and is white space or a control character is dropped, tabs and line ends wherever
    /// they stand, and `\` counts as `/` up to the query, as browsers have it.
    init(_ text: String, maximumLength: Int) throws(AddressFailure) {
        var bytes = URLStripping.stripped(text.utf8)[...]
        guard bytes.count <= maximumLength else {
            throw .invalidURL(reason: "the URL is longer than \(maximumLength) bytes (option max-url-length)")
        }
        guard !bytes.contains(where: { $0 < .space || $0 == .delete }) else {
            throw .invalidURL(reason: "the URL holds a control character")
        }
        if let hash = bytes.firstIndex(of: UInt8(ascii: "#")) { bytes = bytes[..<hash] }
        if let mark = bytes.firstIndex(of: UInt8(ascii: "?")) {
            query = Array(bytes[(mark + 1)...])
            bytes = bytes[..<mark]
        }
        if let colon = Self.schemeEnd(bytes) {
            scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
            bytes = bytes[(colon + 1)...]
        }
        path = bytes.map { $0 == UInt8(ascii: "\\") ? .slash : $0 }
        takeAuthority()
    }

    /// Browsers take any number of slashes before the host of an http URL, but a scheme alone makes no authority.
    private mutating func takeAuthority() {
        let slashes = path.prefix { $0 == .slash }.count
        guard slashes >= (scheme == nil ? 2 : 1) else { return }
        let rest = path.dropFirst(slashes)
        let end = rest.firstIndex(of: .slash) ?? rest.endIndex
        authority = Array(rest[..<end])
        path = Array(rest[end...])
    }

    /// The colon behind a scheme (RFC 3986 §3.1).
    private static func schemeEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first, first.isLetter,
            bytes[..<colon].allSatisfy({ $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) })
        else { return nil }
        return colon
    }

    /// This relative reference resolved against an absolute one (RFC 3986 §5.2.2), dot segments left in.
    func merged(onto base: URLReference) -> URLReference {
        var result = self
        result.scheme = base.scheme
        guard authority == nil else { return result }
        result.authority = base.authority
        if path.isEmpty {
            result.path = base.path
            result.query = query ?? base.query
        } else if path.first != .slash {
            let end = base.path.lastIndex(of: .slash).map { $0 + 1 } ?? 0
            // A base without a path counts as `/` (RFC 3986 §5.2.3).
            result.path = (end == 0 ? [.slash] : Array(base.path[..<end])) + path
        }
        return result
    }
}
