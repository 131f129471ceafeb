import Foundation
import GRDB

/// Rows as JSON (RFC 8259), written without the detours of a general encoder: a run writes very many.
struct JournalText {
    private(set) var bytes: [UInt8] = []

    /// Adds `{"TABLE":{"COLUMN":VALUE,…}}` without the columns that are null; blobs are `{"base64":"…"}`.
    mutating func append(table: String, _ row: Row) {
        bytes.append(UInt8(ascii: "{"))
        append(table)
        append(ascii: ":{")
        var isFirst = true
        for (column, value) in row where !value.isNull {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(column)
            bytes.append(UInt8(ascii: ":"))
            append(value)
        }
        append(ascii: "}}")
    }

    private mutating func append(_ value: DatabaseValue) {
        switch value.storage {
        case .null: append(ascii: "null")
        case .int64(let number): append(ascii: String(number))
        case .double(let number): append(ascii: number.isFinite ? "\(number)" : "null")
        case .string(let text): append(text)
        case .blob(let data):
            append(ascii: "{\"base64\":\"")
            append(ascii: data.base64EncodedString())
            append(ascii: "\"}")
        }
    }

    private mutating func append(ascii text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds a string, in which what JSON must have escaped is (§7).
    private mutating func append(_ text: String) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case ..<0x20:
                append(ascii: "\\u00")
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
