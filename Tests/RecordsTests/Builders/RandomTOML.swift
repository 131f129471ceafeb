import TestSupport
@testable import Records

/// A TOML document with image entries at random places, written in random forms, and the tree it stands for.
struct RandomTOML {
    let tree: Tree
    private(set) var text = ""
    /// The way to each entry, in no order.
    private(set) var entries: [[TreeStep]] = []

    private var random: SeededGenerator
    private let lineEnd: String

    /// Headers and lines that stay together, since an item of an array of tables holds what comes until the next one.
    private struct Block {
        /// The array that it is an item of.
        var array: [String]?
        var lines: [String]
    }

    init(seed: Int) {
        random = SeededGenerator(seed: seed)
        lineEnd = seed % 3 == 0 ? "\r\n" : "\n"
        tree = Self.table(depth: 0, &random)
        entries = tree.entries()
        guard case .mapping(let pairs) = tree else { return }
        var blocks: [Block] = []
        var lines = self.lines(of: pairs, at: [], &blocks)
        for block in scattered(blocks) { lines += block.lines }
        text = (seed % 4 == 0 ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd) + (seed % 5 == 0 ? "" : lineEnd)
    }

    private mutating func chance(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &random) == 0 }
}

// MARK: - Trees

extension RandomTOML {
    private static let keys = ["title", "a b", "x.y", "é", "\"", "1", "-", "[images]"]

    private static func table(depth: Int, _ random: inout SeededGenerator) -> Tree {
        var pairs: [Tree.Pair] = []
        for key in keys.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random)) {
            let value: Tree =
                switch Int.random(in: 0..<(depth > 2 ? 3 : 6), using: &random) {
                case 0, 1: scalar(&random)
                case 2: .sequence((0..<Int.random(in: 0...3, using: &random)).map { _ in scalar(&random) })
                default: table(depth: depth + 1, &random)
                }
            pairs.append(Tree.Pair(key: key, value: value))
        }
        if depth == 0 || Bool.random(using: &random) {
            let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in entry(&random) }
            pairs.append(Tree.Pair(key: "images", value: .sequence(items)))
        }
        if Int.random(in: 0..<3, using: &random) == 0 { pairs.append(Tree.Pair(key: "cover", value: entry(&random))) }
        return .mapping(pairs.shuffled(using: &random))
    }

    private static func entry(_ random: inout SeededGenerator) -> Tree {
        var pairs = [
            Tree.Pair(key: "url", value: .scalar("https://example.org/a.jpg#\(random.next())", isString: true))
        ]
        for key in ["width", "height"] where Bool.random(using: &random) {
            let number = String(Int.random(in: 1...5000, using: &random))
            pairs.append(Tree.Pair(key: key, value: .scalar(number, isString: Bool.random(using: &random))))
        }
        if Bool.random(using: &random) {
            pairs.append(
                Tree.Pair(
                    key: "isCached",
                    value: .scalar(["true", "false"].randomElement(using: &random) ?? "", isString: false)))
        }
        if Int.random(in: 0..<4, using: &random) == 0 { pairs.append(Tree.Pair(key: "logo", value: entry(&random))) }
        if Bool.random(using: &random) { pairs.append(Tree.Pair(key: "a.b", value: scalar(&random))) }
        return .mapping(pairs.shuffled(using: &random))
    }

    private static let words = [
        "plain", "“curly”", "😀", "a \"b\" \\ c", "it's", "# no comment", "[[images]]", "+++", "{", "isCached = true",
        "",
        "two\nlines\n", "\n[[images]]\nisCached = true\n", "'''", "\"\"\"", "tab\tx", "\u{7}",
    ]

    private static func scalar(_ random: inout SeededGenerator) -> Tree {
        let others = ["12", "-0.5", "true", "2026-01-31", "2026-01-31 07:30:00Z", "inf"]
        return Int.random(in: 0..<3, using: &random) == 0
            ? .scalar(others.randomElement(using: &random) ?? "", isString: false)
            : .scalar(words.randomElement(using: &random) ?? "", isString: true)
    }
}

// MARK: - Texts

extension RandomTOML {
    /// The lines of the pairs that need no header; the others become blocks.
    private mutating func lines(of pairs: [Tree.Pair], at path: [String], _ blocks: inout [Block]) -> [String] {
        let indent = ["", "", "  ", "\t"].randomElement(using: &random) ?? ""
        var groups: [[String]] = []
        for pair in pairs {
            let place = path + [pair.key]
            switch pair.value {
            case .mapping(let children) where chance(2):
                addBlocks(of: children, at: place, &blocks)
            case .mapping(let children) where !children.isEmpty && chance(2):
                groups.append(dottedLines(of: children, after: [pair.key]))
            case .sequence(let items) where !items.isEmpty && items.allSatisfy(\.isMapping) && chance(2):
                for case .mapping(let children) in items { addItem(children, at: place, &blocks) }
            default:
                groups.append(["\(keyText([pair.key]))\(equals())\(inline(pair.value, isInBraces: false))"])
            }
        }
        // The lines of dotted keys may be apart from each other.
        return merged(groups).map { indent + $0 + lineTail() }
    }

