/// Reads JSON (RFC 8259) and hands its nodes to a sink; no recursion, no copies.
///
/// It reads it strictly, but for comments where these are allowed: editors and compilers have them in their settings, and
/// commas before a closing bracket as well.
struct JSONParser {
    private let source: SourceBytes
    private let end: Int
    private var position: Int
    /// For each open collection whether it is an object.
    private var isObject: [Bool] = []
    /// The innermost one is.
    private var isInObject = false
    /// What holds the one value, as messages call it.
    private let container: StaticString
    private let allowsComments: Bool
    private var hasComments = false
    /// The outermost object has braces.
    private var hasBraces = true

    /// - Parameters:
    ///   - range: The bytes of the record that are JSON, without a byte order mark; behind an object that ends it the
    ///     record may go on.
    ///   - container: What holds the one value, as messages call it.
    ///   - allowsComments: Comments are skipped, and in a text that has any, the comma behind a last item.
    init(
        _ source: SourceBytes, range: Range<Int>, container: StaticString = "file", allowsComments: Bool = false
    ) {
        self.source = source
        self.container = container
        self.allowsComments = allowsComments
        end = range.upperBound
        position = range.lowerBound
        isObject.reserveCapacity(32)
    }

    mutating func parse<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        sink.beginDocument()
        try parseValue(into: &sink)
    }

    /// Reads the value without calling it a document.
    mutating func parseValue<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        skipWhitespace()
        while true {
            switch source[position] {
            case UInt8(ascii: "{"):
                if try open(isMapping: true, &sink) { continue }
            case UInt8(ascii: "["):
                if try open(isMapping: false, &sink) { continue }
            default:
                try scalar(&sink)
            }
            if try !advanceToNextValue(&sink) { return }
        }
    }

    /// Reads the members of an object without its braces, to the end of the source.
    mutating func parseMembers<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        sink.beginDocument()
        sink.beginCollection(CollectionNode(isMapping: true, layout: EntryLayout(kind: .flow, start: position)))
        begin(isMapping: true)
        hasBraces = false
        skipWhitespace()
        try key(&sink)
        try parseValue(into: &sink)
    }

    /// Takes an opening bracket; true where a value follows, false where the collection was empty and is closed.
    @inline(__always)
    private mutating func open<Sink: NodeSink>(isMapping: Bool, _ sink: inout Sink) throws(ParseFailure) -> Bool {
        if isObject.count == maximumDepth {
            throw failure("nesting is deeper than \(maximumDepth) levels; flatten the data")
        }
        sink.beginCollection(
            CollectionNode(isMapping: isMapping, layout: EntryLayout(kind: .flow, start: position)))
        position += 1
        skipWhitespace()
        if source[position] == UInt8(ascii: isMapping ? "}" : "]") {
            position += 1
            sink.endCollection()
            return false
        }
        begin(isMapping: isMapping)
        if isMapping { try key(&sink) }
        return true
    }

    @inline(__always)
    private mutating func begin(isMapping: Bool) {
        isObject.append(isMapping)
        isInObject = isMapping
    }

    @inline(__always)
    private mutating func close<Sink: NodeSink>(_ sink: inout Sink) {
        isObject.removeLast()
        isInObject = isObject.last == true
        sink.endCollection()
    }

    /// Goes on after a value, closing what ends there; false at the end of the text.
    @inline(__always)
    private mutating func advanceToNextValue<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) -> Bool {
        while !isObject.isEmpty {
            skipWhitespace()
            let bracket = isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            switch source[position] {
            case UInt8(ascii: ","):
                position &+= 1
                skipWhitespace()
                if source[position] == bracket, isCommentedText() { continue }
                if isInObject { try key(&sink) }
                return true
            case bracket where hasBraces || isObject.count > 1:
                position &+= 1
                close(&sink)
            case _ where !hasBraces && isObject.count == 1 && position >= end:
                close(&sink)
            default:
                throw failure("expected ',' or '\(isInObject ? "}" : "]")'; \(found)")
            }
        }
        skipWhitespace()
        if position < end {
            throw failure("something follows the JSON value; keep one value in the \(container)")
        }
        return false
    }

    /// Takes a key and its colon.
    @inline(__always)
    private mutating func key<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        guard source[position] == .quotationMark else {
            if source[position] == UInt8(ascii: "}") {
                throw failure("expected a key after ','; remove the last comma before '}'")
            }
            throw failure("expected a key in double quotes; \(found)")
        }
        try string(&sink)
        skipWhitespace()
        guard source[position] == UInt8(ascii: ":") else { throw failure("expected ':' after the key; \(found)") }
        position += 1
        skipWhitespace()
    }

    private mutating func scalar<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        switch source[position] {
        case .quotationMark: return try string(&sink)
        case UInt8(ascii: "t"): try plain("true", &sink)
        case UInt8(ascii: "f"): try plain("false", &sink)
        case UInt8(ascii: "n"): try plain("null", &sink)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(&sink)
        case UInt8(ascii: "]"): throw failure("expected a value after ','; remove the last comma before ']'")
        case UInt8(ascii: "/"):
            throw failure(
                allowsComments ? "the comment is never closed; add '*/'" : "JSON has no comments; remove this one")
        default: throw failure("expected a value; \(found)")
        }
    }

    private mutating func plain<Sink: NodeSink>(_ word: StaticString, _ sink: inout Sink) throws(ParseFailure) {
        guard source.hasBytes(word, at: position) else { throw failure("expected a value; put words in quotes") }
        emit(position..<position + word.utf8CodeUnitCount, &sink)
    }

    /// RFC 8259 §6.
    private mutating func number<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        var end = position
        if source[end] == UInt8(ascii: "-") { end += 1 }
        let whole = end
        try skipDigits(&end)
        if source[whole] == UInt8(ascii: "0"), end > whole + 1 {
            throw failure("a number starts with 0; remove the leading zero")
        }
        if source[end] == UInt8(ascii: ".") {
            end += 1
            try skipDigits(&end)
        }
        if source[end] == UInt8(ascii: "e") || source[end] == UInt8(ascii: "E") {
            end += 1
            if source[end] == UInt8(ascii: "+") || source[end] == UInt8(ascii: "-") { end += 1 }
            try skipDigits(&end)
        }
        emit(position..<end, &sink)
    }

    private func skipDigits(_ end: inout Int) throws(ParseFailure) {
        guard source[end].isDigit else {
            throw ParseFailure(offset: end, message: "expected a digit; write the number out, as in 12 or 0.5")
        }
        while source[end].isDigit { end += 1 }
    }

    private mutating func emit<Sink: NodeSink>(_ range: Range<Int>, _ sink: inout Sink) {
        sink.scalar(
            ScalarNode(nodeStart: position, range: range, style: .plain, content: source.slice(range)))
        position = range.upperBound
    }

    @inline(__always)
    private mutating func string<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        let start = position
        var index = source.firstStringMark(from: start &+ 1)
        var hasEscapes = false
        while source[index] != .quotationMark {
            guard source[index] == .backslash else { throw unfinishedString(start, at: index) }
            hasEscapes = true
            try skipEscape(&index)
            index = source.firstStringMark(from: index)
        }
        position = index &+ 1
        sink.scalar(
            ScalarNode(
                nodeStart: start, range: start..<position, style: .doubleQuoted,
                content: source.slice(start &+ 1..<index), hasEscapes: hasEscapes))
    }

    private func skipEscape(_ index: inout Int) throws(ParseFailure) {
        switch source[index + 1] {
        case .quotationMark, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u") where (2..<6).allSatisfy { hexDigit(source[index + $0]) != nil }:
            index += 6
        default:
            throw ParseFailure(
                offset: index, message: "this is no escape of JSON; double the backslash, or use \\uXXXX")
        }
    }

    private func unfinishedString(_ start: Int, at index: Int) -> ParseFailure {
        if index >= source.count {
            return ParseFailure(offset: start, message: "the string has no closing quote; add it")
        }
        return ParseFailure(
            offset: index, message: "a string holds a line end or control character; write it as an escape, as in \\n")
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        let byte = source[position]
        if byte <= .space || byte == UInt8(ascii: "/") { skipMoreWhitespace() }
    }

    private mutating func skipMoreWhitespace() {
        while true {
            switch source[position] {
            // Pretty-printed files hold long runs of spaces.
            case .space, .lineFeed: position = source.firstOther(thanSpaceFrom: position &+ 1)
            case .carriageReturn, .tab: position &+= 1
            case UInt8(ascii: "/") where allowsComments:
                guard let end = JSONComments.end(of: position, in: source) else { return }
                hasComments = true
                position = end
            default: return
            }
        }
    }

    /// Whether comments are allowed, and the text has one.
    private mutating func isCommentedText() -> Bool {
        if allowsComments, !hasComments { hasComments = JSONComments.areThere(in: source, from: position) }
        return hasComments
    }

    private func failure(_ message: String) -> ParseFailure {
        ParseFailure(offset: min(position, source.count), message: message)
    }

    /// What stands where something else should.
    private var found: String {
        let byte = source[position]
        if position >= source.count { return "the \(container) ends here, so a part of it is missing" }
        return byte > 0x20 && byte < 0x7F
            ? "found '\(String(UnicodeScalar(byte)))', so correct it" : "found another character, so correct it"
    }
}
