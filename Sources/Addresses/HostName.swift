import CCurl

/// Hosts of URLs, read with libcurl's own parser so that the host that is checked is the host that is asked.
enum HostName {
    /// The host in the form of `ResolvedURL.host`, and the port if there is one.
    ///
    /// - Parameter authority: The authority of a URL without user information.
    static func parse(authority: [UInt8]) throws(AddressFailure) -> (host: String, port: Int?) {
        var (host, port) = try parts(ofAuthority: String(decoding: authority, as: UTF8.self))
        // Decoding, mapping to ASCII and reading numbers can each lay bare another of them
        // (`%31%32%37.1`, full-width digits), so the host counts once it stays as it is.
        for _ in 0..<4 {
            guard host.utf8.count <= 253, isPlain(host) else { throw invalid }
            var next = try parts(ofAuthority: host).host
            // libcurl shortens an IPv6 address but leaves some spellings apart.
            if next.hasPrefix("["), let address = IPAddress(text: next) { next = "[\(address)]" }
            if endsInNumber(next), IPAddress(text: next) == nil {
                // Browsers read `127.0.0.1.` as the address, and nothing else that ends in a number as a name.
                guard next.hasSuffix(".") else { throw invalid }
                next.removeLast()
            }
            if next == host { return (host, port) }
            host = next
        }
        throw invalid
    }

    private static let invalid = AddressFailure.invalidURL(reason: "the host of the URL is not valid")

    private static func parts(ofAuthority authority: String) throws(AddressFailure) -> (host: String, port: Int?) {
        guard let url = CurlURL() else { throw .invalidURL(reason: "there is no memory to read the URL") }
        switch url.parse("http://\(authority)/") {
        case CURLUE_OK: break
        case CURLUE_BAD_PORT_NUMBER: throw .invalidURL(reason: "the port of the URL is not valid")
        default: throw invalid
        }
        // A zone is about this machine's interfaces; browsers refuse it too.
        guard url.part(CURLUPART_ZONEID) == nil, let host = url.asciiHost else { throw invalid }
        guard let digits = url.part(CURLUPART_PORT) else { return (host, nil) }
        guard let port = Int(digits), port > 0 else {
            throw .invalidURL(reason: "the port of the URL is not valid")
        }
        return (host, port)
    }

    /// Whether a host has nothing but letters, digits and the punctuation of domain names and no empty label
    /// (RFC 1035 §2.3.1), or is an IPv6 address in brackets.
    private static func isPlain(_ host: String) -> Bool {
        if host.hasPrefix("[") { return IPAddress(text: host) != nil }
        guard !host.hasPrefix("."), !host.contains("..") else { return false }
        return !host.isEmpty && host.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-._".utf8.contains($0) }
    }

    /// The check of the URL Standard (§3.5) for hosts that must be IPv4 addresses.
    private static func endsInNumber(_ host: String) -> Bool {
        var labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        guard let last = labels.last, !last.isEmpty else { return false }
        return last.allSatisfy(\.isDigit)
            || (last.starts(with: "0x".utf8) && last.dropFirst(2).allSatisfy(\.isHexDigit))
    }
}
