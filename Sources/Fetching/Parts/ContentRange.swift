import Addresses

/// A part of a file, from one byte to another, both included.
struct ByteRange: Equatable, Sendable {
    let first: Int
    let last: Int

    var count: Int { last - first + 1 }
}

/// The value of a `Content-Range` field that counts in bytes (RFC 9110 §14.4).
struct ContentRange: Equatable, Sendable {
    /// The part that the body is; nil where the range asked for lies outside the file.
    let part: ByteRange?
    /// Length of the whole file in bytes; nil where the server does not tell.
    let completeLength: Int?

    /// Reads `bytes 0-99/1234`, `bytes 0-99/*` or `bytes */1234`; nil for anything else, such as numbers that do not
    /// go together.
    init?(_ value: String) {
        let words = value.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let sides = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        completeLength = Self.number(sides[1])
        guard completeLength != nil || sides[1] == "*" else { return nil }
        if sides[0] == "*" {
            part = nil
            return
        }
        let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), first <= last,
            last < completeLength ?? .max
        else { return nil }
        part = ByteRange(first: first, last: last)
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
    }
}
