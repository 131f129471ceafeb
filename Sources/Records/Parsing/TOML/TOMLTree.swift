/// The tables of a TOML document, whose parts may be scattered over it, with their keys in the order of first mention.
///
/// Values stay in the record: a node knows only where one starts. Scalars in arrays have no node.
struct TOMLTree {
    struct Node {
        var kind: Kind
        /// Nil for an item of an array, and for the document.
        var key: TOMLKey?
        /// Start of the dotted key or header that the key is a part of.
        var pathStart: Int
        /// Of a value its first byte; of a table that is not in braces the place behind its name.
        var start: Int
        /// The end of a value.
        var end = 0
        /// Another pair of the same table has the same key, or defines it in a way that excludes this one.
        var isRepeated = false

        fileprivate(set) var depth = 1
        /// Its children are a list; 0 stands for none, since the document is nobody's child.
        fileprivate(set) var firstChild = 0
        fileprivate var lastChild = 0
        fileprivate(set) var next = 0
        fileprivate var childCount = 0

        init(_ kind: Kind, key: TOMLKey?, pathStart: Int, start: Int) {
            self.kind = kind
            self.key = key
            self.pathStart = pathStart
            self.start = start
        }
    }

    enum Kind {
        case scalar
        /// In brackets.
        case array
        /// In braces.
        case inlineTable
        /// Made by `[[name]]`.
        case tableArray
        /// With a header of its own.
        case table
        /// Only named on the way to another one, in a header.
        case impliedTable
        /// Made by a dotted key.
        case dottedTable
    }

    /// Number of the node that is the whole document.
    static let document = 0

    private var nodes: [Node]
    private let scanner: TOMLScanner
    /// For tables of many keys, the last node with a key, by the hash of table and key.
    private var nodesByHash: [Int: Int] = [:]

    init(_ scanner: TOMLScanner) {
        self.scanner = scanner
        nodes = [Node(.table, key: nil, pathStart: scanner.position, start: scanner.position)]
    }

    subscript(node: Int) -> Node { nodes[node] }

    /// Notes where a value ends.
    mutating func end(_ node: Int, at end: Int) { nodes[node].end = end }

    /// Adds an item to an array in brackets.
    mutating func addItem(_ kind: Kind, to array: Int, start: Int) throws(ParseFailure) -> Int {
        try append(Node(kind, key: nil, pathStart: start, start: start), to: array)
    }

    /// Adds a value under a dotted key, whose first name is one of `table`.
    mutating func addValue(
        _ kind: Kind, at path: [TOMLKey], of table: Int, pathStart: Int, start: Int
    ) throws(ParseFailure) -> Int {
        var parent = table
        for key in path.dropLast() {
            let existing = child(of: parent, key)
            if let existing, nodes[existing].kind == .dottedTable || nodes[existing].kind == .impliedTable {
                nodes[existing].kind = .dottedTable
                parent = existing
            } else {
                parent = try append(.dottedTable, key, of: parent, pathStart, replacing: existing)
            }
        }
        guard let key = path.last else { return parent }
        let node = try append(kind, key, of: parent, pathStart, replacing: child(of: parent, key))
        nodes[node].start = start
        return node
    }

    /// The table that a header opens: `[a.b]`, or `[[a.b]]` for a new item of an array.
    mutating func openTable(
        at path: [TOMLKey], isItem: Bool, pathStart: Int
    ) throws(ParseFailure) -> Int {
        var parent = Self.document
        for key in path.dropLast() {
            let existing = child(of: parent, key)
            switch existing.map({ nodes[$0].kind }) {
            case .table, .impliedTable, .dottedTable: parent = existing ?? parent
            case .tableArray: parent = existing.map { nodes[$0].lastChild } ?? parent
            case .scalar, .array, .inlineTable, nil:
                parent = try append(.impliedTable, key, of: parent, pathStart, replacing: existing)
            }
        }
        guard let key = path.last else { return parent }
        let existing = child(of: parent, key)
        if !isItem {
            guard let existing, nodes[existing].kind == .impliedTable else {
                return try append(.table, key, of: parent, pathStart, replacing: existing)
            }
            nodes[existing].kind = .table
            return existing
        }
        var array = existing ?? 0
        if existing == nil || nodes[array].kind != .tableArray {
            array = try append(.tableArray, key, of: parent, pathStart, replacing: existing)
        }
        return try addItem(.table, to: array, start: pathStart)
    }
}

// MARK: - Children

extension TOMLTree {
    /// Adds a pair; one that has its key already and excludes it stays, and both are marked.
    private mutating func append(
        _ kind: Kind, _ key: TOMLKey, of parent: Int, _ pathStart: Int, replacing existing: Int?
    ) throws(ParseFailure) -> Int {
        let node = try append(Node(kind, key: key, pathStart: pathStart, start: key.range.upperBound), to: parent)
        if let existing {
            nodes[existing].isRepeated = true
            nodes[node].isRepeated = true
        }
        return node
    }

    private mutating func append(_ new: Node, to parent: Int) throws(ParseFailure) -> Int {
        var new = new
        new.depth = nodes[parent].depth + 1
        if new.depth > maximumDepth, new.kind != .scalar {
            throw ParseFailure(
                offset: new.start, message: "nesting is deeper than \(maximumDepth) levels; flatten the data")
        }
        let node = nodes.count
        nodes.append(new)
        if nodes[parent].firstChild == 0 {
            nodes[parent].firstChild = node
        } else {
            nodes[nodes[parent].lastChild].next = node
        }
        nodes[parent].lastChild = node
        nodes[parent].childCount += 1
        noteHashes(of: parent, new: node)
        return node
    }

    /// Tables with more children than this have them in `nodesByHash` too.
    private static let listLimit = 8

    private mutating func noteHashes(of parent: Int, new node: Int) {
        if nodes[node].key == nil || nodes[parent].childCount <= Self.listLimit { return }
        var child = nodes[parent].childCount == Self.listLimit + 1 ? nodes[parent].firstChild : node
        while child != 0 {
            if let key = nodes[child].key { nodesByHash[hash(of: key, in: parent)] = child }
            child = nodes[child].next
        }
    }

    private func hash(of key: TOMLKey, in parent: Int) -> Int {
        scanner.withName(of: key) { name in
            var hasher = Hasher()
            hasher.combine(parent)
            hasher.combine(bytes: name)
            return hasher.finalize()
        }
    }

    /// The last child of a table that has a key.
    private func child(of parent: Int, _ key: TOMLKey) -> Int? {
        if nodes[parent].childCount > Self.listLimit {
            guard let child = nodesByHash[hash(of: key, in: parent)] else { return nil }
            if hasName(child, key) { return child }
            // Another key with the same hash took the place; the list below has them all.
        }
        var result: Int?
        var child = nodes[parent].firstChild
        while child != 0 {
            if hasName(child, key) { result = child }
            child = nodes[child].next
        }
        return result
    }

    private func hasName(_ node: Int, _ key: TOMLKey) -> Bool {
        guard let own = nodes[node].key else { return false }
        return scanner.withName(of: own) { name in scanner.withName(of: key) { equalBytes(name, $0) } }
    }
}
