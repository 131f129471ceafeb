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

    /// How the data are written.
    enum Language: Hashable {
        case yaml, toml, json
        /// The members of a JSON object without its braces.
        case jsonMembers
        /// One that is not read, as people call it.
        case other(String)
    }

    var language: Language
    /// From the opening fence to the closing one, which is left out.
    ///
    /// The fence of YAML that names no language starts a document; all others are left out too. JSON goes from brace to
    /// brace.
    var range: Range<Int>
    /// Where the text behind it starts.
    var end: Int

    /// Hands the nodes of the front matter to a sink.
    ///
    /// - Returns: Where the text behind it starts; nil without any.
    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) -> Int? {
        guard let matter = try find(in: source) else { return nil }
        switch matter.language {
        case .yaml:
            try YAMLDocument.parse(source, range: matter.range, maximumDocuments: 1, into: &sink)
        case .toml:
            var parser = TOMLParser(source, range: matter.range)
            try parser.parse(into: &sink)
        case .json, .jsonMembers:
            if matter.isBlank(in: source) { break }
            // What follows is text, which broken JSON must not run into.
            var parser = JSONParser(
                source.prefix(upTo: matter.range.upperBound), range: matter.range, container: "front matter")
            if matter.language == .json {
                try parser.parse(into: &sink)
            } else {
                try parser.parseMembers(into: &sink)
            }
        case .other(let name):
            sink.setAside(
                ParseFailure(
                    offset: matter.range.lowerBound,
                    message: "the front matter is \(name), which is not read; write it in YAML, TOML or JSON"))
        }
        return matter.end
    }

    /// Finds the front matter; blank lines may precede it where it names no language.
    ///
    /// After blank lines `---` may also be a rule (CommonMark §4.1), and is taken for one where nothing closes it.
    static func find(in source: SourceBytes) throws(ParseFailure) -> FrontMatter? {
        let first = source.byteOrderMarkLength
        if let labelled = try labelled(at: first, in: source) { return labelled }
        var start = first
        var line = 1
        while start < source.count, source.isBlankLine(from: start) {
            start = source.nextLine(after: start)
            line += 1
        }
        guard let kind = Kind.allCases.first(where: { $0.isFence(at: start, in: source) }) else { return nil }
        if kind == .json {
            let end = endOfObject(from: start, in: source)
            return FrontMatter(language: .json, range: start..<end, end: end)
        }
        if let end = closingFence(
            after: start, in: source, startingWith: kind == .toml ? UInt8(ascii: "+") : UInt8(ascii: "-"),
            where: { kind.isClosingFence(at: $0, in: source) })
        {
            let first = kind == .toml ? source.nextLine(after: start) : start
            return FrontMatter(
                language: kind == .toml ? .toml : .yaml, range: first..<end, end: source.nextLine(after: end))
        }
        if start > first { return nil }
        throw unclosed(kind.fence, at: start, line: line)
    }

    /// Why front matter that starts at a place is none.
    static func unclosed(_ fence: StaticString, at start: Int, line: Int) -> ParseFailure {
        ParseFailure(
            offset: start,
            message:
                "the front matter that starts on line \(line) has no closing '\(fence)'; "
                + "add the line, or remove the first")
    }

    private func isBlank(in source: SourceBytes) -> Bool {
        range.allSatisfy { source[$0].isBlank || source[$0].isLineEnd }
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

    /// The first line after the one at `start` that closes the front matter.
    ///
    /// - Parameter byte: With which a fence starts; it may also be a dot.
    static func closingFence(
        after start: Int, in source: SourceBytes, startingWith byte: UInt8, where isFence: (Int) -> Bool
    ) -> Int? {
        var index = source.nextLine(after: start)
        // Nearly all files have none, and are searched much faster then.
        let hasCarriageReturns = source.firstIndex(of: .carriageReturn, in: index..<source.count) != nil
        while index < source.count {
            if isFence(index) { return index }
            if hasCarriageReturns {
                index = source.nextLine(after: index)
            } else {
                let lineFeed = source.firstLineFeed(before: byte, or: UInt8(ascii: "."), in: index..<source.count)
                index = (lineFeed ?? source.count) + 1
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
