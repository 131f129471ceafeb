/// Text that images are looked for in: the lines of a block without the marks of the blocks around it.
struct MarkdownBlock {
    enum Kind {
        /// The text of a paragraph, a heading or a cell of a table.
        case text
        case html
    }

    var kind: Kind
    /// Everything from its first byte to its last.
    var range: Range<Int>
    /// What of it is its text, where marks stand in between; else empty.
    var pieces: [Range<Int>] = []

    /// Gives `body` the text as one source, with the places of its bytes in the record.
    ///
    /// Only what has marks in between is copied.
    func withText<Result>(in source: SourceBytes, _ body: (SourceBytes, TextPlaces) -> Result) -> Result {
        if pieces.isEmpty { return body(source.prefix(upTo: range.upperBound), TextPlaces(start: range.lowerBound)) }
        var text: [UInt8] = []
        var starts: [Int] = []
        for piece in pieces {
            starts.append(text.count)
            text += source.slice(piece)
        }
        return text.withSource { body($0, TextPlaces(pieces: pieces, starts: starts)) }
    }
}

/// Where the bytes of a text stand in the record.
struct TextPlaces {
    /// The first byte of the text.
    var start = 0
    fileprivate var pieces: [Range<Int>] = []
    fileprivate var starts: [Int] = []

    fileprivate init(pieces: [Range<Int>], starts: [Int]) {
        self.pieces = pieces
        self.starts = starts
    }

    fileprivate init(start: Int) { self.start = start }

    /// The text is a part of the record as it is.
    var isWhole: Bool { pieces.isEmpty }

    func place(of range: Range<Int>) -> Range<Int> {
        if pieces.isEmpty { return range }
        let start = place(of: range.lowerBound)
        return range.isEmpty ? start..<start : start..<place(of: range.upperBound - 1) + 1
    }

    /// The place of one byte, or of the end of the text.
    func place(of index: Int) -> Int {
        if pieces.isEmpty { return index }
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= index { low = middle } else { high = middle - 1 }
        }
        return pieces[low].lowerBound + index - starts[low]
    }
}
