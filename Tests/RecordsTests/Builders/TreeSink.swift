@testable import Records

/// A value of a record, for comparisons that owe nothing to the code under test but the parsers.
indirect enum Tree: Equatable, Sendable {
    case scalar(String, isString: Bool)
    case mapping([Pair])
    case sequence([Tree])

    /// Stands for a line or row that cannot be used.
    static let abandoned = Tree.scalar("\u{0}", isString: true)

    struct Pair: Equatable, Sendable {
        var key: String
        var value: Tree
    }

    subscript(path: [TreeStep]) -> Tree? {
        get {
            guard let first = path.first else { return self }
            let rest = Array(path.dropFirst())
            switch (self, first) {
            case (.mapping(let pairs), .key(let key)): return pairs.first { $0.key == key }?.value[rest]
            case (.sequence(let items), .index(let index)):
                return items.indices.contains(index) ? items[index][rest] : nil
            default: return nil
            }
        }
        set {
            guard let first = path.first else {
                if let newValue { self = newValue }
                return
            }
            let rest = Array(path.dropFirst())
            switch (self, first) {
            case (.mapping(var pairs), .key(let key)):
                if let place = pairs.firstIndex(where: { $0.key == key }) {
                    pairs[place].value[rest] = newValue
                }
                self = .mapping(pairs)
            case (.sequence(var items), .index(let index)):
                items[index][rest] = newValue
                self = .sequence(items)
            default: break
            }
        }
    }
}

extension Tree {
    /// The ways to all mappings with a `url`, in the order of the document.
    func entries(below path: [TreeStep] = []) -> [[TreeStep]] {
        switch self {
        case .scalar: return []
        case .sequence(let items):
            return items.enumerated().flatMap { $1.entries(below: path + [.index($0)]) }
        case .mapping(let pairs):
            let own = pairs.contains { $0.key == "url" } ? [path] : []
            return own + pairs.flatMap { $0.value.entries(below: path + [.key($0.key)]) }
        }
    }
}

/// A step into a tree.
enum TreeStep: Equatable {
    case key(String)
    case index(Int)
}

/// Builds the tree of a record that has neither aliases nor complex keys.
struct TreeSink: NodeSink {
    var bodies: BodySettings? { nil }

    private var stack: [(items: [Tree], keys: [String], isMapping: Bool)] = []
    private(set) var roots: [Tree] = []
    private var columns: [String] = []

    mutating func beginDocument() {}

    mutating func beginCollection(_ node: CollectionNode) { stack.append(([], [], node.isMapping)) }

    mutating func endCollection() {
        let top = stack.removeLast()
        if top.isMapping {
            add(.mapping(zip(top.keys, top.items).map { Tree.Pair(key: $0, value: $1) }))
        } else {
            add(.sequence(top.items))
        }
    }

    func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { false }

    mutating func scalar(_ node: ScalarNode) {
        if let top = stack.last, top.isMapping, top.keys.count == top.items.count {
            stack[stack.count - 1].keys.append(node.text)
        } else {
            add(.scalar(node.text, isString: node.isString))
        }
    }

    mutating func alias(_ node: AliasNode) {}

    mutating func beginTable(_ columns: [TableColumn]) -> Bool {
        self.columns = columns.map { String(decoding: $0.name, as: UTF8.self) }
        return true
    }

    mutating func column(_ index: Int) { stack[stack.count - 1].keys.append(columns[index]) }

    /// Puts a scalar in place of the item that no record can hold.
    mutating func element(_ element: BodyElement) {}
    mutating func beginEmbeddedData(_ name: String) { beginDocument() }
    mutating func abandonItem(_ failure: ItemFailure) {
        guard var list = stack.first else { return }
        list.items.removeLast(list.items.count - failure.index)
        stack = [list]
        add(.abandoned)
    }

    private mutating func add(_ tree: Tree) {
        if stack.isEmpty { roots.append(tree) } else { stack[stack.count - 1].items.append(tree) }
    }

    /// The trees of a record's documents; nil where it does not parse.
    static func trees(of bytes: [UInt8], isJSON: Bool) -> [Tree]? {
        isJSON ? trees(of: bytes, JSON.self) : trees(of: bytes, YAML.self)
    }

    static func trees<Format: RecordFormatDefinition>(of bytes: [UInt8], _: Format.Type) -> [Tree]? {
        try? bytes.withSource { source throws(ParseFailure) in
            var sink = TreeSink()
            try Format.parse(source, into: &sink)
            return sink.roots
        }
    }
}
