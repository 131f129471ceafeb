/// The definitions of link references of a body, `[label]: destination "title"` (CommonMark §4.7).
struct LinkReferences {
    private var destinations: [String: LinkDestination] = [:]

    /// A longer label is none.
    static let longestLabel = 999

    /// The destination that a label names first.
    func destination(of label: Range<Int>, in text: SourceBytes) -> LinkDestination? {
        if destinations.isEmpty || label.count > Self.longestLabel { return nil }
        return destinations[Self.normalized(label, in: text)]
    }

    /// Takes the definitions at the start of a paragraph.
    ///
    /// - Returns: The place in the record of what follows them; nil where there are none.
    mutating func takeDefinitions(in text: SourceBytes, _ places: TextPlaces) -> Int? {
        var start = places.start
        while let end = takeDefinition(in: text, at: start, places) { start = end }
        if start == places.start { return nil }
        return start >= text.count ? .max : places.place(of: start)
    }

    private mutating func takeDefinition(in text: SourceBytes, at start: Int, _ places: TextPlaces) -> Int? {
        guard let label = LinkSyntax.label(at: start, in: text), text[label.upperBound + 1] == UInt8(ascii: ":"),
            !text.isOnlyWhiteSpace(label)
        else { return nil }
        let first = text.skipSpaces(from: label.upperBound + 2, lineEnds: 1)
        guard first < text.count, let destination = LinkSyntax.destination(at: first, in: text), destination.end > first
        else { return nil }
        let afterDestination = text.skipSpaces(from: destination.end, lineEnds: 0)
        var end = text.endOfLine(at: afterDestination)
        let titleStart = text.skipSpaces(from: destination.end, lineEnds: 1)
        if titleStart > destination.end, let title = LinkSyntax.titleEnd(at: titleStart, in: text),
            let endOfTitle = text.endOfLine(at: text.skipSpaces(from: title, lineEnds: 0))
        {
            end = endOfTitle
        }
        guard let end else { return nil }
        let key = Self.normalized(label, in: text)
        if destinations[key] == nil {
            destinations[key] = LinkDestination(range: places.place(of: destination.range), text: destination.text)
        }
        return end
    }

    /// Labels that differ only in case and white space are the same.
    private static func normalized(_ label: Range<Int>, in text: SourceBytes) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(label.count)
        var isASCII = true
        for index in label {
            let byte = text[index]
            if byte >= 0x80 { isASCII = false }
            if !byte.isWhiteSpace {
                bytes.append(byte.lowercasedASCII)
            } else if let last = bytes.last, last != .space {
                bytes.append(.space)
            }
        }
        if bytes.last == .space { bytes.removeLast() }
        let result = String(decoding: bytes, as: UTF8.self)
        // Lower and then upper case comes to the same as the full case folding of Unicode.
        return isASCII ? result : result.lowercased().uppercased().lowercased()
    }
}

/// Where a link or an image leads.
struct LinkDestination {
    /// Its bytes in the record, or in the text that it was found in; angle brackets excluded.
    var range: Range<Int>
    /// Decoded: without the backslashes of escapes and with character references resolved.
    var text: String
    /// The place behind it, in the text that it was found in.
    var end = 0
    /// The range is one of that text, and not of the record.
    var isInText = false
}

extension SourceBytes {
    func isOnlyWhiteSpace(_ range: Range<Int>) -> Bool { range.allSatisfy { self[$0].isWhiteSpace } }

    /// The place behind white space with no more than that many line ends.
    func skipSpaces(from start: Int, lineEnds: Int) -> Int {
        var index = start
        var rest = lineEnds
        while self[index].isWhiteSpace {
            if self[index].isLineEnd {
                if rest == 0 { return index }
                rest -= 1
                if self[index] == .carriageReturn, self[index + 1] == .lineFeed { index += 1 }
            }
            index += 1
        }
        return index
    }

    /// The start of the next line where a line ends there; nil where it does not.
    func endOfLine(at index: Int) -> Int? {
        if index >= count { return count }
        guard self[index].isLineEnd else { return nil }
        return self[index] == .carriageReturn && self[index + 1] == .lineFeed ? index + 2 : index + 1
    }
}
