/// The value of an attribute with its character references resolved (HTML §13.2.5.72).
struct HTMLText {
    private(set) var bytes: [UInt8] = []
    /// Where in the record the character begins that a byte belongs to; nil where bytes stand as they are written.
    private(set) var offsets: [Int]?
    private let range: Range<Int>

    /// - Parameter range: The value without its quotes.
    init(_ source: SourceBytes, range: Range<Int>) {
        self.range = range
        let isPlain =
            source.firstIndex(of: UInt8(ascii: "&"), in: range) == nil
            && source.firstIndex(of: .carriageReturn, in: range) == nil
        if isPlain {
            bytes = Array(source.slice(range))
        } else {
            decode(source)
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of the record that a part of the text is written with.
    func place(of part: Range<Int>) -> Range<Int> {
        guard let offsets else { return range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound }
        let start = part.lowerBound < offsets.count ? offsets[part.lowerBound] : range.upperBound
        let end = part.upperBound < offsets.count ? offsets[part.upperBound] : range.upperBound
        return start..<max(start, end)
    }

    private mutating func decode(_ source: SourceBytes) {
        var offsets: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            let byte = source[index]
            index += 1
            if byte == UInt8(ascii: "&"), let reference = CharacterReference(source, at: start, end: range.upperBound) {
                bytes += reference.text.utf8
                index = reference.end
            } else if byte == .carriageReturn {
                // Line ends are LF before anything is read (§13.2.3.5).
                if index < range.upperBound, source[index] == .lineFeed { continue }
                bytes.append(.lineFeed)
            } else {
                bytes.append(byte)
            }
            offsets += repeatElement(start, count: bytes.count - offsets.count)
        }
        self.offsets = offsets
    }
}

/// A character reference in the value of an attribute.
struct CharacterReference {
    private(set) var text = ""
    /// The place behind it.
    private(set) var end: Int

    /// - Parameters:
    ///   - start: The place of the `&`.
    ///   - limit: Where the value ends.
    init?(_ source: SourceBytes, at start: Int, end limit: Int) {
        end = start + 1
        if end < limit, source[end] == UInt8(ascii: "#") {
            guard readNumber(source, limit) else { return nil }
        } else {
            guard readName(source, limit) else { return nil }
        }
    }

    /// No name is longer.
    private static let longestName = 32

    /// Takes a name: without a semicolon only one of the old ones, and none before `=`, a letter or a digit, since
    /// `?a=1&copy=2` is the query of a URL.
    private mutating func readName(_ source: SourceBytes, _ limit: Int) -> Bool {
        let start = end
        while end < limit, source[end].isLetterOrDigit {
            if end - start == Self.longestName { return false }
            end += 1
        }
        let name = String(decoding: source.slice(start..<end), as: UTF8.self)
        if end < limit, source[end] == UInt8(ascii: ";") {
            end += 1
        } else if (end < limit && source[end] == UInt8(ascii: "=")) || !NamedCharacterReferences.needsNoSemicolon(name)
        {
            return false
        }
        guard let text = NamedCharacterReferences.text(of: name) else { return false }
        self.text = text
        return true
    }

    private mutating func readNumber(_ source: SourceBytes, _ limit: Int) -> Bool {
        end += 1
        let isHexadecimal = end < limit && source[end] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { end += 1 }
        let start = end
        var code: UInt32 = 0
        while end < limit, let digit = hexDigit(source[end]), isHexadecimal || digit < 10 {
            code = min(code * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
            end += 1
        }
        if end == start { return false }
        if end < limit, source[end] == UInt8(ascii: ";") { end += 1 }
        text = Self.character(code)
        return true
    }

    /// The character of a number (§13.2.5.84): those of C1 are read as windows-1252.
    private static func character(_ code: UInt32) -> String {
        let replaced = code >= 0x80 && code < 0xA0 ? windows1252[Int(code - 0x80)] : code
        guard replaced != 0, let scalar = Unicode.Scalar(replaced) else { return "\u{FFFD}" }
        return String(scalar)
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}

extension UInt8 {
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    var isLetterOrDigit: Bool { isLetter || isDigit }
    /// White space of HTML (Infra §4.6), but for form feeds the same as that of JSON.
    var isHTMLSpace: Bool {
        self == .space || self == .lineFeed || self == .tab || self == .carriageReturn || self == 0x0C
    }
}
