/// Moves over the tokens of TOML 1.0; the grammar is the ABNF of the specification.
struct TOMLScanner {
    let source: SourceBytes
    /// Where the TOML ends; in front matter the record goes on.
    let end: Int
    /// The next byte to be read.
    var position: Int

    /// - Parameter range: The bytes of the record that are TOML, without a byte order mark.
    init(_ source: SourceBytes, range: Range<Int>) {
        self.source = source
        end = min(range.upperBound, source.count)
        position = range.lowerBound
    }

    /// The byte at `index`; NUL from the end on.
    @inline(__always)
    subscript(index: Int) -> UInt8 { index < end ? source[index] : 0 }

    var current: UInt8 { self[position] }
    var isAtEnd: Bool { position >= end }

    func hasBytes(_ text: StaticString, at index: Int) -> Bool {
        index + text.utf8CodeUnitCount <= end && source.hasBytes(text, at: index)
    }

    mutating func skipBlanks() {
        while current.isBlank { position += 1 }
    }

    /// Skips blanks, line ends and comments.
    mutating func skipSpace() throws(ParseFailure) {
        while true {
            skipBlanks()
            if current == UInt8(ascii: "#") { try skipComment() }
            if try !takeLineEnd() { return }
        }
    }

    /// Takes what may follow on the line of a header or value: blanks, a comment and the line end.
    mutating func endStatement(after what: StaticString) throws(ParseFailure) {
        skipBlanks()
        if current == UInt8(ascii: "#") { try skipComment() }
        if isAtEnd { return }
        if try takeLineEnd() { return }
        throw failure("expected the end of the line after the \(what); \(found)")
    }

    private mutating func skipComment() throws(ParseFailure) {
        while !isAtEnd, lineEndLength(at: position) == 0 {
            if current.isForbiddenInTOML {
                throw failure("a comment holds a control character; remove it, and end lines with LF or CRLF")
            }
            position += 1
        }
    }

    private mutating func takeLineEnd() throws(ParseFailure) -> Bool {
        let length = lineEndLength(at: position)
        position += length
        if length == 0, current == .carriageReturn {
            throw failure("a carriage return alone ends no line in TOML; end lines with LF or CRLF")
        }
        return length > 0
    }

    /// Bytes of the line end at `index`: LF, CRLF, or 0 for none.
    func lineEndLength(at index: Int) -> Int {
        if self[index] == .lineFeed { return 1 }
        return self[index] == .carriageReturn && self[index + 1] == .lineFeed ? 2 : 0
    }

    func failure(_ message: String) -> ParseFailure {
        ParseFailure(offset: min(position, end), message: message)
    }

    /// What stands where something else should.
    var found: String {
        if isAtEnd { return "the TOML ends here, so a part of it is missing" }
        if current.isLineEnd { return "the line ends here, so a part of it is missing" }
        return current > 0x20 && current < 0x7F
            ? "found '\(String(UnicodeScalar(current)))', so correct it" : "found another character, so correct it"
    }
}

// MARK: - Keys

/// One of the names of a dotted key.
struct TOMLKey {
    /// Quotes included.
    var range: Range<Int>
    var style: Scalar.Style
    var hasEscapes = false
}

extension TOMLScanner {
    /// Takes the names of a key, `a."b c".d`, and the blanks behind it.
    mutating func dottedKey(into path: inout [TOMLKey]) throws(ParseFailure) {
        path.removeAll(keepingCapacity: true)
        while true {
            path.append(try key())
            skipBlanks()
            if current != UInt8(ascii: ".") { return }
            position += 1
            skipBlanks()
        }
    }

    private mutating func key() throws(ParseFailure) -> TOMLKey {
        if current == .quotationMark || current == .apostrophe {
            let string = try singleLineString()
            return TOMLKey(range: string.range, style: string.style, hasEscapes: string.form == .escaped)
        }
        let start = position
        while current.isBareInTOML { position += 1 }
        if position > start { return TOMLKey(range: start..<position, style: .plain) }
        if current >= 0x80 { throw failure("expected a key; put one with letters beyond a to z in quotes") }
        throw failure("expected a key; \(found)")
    }

    /// Gives `body` the name that a key stands for.
    func withName<Result>(of key: TOMLKey, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if key.style == .plain { return body(source.slice(key.range)) }
        let content = source.slice(key.range.lowerBound + 1..<key.range.upperBound - 1)
        return key.hasEscapes ? TOMLString.decoded(content).withUnsafeBytes(body) : body(content)
    }
}

extension UInt8 {
    static let apostrophe = UInt8(ascii: "'")

    /// A control character, which neither strings nor comments may hold.
    var isForbiddenInTOML: Bool { (self < 0x20 && self != .tab) || self == 0x7F }

    /// A character of a key without quotes.
    var isBareInTOML: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: isDigit
        }
    }
}
