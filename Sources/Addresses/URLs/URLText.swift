/// What reports and rules need of a URL as text, be it valid or not.
package enum URLText {
    /// The host in lower case, without port and credentials (RFC 3986 §3.2.2); nil where there is none.
    package static func host(of url: String) -> String? {
        let bytes = Array(url.utf8)
        guard let authority = authority(of: bytes) else { return nil }
        let start = bytes[authority].lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? authority.lowerBound
        var host = bytes[start..<authority.upperBound]
        if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
            host = host[...end]
        } else {
            host = host.prefix { $0 != UInt8(ascii: ":") }
        }
        return host.isEmpty ? nil : String(decoding: host, as: UTF8.self).lowercased()
    }

    /// A URL without what browsers drop of it before they read it: white space and control characters at both ends, tabs
    /// and line ends wherever they stand (URL Standard §4.4).
    package static func stripped(_ url: String) -> String {
        URLStripping.isStripped(url.utf8.span)
            ? url : String(decoding: URLStripping.stripped(url.utf8), as: UTF8.self)
    }

    /// Whether the host of a URL is `host`, given in lower case, or one of its subdomains.
    package static func isOn(_ host: String, _ url: String) -> Bool {
        guard let own = self.host(of: url) else { return false }
        return own == host || own.hasSuffix("." + host)
    }

    /// The URL as far as its query, which servers of images often take for the size wanted.
    package static func withoutQuery(_ url: String) -> Substring {
        url[..<(url.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex)]
    }

    /// A URL as reports show it: without user names and passwords and with `***` in place of values that are credentials
    /// by their name, its own and those of URLs in it; and of a `data:` URL, which is an image itself, only the start.
    package static func shown(_ url: String) -> String {
        isLongData(url)
            ? String(decoding: url.utf8.prefix(shownDataLength), as: UTF8.self) + "…" : URLMask.masked(url)
    }

    /// Bytes that are shown of a `data:` URL.
    private static let shownDataLength = 64

    private static func isLongData(_ url: String) -> Bool {
        url.utf8.count > shownDataLength && DataURL.holds(url)
    }

    /// Between `scheme://`, or `//` at the very start, and the path.
    private static func authority(of bytes: [UInt8]) -> Range<Int>? {
        let slash = UInt8(ascii: "/")
        guard let first = bytes.firstIndex(of: slash), first + 1 < bytes.count, bytes[first + 1] == slash,
            first == 0 || bytes[first - 1] == UInt8(ascii: ":")
        else { return nil }
        let isEnd: (UInt8) -> Bool = {
            $0 == slash || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\\")
        }
        let end = bytes[(first + 2)...].firstIndex(where: isEnd) ?? bytes.count
        return first + 2..<end
    }
}