    private mutating func dottedLines(of pairs: [Tree.Pair], after path: [String]) -> [String] {
        pairs.flatMap { pair -> [String] in
            if case .mapping(let children) = pair.value, !children.isEmpty, chance(2) {
                return dottedLines(of: children, after: path + [pair.key])
            }
            return ["\(keyText(path + [pair.key]))\(equals())\(inline(pair.value, isInBraces: false))"]
        }
    }

    private mutating func addBlocks(of pairs: [Tree.Pair], at path: [String], _ blocks: inout [Block]) {
        var below: [Block] = []
        let lines = self.lines(of: pairs, at: path, &below)
        if !lines.isEmpty || below.isEmpty || chance(2) {
            blocks.append(Block(lines: ["[\(keyText(path))]" + lineTail()] + lines))
        }
        blocks += below
    }

    private mutating func addItem(_ pairs: [Tree.Pair], at path: [String], _ blocks: inout [Block]) {
        var below: [Block] = []
        let lines = self.lines(of: pairs, at: path, &below)
        let all = ["[[\(keyText(path))]]" + lineTail()] + lines + scattered(below).flatMap(\.lines)
        blocks.append(Block(array: path, lines: all))
    }

    /// The blocks in another order, in which the items of each array keep theirs.
    private mutating func scattered(_ blocks: [Block]) -> [Block] {
        var result = blocks.shuffled(using: &random)
        for array in Set(blocks.compactMap(\.array)) {
            let places = result.indices.filter { result[$0].array == array }
            for (place, block) in zip(places, blocks.filter { $0.array == array }) { result[place] = block }
        }
        return result
    }

    private mutating func merged(_ groups: [[String]]) -> [String] {
        var left = groups.filter { !$0.isEmpty }
        var result: [String] = []
        while !left.isEmpty {
            let index = Int.random(in: left.indices, using: &random)
            result.append(left[index].removeFirst())
            if left[index].isEmpty { left.remove(at: index) }
        }
        return result
    }

    private mutating func lineTail() -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: " # é [[images]]"
        case 1: "\(lineEnd)# isCached = true\(lineEnd)"
        default: ""
        }
    }

    private mutating func equals() -> String { [" = ", "=", " =", "= ", "\t= "].randomElement(using: &random) ?? "=" }

    private mutating func keyText(_ path: [String]) -> String {
        let names = path.map { key -> String in
            if key.utf8.allSatisfy(\.isBareInTOML), !chance(5) { return key }
            return key.contains("'") || chance(2) ? JSONString.quoted(key) : "'\(key)'"
        }
        return names.joined(separator: chance(4) ? " . " : ".")
    }

    private mutating func inline(_ tree: Tree, isInBraces: Bool) -> String {
        switch tree {
        case .scalar(let content, let isString): return isString ? string(content) : content
        case .sequence(let items):
            let isSpread = chance(2)
            var result = isSpread ? "[ # ]\(lineEnd)" : "["
            for (index, item) in items.enumerated() {
                result += inline(item, isInBraces: isInBraces)
                if index + 1 < items.count || isSpread { result += isSpread ? ", # é\(lineEnd)  " : ", " }
            }
            return result + "]"
        case .mapping(let pairs):
            var groups: [[String]] = []
            for pair in pairs {
                if case .mapping(let children) = pair.value, !children.isEmpty, chance(3) {
                    groups.append(dottedLines(of: children, after: [pair.key]))
                } else {
                    groups.append([keyText([pair.key]) + equals() + inline(pair.value, isInBraces: true)])
                }
            }
            let blank = chance(2) ? " " : ""
            return "{\(blank)" + merged(groups).joined(separator: chance(2) ? ", " : ",") + "\(blank)}"
        }
    }

    /// A string in one of the styles that can hold it.
    private mutating func string(_ content: String) -> String {
        let isPlain = !content.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" && $0 != "\n" }
        let hasLines = content.contains("\n")
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where isPlain && !hasLines && !content.contains("'"): return "'\(content)'"
        case 1 where isPlain && !content.contains("'''") && !content.hasSuffix("'"): return "'''\n\(content)'''"
        case 2 where isPlain && !content.contains("\""):
            return "\"\"\"\n" + content.replacing("\\", with: "\\\\") + "\\\n   \"\"\""
        default: return JSONString.quoted(content)
        }
    }
}

extension Tree {
    fileprivate var isMapping: Bool { if case .mapping = self { true } else { false } }

    /// With the pairs of each mapping in the order of their keys.
    var sorted: Tree {
        switch self {
        case .scalar: self
        case .sequence(let items): .sequence(items.map(\.sorted))
        case .mapping(let pairs):
            .mapping(pairs.map { Pair(key: $0.key, value: $0.value.sorted) }.sorted { $0.key < $1.key })
        }
    }
}
