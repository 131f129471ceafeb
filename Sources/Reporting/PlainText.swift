/// Text from records, URLs and servers, made fit for a terminal.
package enum PlainText {
    /// Replaces what could steer a terminal or change the order of reading by a visible escape such as `\u{1B}`.
    ///
    /// These are the control characters (C0, DEL, C1), the bidirectional controls and invisible format characters
    /// (Unicode general categories Cc, Cf, Zl, Zp), and unassigned or private ones.
    package static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return result
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7f).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    /// A URL without its user name and password (RFC 3986 §3.2.1), which no report may show.
    package static func withoutCredentials(_ url: String) -> String {
        guard url.utf8.contains(UInt8(ascii: "@")) else { return url }
        let bytes = Array(url.utf8)
        guard let start = authorityStart(of: bytes) else { return url }
        let isEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let end = bytes[start...].firstIndex(where: isEnd) ?? bytes.count
        guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else { return url }
        return String(decoding: bytes[..<start] + bytes[(at + 1)...], as: UTF8.self)
    }

    /// A URL as reports show it: without user name and password, and of a `data:` URL, which is an image itself, only
    /// the begin.
    package static func shownURL(_ url: String) -> String {
        let scheme = "data:"
        guard url.utf8.count > shownDataLength,
            url.utf8.drop(while: { $0 <= 0x20 }).prefix(scheme.utf8.count).elementsEqual(
                scheme.utf8, by: { $0 | 0x20 == $1 | 0x20 })
        else { return withoutCredentials(url) }
        return String(decoding: url.utf8.prefix(shownDataLength), as: UTF8.self) + "…"
    }

    /// Bytes that are shown of a `data:` URL.
    private static let shownDataLength = 64

    /// Where the authority begins: after `scheme://`, or `//` at the very start.
    private static func authorityStart(of bytes: [UInt8]) -> Int? {
        let slash = UInt8(ascii: "/")
        guard let first = bytes.firstIndex(of: slash), first + 1 < bytes.count, bytes[first + 1] == slash,
            first == 0 || bytes[first - 1] == UInt8(ascii: ":")
        else { return nil }
        return first + 2
    }
}
