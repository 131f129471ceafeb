/// A `data:` URL, which holds its image itself (RFC 2397), read as browsers read it (WHATWG Fetch, §6 "data: URLs").
package struct DataURL: Sendable, Hashable {
    /// As it says itself, such as `image/png`; empty where it does not.
    package let mediaType: String
    package let bytes: [UInt8]

    /// Why a text that begins with `data:` is none.
    package struct Flaw: Error, Sendable, Hashable {
        /// One clause without a full stop.
        package let reason: String
    }

    /// Whether a URL has the scheme `data`.
    package static func holds(_ url: String) -> Bool {
        let head = url.utf8.drop { $0 <= 0x20 }.prefix(5)
        return head.elementsEqual("data:".utf8) { $0 == $1 || ($0 | 0x20 == $1 && $1 != UInt8(ascii: ":")) }
    }

    /// - Parameter maximumSize: Most bytes that it may hold.
    package init(_ url: String, maximumSize: Int) throws(Flaw) {
        let text = URLStripping.stripped(url.utf8)
        // A fragment is no data.
        let content = text.dropFirst(5).prefix { $0 != UInt8(ascii: "#") }
        guard let comma = content.firstIndex(of: UInt8(ascii: ",")) else {
            throw Flaw(reason: "the data: URL has no comma, behind which its data would be")
        }
        let (type, isBase64) = Self.type(content[..<comma])
        mediaType = type
        let data = content[(comma + 1)...]
        // Three bytes take four characters at least, and each at most one.
        guard data.count / 4 <= maximumSize else { throw Self.tooLarge(maximumSize) }
        let decoded = PercentDecoding.decoded(data)
        if isBase64 {
            guard let bytes = Self.base64Decoded(decoded) else {
                throw Flaw(reason: "the data of the data: URL are no Base64")
            }
            self.bytes = bytes
        } else {
            bytes = decoded
        }
        guard bytes.count <= maximumSize else { throw Self.tooLarge(maximumSize) }
    }

    private static func tooLarge(_ limit: Int) -> Flaw {
        Flaw(reason: "the data: URL holds more than the limit of \(limit) bytes (option max-size)")
    }

    /// The media type, and whether `;base64` stands behind it.
    private static func type(_ text: ArraySlice<UInt8>) -> (String, isBase64: Bool) {
        var text = text
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        let mark = Array(text.suffix(6))
        let isMarked = String(decoding: mark, as: UTF8.self).lowercased() == "base64"
        var rest = text.dropLast(6)
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        let isBase64 = isMarked && rest.last == UInt8(ascii: ";")
        if isBase64 { text = rest.dropLast() }
        return (String(decoding: text.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self), isBase64)
    }

    /// Base64 as browsers take it (WHATWG Infra, "forgiving-base64 decode"): with white space, and with or without the
    /// padding.
    private static func base64Decoded(_ text: [UInt8]) -> [UInt8]? {
        var digits = text.filter { ![0x09, 0x0a, 0x0c, 0x0d, 0x20].contains($0) }
        if digits.count % 4 == 0 {
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3 + 2)
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for digit in digits {
            guard let value = base64Value(digit) else { return nil }
            group = (group << 6 | value) & 0xff_ffff
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return bytes
    }

    private static func base64Value(_ digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5a: UInt32(digit - 0x41)
        case 0x61...0x7a: UInt32(digit - 0x61) + 26
        case 0x30...0x39: UInt32(digit - 0x30) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
