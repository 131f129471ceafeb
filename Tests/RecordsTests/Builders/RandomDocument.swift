import TestSupport
@testable import Records

/// A document with image entries at random places, and the tree it stands for.
struct RandomDocument {
    enum Style: CaseIterable {
        case blockYAML, flowYAML, prettyJSON, compactJSON
    }

    let style: Style
    let tree: Tree
    private(set) var text = ""
    /// The way to each entry, in document order.
    private(set) var entries: [[TreeStep]] = []

    private var random: SeededGenerator
    private let lineEnd: String

    var isJSON: Bool { style == .prettyJSON || style == .compactJSON }

    init(seed: Int) {
        random = SeededGenerator(seed: seed)
        style = Style.allCases[seed % Style.allCases.count]
        lineEnd = ["\n", "\r\n", "\r"][seed / 4 % 3]
        tree = Self.mapping(depth: 0, isRoot: true, &random)
        if seed / 12 % 3 == 0 { text = "\u{FEFF}" }
        switch style {
        case .blockYAML: block(tree, indentation: 0, isAfterDash: false)
        default: inline(tree, indentation: 0)
        }
        if seed % 5 != 0 { text += lineEnd }
        entries = tree.entries()
    }
}

// MARK: - Trees

extension RandomDocument {
    private static func mapping(depth: Int, isRoot: Bool, _ random: inout SeededGenerator) -> Tree {
        var pairs: [Tree.Pair] = []
        for number in 0..<Int.random(in: 1...4, using: &random) {
            let value: Tree =
                switch Int.random(in: 0..<(depth > 3 ? 2 : 6), using: &random) {
                case 0, 1: scalar(&random)
                case 2: .sequence((0..<Int.random(in: 1...3, using: &random)).map { _ in scalar(&random) })
                default: mapping(depth: depth + 1, isRoot: false, &random)
                }
            pairs.append(Tree.Pair(key: "key\(number)", value: value))
        }
        if isRoot || Bool.random(using: &random) {
            let count = Int.random(in: 1...3, using: &random)
            let place = Int.random(in: 0...pairs.count, using: &random)
            pairs.insert(Tree.Pair(key: "images", value: .sequence((0..<count).map { _ in entry(&random) })), at: place)
        }
        return .mapping(pairs)
    }

    private static func entry(_ random: inout SeededGenerator) -> Tree {
        var pairs = [Tree.Pair(key: "url", value: .scalar("https://example.org/\(random.next()).jpg", isString: true))]
        if Bool.random(using: &random) { pairs.append(Tree.Pair(key: "title", value: scalar(&random))) }
        for key in ["width", "height"] where Bool.random(using: &random) {
            let isString = Bool.random(using: &random)
            let number = String(Int.random(in: 1...5000, using: &random))
            pairs.append(Tree.Pair(key: key, value: .scalar(number, isString: isString)))
        }
        if Bool.random(using: &random) {
            pairs.append(
                Tree.Pair(
                    key: "isCached",
                    value: .scalar(["true", "false", "null"][Int.random(in: 0..<3, using: &random)], isString: false)))
        }
        return .mapping(pairs.shuffled(using: &random))
    }

    private static let words = [
        "plain", "“curly” quotes", "emoji 😀", "a \"b\" \\ c", "it's", "a: b # c", "---", "日本語", "{x}", "- d", "é",
        "true", "12", "null", "", " blank ", "\u{2028}x", "tab\tx",
    ]

    private static func scalar(_ random: inout SeededGenerator) -> Tree {
        .scalar(words[Int.random(in: 0..<words.count, using: &random)], isString: true)
    }
}

// MARK: - Texts

extension RandomDocument {
    private mutating func block(_ tree: Tree, indentation: Int, isAfterDash: Bool) {
        let indent = String(repeating: " ", count: indentation)
        switch tree {
        case .scalar: break
        case .mapping(let pairs):
            for (number, pair) in pairs.enumerated() {
                if number > 0 || !isAfterDash { text += indent }
                text += pair.key + ":"
                blockValue(pair.value, indentation: indentation)
            }
        case .sequence(let items):
            for item in items {
                text += indent + "-"
                if case .mapping = item {
                    text += " "
                    block(item, indentation: indentation + 2, isAfterDash: true)
                } else {
                    blockValue(item, indentation: indentation)
                }
            }
        }
    }

    private mutating func blockValue(_ value: Tree, indentation: Int) {
        if case .scalar(let content, let isString) = value {
            text += " " + scalarText(content, isString: isString)
            if Int.random(in: 0..<4, using: &random) == 0 { text += " # é: {" }
            text += lineEnd
        } else {
            text += (Bool.random(using: &random) ? " # comment" : "") + lineEnd
            block(value, indentation: indentation + 2, isAfterDash: false)
        }
        if Int.random(in: 0..<6, using: &random) == 0 { text += lineEnd }
    }

    private mutating func inline(_ tree: Tree, indentation: Int) {
        switch tree {
        case .scalar(let content, let isString): text += scalarText(content, isString: isString)
        case .mapping(let pairs):
            text += "{"
            for (number, pair) in pairs.enumerated() {
                if number > 0 { text += "," }
                text += separation(indentation + 2, isFirst: number == 0)
                text += isJSON ? JSONString.quoted(pair.key) : pair.key
                text += style == .compactJSON ? ":" : ": "
                inline(pair.value, indentation: indentation + 2)
            }
            text += (style == .prettyJSON ? separation(indentation, isFirst: true) : "") + "}"
        case .sequence(let items):
            text += "["
            for (number, item) in items.enumerated() {
                if number > 0 { text += "," }
                text += separation(indentation + 2, isFirst: number == 0)
                inline(item, indentation: indentation + 2)
            }
            text += "]"
        }
    }

    private func separation(_ indentation: Int, isFirst: Bool) -> String {
        switch style {
        case .prettyJSON: lineEnd + String(repeating: " ", count: indentation)
        case .compactJSON: ""
        case .flowYAML, .blockYAML: isFirst ? "" : " "
        }
    }

    private mutating func scalarText(_ content: String, isString: Bool) -> String {
        if !isString { return content }
        if !isJSON, !content.contains("\u{2028}"), Bool.random(using: &random) {
            return "'" + content.replacing("'", with: "''") + "'"
        }
        return JSONString.quoted(content)
    }
}
