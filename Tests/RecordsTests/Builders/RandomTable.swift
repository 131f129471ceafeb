import TestSupport
@testable import Records

/// A random table, most rows of which are entries.
struct RandomTable {
    let separator: String
    private(set) var text = ""
    /// The number of the row, blank lines not counted, and the URL of each entry.
    private(set) var entries: [(row: Int, url: String)] = []
    private(set) var problems: [RecordProblem.Kind] = []

    private var random: SeededGenerator
    private static let columns = ["url", "width", "isCached"]
    private static let words = [
        "plain", "“curly”", "😀", "a \"b\"", "it's", "a, b", "a\tb", "two\nlines", "two\r\nlines", "日本語", "", " x ",
        "=1+1", "@x", "\"", "#",
    ]

    var path: String { separator == "," ? "a.csv" : "a.tsv" }

    init(seed: Int) {
        random = SeededGenerator(seed: seed)
        separator = seed % 3 == 0 ? "\t" : ","
        let lineEnd = ["\n", "\r\n", "\r"][seed / 3 % 3]
        if seed % 4 == 0 { text = "\u{FEFF}" }
        let titles = (0..<Int.random(in: 0...3, using: &random)).map { "title \($0)" }
        let columns = (Self.columns + titles).shuffled(using: &random)
        var lines = [columns.map { quotedAtRandom($0) }.joined(separator: separator)]
        var row = 0
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: lines.append("")
            case 1:
                lines.append(columns.map { _ in "x" }.joined(separator: separator) + separator)
                problems.append(.ambiguous)
                row += 1
            case 2:
                lines.append("\"a\"b" + String(repeating: separator, count: columns.count - 1))
                problems.append(.invalid)
                row += 1
            default:
                lines.append(self.row(columns, number: row))
                row += 1
            }
        }
        text += lines.joined(separator: lineEnd) + (seed % 5 == 0 ? "" : lineEnd)
    }

    private mutating func row(_ columns: [String], number: Int) -> String {
        let url = "https://example.org/\(random.next())"
        entries.append((number, url))
        return columns.map { column in
            switch column {
            case "url": quotedAtRandom(url)
            case "width": quotedAtRandom(["", "5", "640", "12.5", " 7", "8 "][Int.random(in: 0..<6, using: &random)])
            case "isCached":
                quotedAtRandom(["", "true", "FALSE", "no", " True "][Int.random(in: 0..<5, using: &random)])
            default: quotedAtRandom(Self.words[Int.random(in: 0..<Self.words.count, using: &random)])
            }
        }
        .joined(separator: separator)
    }

    /// A cell in quotes where it must be, and else sometimes.
    private mutating func quotedAtRandom(_ cell: String) -> String {
        let mustBe = cell.unicodeScalars.contains { "\",\t\r\n".unicodeScalars.contains($0) }
        if !mustBe, Bool.random(using: &random) { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// The rows of a table with that separator, each cell under the name of its column; nil for a row of no use.
    func rows(_ bytes: [UInt8]) -> [[String: String]?] {
        let trees = separator == "," ? TreeSink.trees(of: bytes, CSV.self) : TreeSink.trees(of: bytes, TSV.self)
        guard case .sequence(let rows)? = trees?.first else { return [] }
        return rows.map { row in
            guard case .mapping(let pairs) = row else { return nil }
            let cells = pairs.map { pair in
                if case .scalar(let text, _) = pair.value { (pair.key, text) } else { (pair.key, "") }
            }
            return Dictionary(cells) { first, _ in first }
        }
    }
}
