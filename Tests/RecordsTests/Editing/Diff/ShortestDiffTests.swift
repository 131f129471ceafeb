import TestSupport
import Testing

@testable import Records

@Suite("The shortest diff")
struct ShortestDiffTests {
    private func diff(_ old: String, _ new: String) -> String {
        UnifiedDiff.text(path: "a.md", old: Array(old.utf8), new: Array(new.utf8))
    }

    @Test("shows no line as changed that stands between added ones")
    func insertions() {
        let old = "---\nimages:\n  - src: /a.png\n  - src: /b.png\n  - src: /c.png\n---\n"
        let new = old.replacing(".png\n", with: ".png\n    width: 3\n    height: 3\n")
        #expect(DiffProgram.counts(of: diff(old, new)) == [0, 6])
        #expect(DiffProgram.counts(of: diff(new, old)) == [6, 0])
    }

    @Test("of records is none longer than that of diff --minimal, and patch applies it", .enabled(if: wanted))
    func system() throws {
        let directory = try TemporaryDirectory()
        for seed in TestRun.seeds(240) {
            var random = SeededGenerator(seed: seed)
            let document = seed % 2 == 0 ? RandomDocument(seed: seed / 2).text : Self.list(&random)
            let edited = Self.edited(document, &random)
            let old = try directory.write(document, to: "\(seed)/a.md")
            let new = try directory.write(edited, to: "\(seed)/new.md")
            let diff = diff(document, edited)

            let system = try DiffProgram.run(["diff", "--text", "--minimal", "-u", old, new]).output
            let counts = DiffProgram.counts(of: diff)
            let systemCounts = DiffProgram.counts(of: system)
            #expect(counts[0] <= systemCounts[0] && counts[1] <= systemCounts[1], "seed \(seed)\n\(diff)\n\(system)")

            if diff.isEmpty { continue }
            let patch = try directory.write(diff, to: "\(seed)/patch")
            let root = directory.path(of: "\(seed)")
            let status = try DiffProgram.run(["patch", "--binary", "-s", "-p1", "-d", root, "-i", patch]).status
            #expect(status == 0, "seed \(seed)")
            #expect(try directory.bytes(of: "\(seed)/a.md") == Array(edited.utf8), "seed \(seed)")
        }
    }

    @Test("is found by the search alone too, whatever the numbers")
    func search() {
        for seed in 0..<400 {
            var random = SeededGenerator(seed: seed)
            let letters = Int32.random(in: 1...6, using: &random)
            let old = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                Int32.random(in: 0..<letters, using: &random)
            }
            let new = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                Int32.random(in: 0..<letters, using: &random)
            }
            let shortest = old.count + new.count - 2 * Self.commonLength(old, new)
            let marks = SequenceDiff.differences(old: old, new: new, numberCount: Int(letters))
            #expect(marks.count == shortest, "seed \(seed)")
            #expect(Self.kept(old, marks.old) == Self.kept(new, marks.new), "seed \(seed)")
        }
    }

    @Test("is right, if longer, where a search is cut short", arguments: [1, 2, 5])
    func limits(limit: Int) {
        for seed in 0..<200 {
            var random = SeededGenerator(seed: seed)
            let old = (0..<60).map { _ in Int32.random(in: 0..<3, using: &random) }
            let new = (0..<50).map { _ in Int32.random(in: 0..<3, using: &random) }
            var search = EditSearch(old: old, new: new)
            let isDone = search.compare([EditBox(old.indices, new.indices)], limit: limit)
            #expect(isDone)
            #expect(Self.kept(old, search.marks.old) == Self.kept(new, search.marks.new), "seed \(seed)")
            var broke = EditSearch(old: old, new: new)
            let isWithinBudget = broke.compare([EditBox(old.indices, new.indices)], budget: 10)
            #expect(!isWithinBudget)
        }
    }

    @Test("of thousands of insertions into equal lines has no other line")
    func many() {
        let entry = "- src: /a.png\n  alt: a\n"
        let old = String(repeating: entry, count: 3_000)
        let new = String(repeating: entry + "  width: 3\n", count: 3_000)
        #expect(DiffProgram.counts(of: diff(old, new)) == [0, 3_000])
    }

    @Test("puts what was added below the equal lines before it, as diff does", .enabled(if: wanted))
    func places() throws {
        let directory = try TemporaryDirectory()
        let cases = [
            ("a\nb\nc\n", "a\nb\nb\nc\n"), ("x\na\nb\na\nb\ny\n", "x\na\nb\na\nb\na\nb\ny\n"), ("a\na\n", "a\n"),
        ]
        for (number, (old, new)) in cases.enumerated() {
            let paths = [try directory.write(old, to: "\(number).old"), try directory.write(new, to: "\(number).new")]
            let system = try DiffProgram.run(["diff", "-u"] + paths).output
            #expect(Self.body(of: diff(old, new)) == Self.body(of: system), "\(number)")
        }
    }
}

extension ShortestDiffTests {
    private static let wanted = DiffProgram.isWanted

    private static func body(of diff: String) -> [Substring] { Array(diff.split(separator: "\n").dropFirst(2)) }

    /// A list of entries, many lines of which are the same.
    private static func list(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...40, using: &random)).map { _ in
            "- src: /\(Int.random(in: 0..<9, using: &random)).png\n  width: 600\n  height: 400\n"
        }.joined()
    }

    /// The text with a few lines added, removed, changed, doubled and exchanged.
    private static func edited(_ text: String, _ random: inout SeededGenerator) -> String {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let place = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: lines.insert(Array("  width: 600".utf8), at: place)
            case 1: if lines.count > 1 { lines.remove(at: place) }
            case 2: lines[place] = Array("  height: 401".utf8)
            case 3: lines.insert(lines[place], at: place)
            default: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
            }
        }
        return String(decoding: Array(lines.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
    }

    private static func kept(_ numbers: [Int32], _ marks: [Bool]) -> [Int32] {
        zip(numbers, marks).filter { !$0.1 }.map(\.0)
    }

    /// The length of a longest common subsequence, by the table of all of them.
    private static func commonLength(_ old: [Int32], _ new: [Int32]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for number in old {
            var diagonal = 0
            for index in new.indices {
                let above = row[index + 1]
                row[index + 1] = number == new[index] ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[new.count]
    }
}
