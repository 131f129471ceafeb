/// Writes where a node is in a record.
struct EntryPath {
    /// The element of a page in which a document of data stands.
    struct Start: Sendable {
        var kind: EntryKind
        var text: String
    }

    private var bytes: [UInt8] = []

    /// - Parameters:
    ///   - document: Number of the document in the file, from 1.
    ///   - start: Where it stands in a page; nil of a file of data.
    init(document: Int, start: Start? = nil) {
        bytes.reserveCapacity(48)
        if let start { bytes += start.text.utf8 } else if document > 1 { append("#", document) }
    }

    mutating func append(key: UnsafeRawBufferPointer) {
        if Self.isIdentifier(key) {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ".")) }
            bytes.append(contentsOf: key)
        } else {
            bytes += "[\(JSONString.quoted(String(decoding: key, as: UTF8.self)))]".utf8
        }
    }

    mutating func append(index: Int) { append("[", index, "]") }

    /// Names the pair by its number, for a key that is itself a collection or an alias.
    mutating func append(pair: Int) { append("[?", pair, "]") }

    private mutating func append(_ before: StaticString, _ number: Int, _ after: StaticString = "") {
        before.withUTF8Buffer { bytes.append(contentsOf: $0) }
        append(digitsOf: number)
        after.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(digitsOf number: Int) {
        if number >= 10 { append(digitsOf: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// The finished path; that of a whole document is a dot.
    var text: String { bytes.isEmpty ? "." : String(decoding: bytes, as: UTF8.self) }

    private static func isIdentifier(_ key: UnsafeRawBufferPointer) -> Bool {
        guard let first = key.first, !first.isDigit, first != UInt8(ascii: "-") else { return false }
        return key.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: byte.isDigit
            }
        }
    }
}
