import Addresses

/// What a server wants to see of its users: a name and a password, or a token.
///
/// It never shows in a text.
package struct Credential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The value of the Authorization field.
    let authorization: String

    /// Reads `basic NAME:PASSWORD` (RFC 7617) or `bearer TOKEN` (RFC 6750); nil for anything else.
    package init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, words[1].isFieldValue else { return nil }
        switch words[0].lowercased() {
        case "basic" where words[1].contains(":"):
            authorization = "Basic " + Self.base64(Array(words[1].utf8))
        case "bearer" where words[1].utf8.allSatisfy({ $0 > .space && $0 < .delete }):
            authorization = "Bearer " + words[1]
        default: return nil
        }
    }

    package var description: String { "a credential" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let digit = digits[Int(bits >> UInt32(18 - 6 * place) & 63)]
                result.append(place <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
