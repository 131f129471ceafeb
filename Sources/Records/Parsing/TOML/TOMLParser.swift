/// Reads TOML 1.0 and hands its nodes to a sink; no recursion.
///
/// Since the keys of a table may stand in several places, the record is gone through twice: at first it is checked and
/// the tables are put together, and then the nodes are handed over in the order of that tree.
struct TOMLParser {
    private var scanner: TOMLScanner
    private var tree: TOMLTree
    private var path: [TOMLKey] = []
    /// The arrays and inline tables that are not closed yet.
    private var open: [Int] = []

    /// - Parameter range: The bytes of the record that are TOML, without a byte order mark.
    init(_ source: SourceBytes, range: Range<Int>) {
        scanner = TOMLScanner(source, range: range)
        tree = TOMLTree(scanner)
    }

    mutating func parse<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        try readStatements()
        var stream = TOMLStream(scanner, tree)
        try stream.send(to: &sink)
    }

    private mutating func readStatements() throws(ParseFailure) {
        var table = TOMLTree.document
        while true {
            try scanner.skipSpace()
            if scanner.isAtEnd { return }
            if scanner.current == UInt8(ascii: "[") {
                table = try header()
                try scanner.endStatement(after: "header")
            } else {
                try pair(in: table)
                try readOpenValues()
                try scanner.endStatement(after: "value")
            }
        }
    }

    /// Takes `[a.b]` or `[[a.b]]`.
    private mutating func header() throws(ParseFailure) -> Int {
        let start = scanner.position
        let isItem = scanner.hasBytes("[[", at: start)
        scanner.position += isItem ? 2 : 1
        scanner.skipBlanks()
        try scanner.dottedKey(into: &path)
        guard scanner.hasBytes(isItem ? "]]" : "]", at: scanner.position) else {
            throw scanner.failure("expected '\(isItem ? "]]" : "]")' after the name of the table; \(scanner.found)")
        }
        scanner.position += isItem ? 2 : 1
        return try tree.openTable(at: path, isItem: isItem, pathStart: start)
    }

    /// Takes a key, its `=`, and a scalar or the bracket that opens another value.
    private mutating func pair(in table: Int) throws(ParseFailure) {
        let pathStart = scanner.position
        try scanner.dottedKey(into: &path)
        guard scanner.current == UInt8(ascii: "=") else {
            throw scanner.failure("expected '=' after the key; \(scanner.found)")
        }
        scanner.position += 1
        scanner.skipBlanks()
        let start = scanner.position
        let kind = TOMLTree.Kind(ofValueStartingWith: scanner.current)
        if kind == .scalar { _ = try scanner.scalar() }
        let node = try tree.addValue(kind, at: path, of: table, pathStart: pathStart, start: start)
        if kind != .scalar { enter(node) }
    }

    private mutating func enter(_ node: Int) {
        scanner.position += 1
        open.append(node)
    }

    private mutating func leave(_ node: Int) {
        scanner.position += 1
        tree.end(node, at: scanner.position)
        open.removeLast()
    }

    private mutating func readOpenValues() throws(ParseFailure) {
        while let node = open.last {
            // Behind the bracket, or behind an item.
            let isFirst = scanner.position == tree[node].start + 1
            if tree[node].kind == .array {
                try nextItem(of: node, isFirst: isFirst)
            } else {
                try nextPair(of: node, isFirst: isFirst)
            }
        }
    }

    private mutating func nextItem(of array: Int, isFirst: Bool) throws(ParseFailure) {
        try scanner.skipSpace()
        if !isFirst, scanner.current == UInt8(ascii: ",") {
            scanner.position += 1
            try scanner.skipSpace()
        } else if !isFirst, scanner.current != UInt8(ascii: "]") {
            throw scanner.failure("expected ',' or ']'; \(scanner.found)")
        }
        if scanner.current == UInt8(ascii: "]") { return leave(array) }
        let kind = TOMLTree.Kind(ofValueStartingWith: scanner.current)
        if kind == .scalar {
            _ = try scanner.scalar()
        } else {
            enter(try tree.addItem(kind, to: array, start: scanner.position))
        }
    }

    private mutating func nextPair(of table: Int, isFirst: Bool) throws(ParseFailure) {
        scanner.skipBlanks()
        if scanner.current == UInt8(ascii: "}") { return leave(table) }
        if !isFirst {
            guard scanner.current == UInt8(ascii: ",") else { throw unclosedTable("',' or '}'") }
            scanner.position += 1
            scanner.skipBlanks()
            if scanner.current == UInt8(ascii: "}") {
                throw scanner.failure("expected a key after ','; remove the last comma before '}'")
            }
        }
        if scanner.current.isLineEnd || scanner.isAtEnd { throw unclosedTable("a key") }
        try pair(in: table)
    }

    private func unclosedTable(_ expected: String) -> ParseFailure {
        scanner.current.isLineEnd || scanner.current == UInt8(ascii: "#")
            ? scanner.failure("a table in braces ends on the line where it starts; join the lines, or use a [header]")
            : scanner.failure("expected \(expected); \(scanner.found)")
    }
}

extension TOMLTree.Kind {
    init(ofValueStartingWith byte: UInt8) {
        self =
            switch byte {
            case UInt8(ascii: "["): .array
            case UInt8(ascii: "{"): .inlineTable
            default: .scalar
            }
    }
}
