/// What stands at a place of YAML.
///
/// These are functions of the bytes, since one of the scanner that does not change it would copy it for each call.
extension SourceBytes {
    /// Whether a space, the end of the line or that of the document stands there.
    @inline(__always)
    func isBlankOrEnd(at index: Int) -> Bool {
        let byte = self[index]
        return byte == .space || byte == .lineFeed || byte == .carriageReturn || byte == 0
    }

    /// Whether a plain scalar may start there (YAML 1.1 §9.1.3) that needs no second look.
    @inline(__always)
    func startsPlain(at index: Int) -> Bool {
        switch self[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        case UInt8(ascii: "-"): !isBlankOrEnd(at: index + 1)
        case UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    @inline(__always)
    func endWithoutSpaces(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, self[end - 1] == .space { end -= 1 }
        return end
    }
}

// MARK: - Quotes

extension SourceBytes {
    /// Where the quotes end that start at `start`, behind the closing one; nil where that is not on the line.
    @inline(__always)
    func closingQuote(from start: Int, lineEnd: Int) -> (end: Int, hasEscapes: Bool)? {
        let quote = self[start]
        let escape: UInt8 = quote == .quotationMark ? .backslash : quote
        guard let first = firstIndex(of: quote, or: escape, in: start + 1..<lineEnd) else { return nil }
        // Two quotes are one between single ones.
        if self[first] == quote, quote == .quotationMark || self[first + 1] != quote { return (first + 1, false) }
        return closingQuoteAmongEscapes(from: start)
    }

    private func closingQuoteAmongEscapes(from start: Int) -> (end: Int, hasEscapes: Bool)? {
        let quote = self[start]
        var index = start + 1
        var hasEscapes = false
        while true {
            switch self[index] {
            case quote:
                if quote == .quotationMark || self[index + 1] != quote { return (index + 1, hasEscapes) }
                hasEscapes = true
                index += 2
            case .backslash where quote == .quotationMark:
                hasEscapes = true
                // What follows is looked at when the escape is decoded, and is none at the end of a line.
                index += self[index + 1] == .lineFeed || self[index + 1] == .carriageReturn ? 1 : 2
            case .lineFeed, .carriageReturn: return nil
            case 0: if index >= count { return nil } else { index += 1 }
            default: index += 1
            }
        }
    }
}

// MARK: - Words in brackets

extension SourceBytes {
    /// The colon of a URL or time.
    func isColonInFlowText(_ index: Int) -> Bool {
        self[index] == UInt8(ascii: ":") && isFlowText(at: index - 1) && isFlowText(at: index + 1)
    }

    func isFlowText(at index: Int) -> Bool {
        switch self[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: ";"):
            true
        default: false
        }
    }
}
