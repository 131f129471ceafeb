/// The declarations of a `style` attribute (CSS Style Attributes §3, CSS Syntax Level 3 §5.4).
///
/// Escapes in names are not undone, so that a declaration that has one is taken for one of another property.
struct CSSDeclarations {
    private struct Declaration {
        let property: String
        let value: String
        let isImportant: Bool
    }

    private var declarations: [Declaration] = []

    init(_ style: String) {
        for text in Self.split(style) {
            guard let colon = text.firstIndex(of: Self.colon) else { continue }
            var value = Self.word(text[(colon + 1)...])
            let mark = value.split(separator: "!", omittingEmptySubsequences: false)
            let isImportant = mark.count == 2 && Self.word(Array(mark[1].utf8)[...]) == "important"
            if isImportant { value = Self.word(Array(mark[0].utf8)[...]) }
            declarations.append(
                Declaration(property: Self.word(text[..<colon]), value: value, isImportant: isImportant))
        }
    }

    /// What is declared for a property, in lower case, the strongest declaration first.
    func values(of property: String) -> [String] {
        let all = declarations.reversed().filter { $0.property == property }
        return (all.filter(\.isImportant) + all.filter { !$0.isImportant }).map(\.value)
    }

    private static let colon = UInt8(ascii: ":")

    /// In lower case and without the white space around it.
    private static func word(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// The texts between semicolons that stand in no string, bracket or comment; a blank stands for each comment.
    private static func split(_ style: String) -> [ArraySlice<UInt8>] {
        var rest = Array(style.utf8)[...]
        var texts: [[UInt8]] = [[]]
        var depth = 0
        var quote: UInt8?
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "/"), rest.first == UInt8(ascii: "*"), quote == nil {
                skipComment(&rest)
                texts[texts.count - 1].append(0x20)
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"):
                texts[texts.count - 1].append(byte)
                if let escaped = rest.popFirst() { texts[texts.count - 1].append(escaped) }
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if quote == nil { quote = byte } else if quote == byte { quote = nil }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += quote == nil ? 1 : 0
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - (quote == nil ? 1 : 0))
            case UInt8(ascii: ";") where quote == nil && depth == 0:
                texts.append([])
                continue
            default: break
            }
            texts[texts.count - 1].append(byte)
        }
        return texts.map { $0[...] }
    }

    /// Goes behind the comment's end, or to the end of the text where it has none.
    private static func skipComment(_ rest: inout ArraySlice<UInt8>) {
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "*"), rest.first == UInt8(ascii: "/") {
                rest.removeFirst()
                return
            }
        }
    }
}
