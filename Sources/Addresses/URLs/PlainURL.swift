/// Absolute URLs that are in the form in which they are sent already, as most URLs of most records are: to see that
/// takes a fraction of the time that it takes to bring a URL into that form.
enum PlainURL {
    /// The URL as it is, where there is nothing in it that could be changed or refused; nil where there may be.
    static func resolved(_ url: String, maximumLength: Int) -> ResolvedURL? {
        let bytes = url.utf8.span
        guard bytes.count <= maximumLength, let scheme = scheme(of: bytes) else { return nil }
        let start = scheme.utf8.count + "://".utf8.count
        guard let end = hostEnd(in: bytes, from: start), isPlain(bytes.extracting(end...)) else { return nil }
        let host = url[url.utf8.index(url.startIndex, offsetBy: start)..<url.utf8.index(url.startIndex, offsetBy: end)]
        return ResolvedURL(
            scheme: scheme, host: String(host), port: scheme == "http" ? 80 : 443, string: url)
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func scheme(of bytes: Span<UInt8>) -> String? {
        ["https", "http"].first { scheme in
            let start = (scheme + "://").utf8.span
            guard bytes.count > start.count else { return false }
            return start.indices.allSatisfy { bytes[$0] == start[$0] }
        }
    }

    /// Where a domain name in its ASCII form ends that has no port behind it; nil where there is anything else.
    ///
    /// Numbers, and names in another alphabet (RFC 5890 §2.3.2.1, `xn--`), are left to libcurl.
    private static func hostEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var label = start
        var index = start
        while index < bytes.count, bytes[index] != .slash {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                guard isLabel(bytes, label..<index) else { return nil }
                label = index + 1
            }
            index += 1
        }
        guard index < bytes.count, index - start <= 253, isLabel(bytes, label..<index), isLowercase(bytes[label]) else {
            return nil
        }
        return index
    }

    private static func isLabel(_ bytes: Span<UInt8>, _ label: Range<Int>) -> Bool {
        guard !label.isEmpty, label.count <= 63, bytes[label.lowerBound] != hyphen else { return false }
        if label.count >= 4, bytes[label.lowerBound + 2] == hyphen, bytes[label.lowerBound + 3] == hyphen {
            return false
        }
        return label.allSatisfy { isLowercase(bytes[$0]) || bytes[$0].isDigit || bytes[$0] == hyphen }
    }

    private static func isLowercase(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }

    /// Whether nothing in a path and a query is to be encoded, and no segment of the path may be one of dots.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var part = PercentEncoding.Part.path
        var encoded = part.encoded
        for index in bytes.indices {
            let byte = bytes[index]
            if encoded.contains(byte) {
                guard part == .path, byte == UInt8(ascii: "?") else { return false }
                part = .query
                encoded = part.encoded
            } else if part == .path, byte == UInt8(ascii: "\\") || byte == .slash && mayBeDots(bytes, after: index) {
                return false
            }
        }
        return true
    }

    private static func mayBeDots(_ bytes: Span<UInt8>, after slash: Int) -> Bool {
        guard slash + 1 < bytes.count else { return false }
        return bytes[slash + 1] == UInt8(ascii: ".") || bytes[slash + 1] == UInt8(ascii: "%")
    }
}
