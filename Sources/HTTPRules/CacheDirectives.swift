/// The directives of `Cache-Control` (RFC 9111 §5.2).
package struct CacheDirectives: Sendable, Hashable {
    /// The number of seconds that a directive states.
    package enum Seconds: Sendable, Hashable {
        case absent
        /// No number, or several that differ.
        case invalid
        case stated(Int64)
    }

    /// By name in lower case; nil for a directive without a value.
    private var arguments: [String: [String?]] = [:]

    /// None.
    package init() {}

    package init(_ fields: HTTPFields) {
        for member in fields.members("cache-control") {
            let (name, argument) = Self.directive(member)
            arguments[name, default: []].append(argument)
        }
    }

    package var isEmpty: Bool { arguments.isEmpty }

    /// Whether a directive is there, with a value or without.
    package func contains(_ name: String) -> Bool { arguments[name] != nil }

    /// Whether a directive is there without a value.
    package func isBare(_ name: String) -> Bool { arguments[name]?.contains(nil) == true }

    /// The seconds of a directive; one too great to hold counts as the greatest there is (RFC 9111 §1.2.2).
    package func seconds(_ name: String) -> Seconds {
        guard let values = arguments[name], let first = values.first else { return .absent }
        let numbers = values.map { $0.flatMap(deltaSeconds) }
        guard let number = deltaSeconds(first ?? ""), numbers.allSatisfy({ $0 == number }) else { return .invalid }
        return .stated(number)
    }

    private static func directive(_ member: String) -> (name: String, argument: String?) {
        let bytes = member.utf8
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { return (member.lowercased(), nil) }
        let name = String(decoding: bytes[..<equals], as: UTF8.self).trimmedOfBlanks.lowercased()
        let argument = String(decoding: bytes[bytes.index(after: equals)...], as: UTF8.self)
        return (name, unquoted(argument.trimmedOfBlanks))
    }

    /// The content of a quoted-string (RFC 9110 §5.6.4); anything else as it is.
    private static func unquoted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return text }
        var content: [UInt8] = []
        var isEscaped = false
        for byte in bytes[1..<(bytes.count - 1)] {
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            if !isEscaped { content.append(byte) }
        }
        return String(decoding: content, as: UTF8.self)
    }
}

/// A number of seconds (RFC 9111 §1.2.2): digits only, and the greatest there is for one too great; nil for anything
/// else.
func deltaSeconds(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text) ?? .max
}
