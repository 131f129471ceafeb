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

    /// Whether the host of a URL is `host`, given in lower case, or one of its subdomains.
    package static func isOn(_ host: String, _ url: String) -> Bool {
        guard let own = self.host(of: url) else { return false }
        return own == host || own.hasSuffix("." + host)
    }

    /// The URL as far as its query, which servers of images often take for the size wanted.
    package static func withoutQuery(_ url: String) -> Substring {
        url[..<(url.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex)]
    }

    /// A URL as reports show it: without its user name and password (RFC 3986 §3.2.1), with `***` in place of values of
    /// its query that are credentials by their name, and of a `data:` URL, which is an image itself, only the start.
    package static func shown(_ url: String) -> String {
        if isLongData(url) { return String(decoding: url.utf8.prefix(shownDataLength), as: UTF8.self) + "…" }
        let at = url.utf8.contains(UInt8(ascii: "@"))
        let query = url.utf8.contains(UInt8(ascii: "="))
        guard at || query else { return url }
        let bare = at ? withoutCredentials(url) : url
        return query ? withMaskedValues(bare) : bare
    }

    /// Bytes that are shown of a `data:` URL.
    private static let shownDataLength = 64

    private static func isLongData(_ url: String) -> Bool {
        url.utf8.count > shownDataLength && DataURL.holds(url)
    }

    private static func withoutCredentials(_ url: String) -> String {
        let bytes = Array(url.utf8)
        guard let authority = authority(of: bytes), let at = bytes[authority].lastIndex(of: UInt8(ascii: "@"))
        else { return url }
        return String(decoding: bytes[..<authority.lowerBound] + bytes[(at + 1)...], as: UTF8.self)
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

    /// Names of parameters whose values give access, without `-` and `_`, in lower case.
    private static let secretNames: Set<String> = [
        "token", "accesstoken", "authtoken", "idtoken", "refreshtoken", "sessiontoken", "xamzsecuritytoken", "auth",
        "authorization", "key", "apikey", "accesskey", "secret", "clientsecret", "password", "passwd", "pwd", "sig",
        "signature", "xamzsignature", "xgoogsignature", "hmac", "jwt", "policy", "session", "sessionid", "sid",
        "credential", "xamzcredential", "xgoogcredential", "awsaccesskeyid", "keypairid", "googleaccessid", "hdnea",
        "hdnts",
    ]

    private static func withMaskedValues(_ url: String) -> String {
        let isMark: (UInt8) -> Bool = { [0x23, 0x26, 0x3b, 0x3f].contains($0) }
        let bytes = Array(url.utf8)
        guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
            return url
        }
        var result = Array(bytes[..<start])
        var rest = bytes[start...]
        // Each parameter with the mark before it: `?`, `&`, `;` or `#`.
        while let mark = rest.first {
            let parameter = rest.dropFirst().prefix { !isMark($0) }
            rest = rest[parameter.endIndex...]
            result.append(mark)
            guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")), isSecret(parameter[..<equals]) else {
                result += parameter
                continue
            }
            result += parameter[...equals] + Array("***".utf8)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
        let letters = name.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        return secretNames.contains(String(decoding: letters, as: UTF8.self).lowercased())
    }
}
