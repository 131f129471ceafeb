/// The data at the start of a Markdown file, between two lines that fence it or in braces.
struct FrontMatter {
    /// What the opening fence says of the data.
    enum Kind: CaseIterable {
        case yaml, toml, json

        /// What starts it.
        var fence: StaticString {
            switch self {
            case .yaml: "---"
            case .toml: "+++"
            case .json: "{"
            }
        }

        /// Whether the line at `start` is the opening fence, with nothing but blanks after it.
        ///
        /// JSON starts with a brace and what follows one in JSON, so that the tags of template languages are none.
        func isFence(at start: Int, in source: SourceBytes) -> Bool {
            guard source.hasBytes(fence, at: start) else { return false }
            if self != .json { return source.isBlankLine(from: start + 3) }
            var index = start + 1
            while source[index].isBlank || source[index].isLineEnd { index += 1 }
            return source[index] == .quotationMark || source[index] == UInt8(ascii: "}")
        }

        /// Whether the line at `start` is the closing fence, which JSON does not have.
        ///
        /// For YAML that is `---` or `...`, its two document markers; for TOML the first line that starts with `+++`,
        /// even within a string of several lines: so Hugo has it.
        func isClosingFence(at start: Int, in source: SourceBytes) -> Bool {
            switch self {
            case .yaml:
                isFence(at: start, in: source)
                    || (source.hasBytes("...", at: start) && source.isBlankLine(from: start + 3))
            case .toml: source.hasBytes(fence, at: start)
            case .json: false
            }
        }
    }

    var kind: Kind
    /// From the opening fence to the closing one, which is left out.
    ///
    /// That of YAML starts a document; that of TOML is left out too. JSON goes from brace to brace.
    var range: Range<Int>

    /// Hands the nodes of the front matter to a sink.
    ///
    /// - Returns: Where it ends; nil without any.
    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) -> Int? {
        guard let matter = try find(in: source) else { return nil }
        switch matter.kind {
        case .yaml:
            var parser = try YAMLParser(source, range: matter.range, maximumDocuments: 1)
            try parser.parse(into: &sink)
        case .toml:
            var parser = TOMLParser(source, range: matter.range)
            try parser.parse(into: &sink)
        case .json:
            var parser = JSONParser(source, range: matter.range)
            try parser.parse(into: &sink)
        }
        // The fence that closes it is a line of its own.
        return matter.kind == .json ? matter.range.upperBound : source.nextLine(after: matter.range.upperBound)
    }

    /// Finds the front matter; blank lines may precede it.
    ///
    /// After blank lines `---` may also be a rule (CommonMark §4.1), and is taken for one where nothing closes it.
    static func find(in source: SourceBytes) throws(ParseFailure) -> FrontMatter? {
        let first = source.byteOrderMarkLength
        var start = first
        var line = 1
        while start < source.count, source.isBlankLine(from: start) {
            start = source.nextLine(after: start)
            line += 1
        }
        guard let kind = Kind.allCases.first(where: { $0.isFence(at: start, in: source) }) else { return nil }
        if kind == .json { return FrontMatter(kind: kind, range: start..<endOfObject(from: start, in: source)) }
        if let end = closingFence(of: kind, after: start, in: source) {
            return FrontMatter(kind: kind, range: (kind == .toml ? source.nextLine(after: start) : start)..<end)
        }
        if start > first { return nil }
        throw ParseFailure(
            offset: start,
            message:
                "the front matter that starts on line \(line) has no closing '\(kind.fence)'; "
                + "add the line, or remove the first")
    }

    /// The place behind the brace that matches the one at `start`; the end of the record where none does.
    private static func endOfObject(from start: Int, in source: SourceBytes) -> Int {
        var depth = 0
        var isInString = false
        var index = start
        while index < source.count {
            switch source[index] {
            case .quotationMark: isInString.toggle()
            case .backslash: index += 1
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return source.count
    }

    private static func closingFence(of kind: Kind, after start: Int, in source: SourceBytes) -> Int? {
        var index = source.nextLine(after: start)
        // Nearly all files have none, and are searched much faster then.
        let hasCarriageReturns = source.firstIndex(of: .carriageReturn, in: index..<source.count) != nil
        while index < source.count {
            if kind.isClosingFence(at: index, in: source) { return index }
            if hasCarriageReturns {
                index = source.nextLine(after: index)
            } else {
                index = (source.firstIndex(of: .lineFeed, in: index..<source.count) ?? source.count) + 1
            }
        }
        return nil
    }
}

extension SourceBytes {
    /// Whether only blanks stand between `start` and the end of the line.
    func isBlankLine(from start: Int) -> Bool {
        var index = start
        while self[index].isBlank { index += 1 }
        return index >= count || self[index].isLineEnd
    }

    /// The start of the line after the one that holds `start`; lines end with LF, CRLF or CR.
    func nextLine(after start: Int) -> Int {
        var index = start
        while index < count, !self[index].isLineEnd { index += 1 }
        if self[index] == .carriageReturn, self[index + 1] == .lineFeed { index += 1 }
        return min(index + 1, count)
    }
}
