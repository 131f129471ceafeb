import TestSupport
import Testing

@testable import Records

@Suite("Unified diffs")
struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String) -> String {
        UnifiedDiff.text(path: "a.md", old: Array(old.utf8), new: Array(new.utf8))
    }

    private func lines(_ numbers: some Sequence<Int>) -> String { numbers.map { "\($0)\n" }.joined() }

    @Test("of equal files are empty")
    func equal() {
        #expect(diff("", "").isEmpty)
        #expect(diff("a\nb", "a\nb").isEmpty)
    }

    @Test("show three lines around a change")
    func context() {
        let new = lines(1...20).replacing("10\n", with: "ten\n")
        #expect(
            diff(lines(1...20), new)
                == "--- a/a.md\n+++ b/a.md\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n")
    }

    @Test("put near changes together, and far ones apart")
    func hunks() {
        let near = lines(1...20).replacing("5\n", with: "five\n").replacing("12\n", with: "twelve\n")
        #expect(diff(lines(1...20), near).components(of: "@@ -") == 1)
        let far = lines(1...20).replacing("\n5\n", with: "\nfive\n").replacing("13\n", with: "thirteen\n")
        #expect(diff(lines(1...20), far).components(of: "@@ -") == 2)
    }

    @Test("count inserted and removed lines")
    func insertion() {
        #expect(diff("a\nb\n", "a\nx\nb\n") == "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n a\n+x\n b\n")
        #expect(diff("a\nx\nb\n", "a\nb\n") == "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,2 @@\n a\n-x\n b\n")
        #expect(diff("", "a\n") == "--- a/a.md\n+++ b/a.md\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a\n", "") == "--- a/a.md\n+++ b/a.md\n@@ -1 +0,0 @@\n-a\n")
    }

    @Test("say where a last line has no end")
    func noNewline() {
        #expect(
            diff("a\nb", "a\nb\n")
                == "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
        #expect(
            diff("a\nb", "a\nc")
                == "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
                + "\\ No newline at end of file\n")
    }

    @Test("keep carriage returns, and the slash of an absolute path")
    func details() {
        #expect(diff("a\r\n", "b\r\n").hasSuffix("@@ -1 +1 @@\n-a\r\n+b\r\n"))
        #expect(UnifiedDiff.text(path: "/x/a", old: [97], new: []).hasPrefix("--- a/x/a\n+++ b/x/a\n"))
    }

    @Test("give the new file when applied, whatever the change")
    func random() {
        for seed in 0..<300 {
            var random = SeededGenerator(seed: seed)
            let old = (0..<Int.random(in: 0...60, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))"
            }
            var new = old
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                let place = Int.random(in: 0...new.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: new.insert("new \(seed)", at: place)
                case 1 where place < new.count: new.remove(at: place)
                default: if place < new.count { new[place] = "changed" }
                }
            }
            let ending = seed % 2 == 0 ? "\n" : ""
            let oldText = old.isEmpty ? "" : old.joined(separator: "\n") + ending
            let newText = new.isEmpty ? "" : new.joined(separator: "\n") + "\n"
            #expect(Self.applying(diff(oldText, newText), to: oldText) == newText, "seed \(seed)")
        }
    }

    @Test("of a hundred thousand changes are found line by line")
    func large() {
        let old = String(repeating: "- url: a\n  isCached: true\n", count: 20_000)
        let new = old.replacing("true", with: "false")
        let changes = LineMatcher(old: DiffLines(Array(old.utf8)), new: DiffLines(Array(new.utf8))).changes()
        #expect(changes.count == 20_000)
        #expect(changes.allSatisfy { $0.old.count == 1 && $0.old == $0.new })
    }

    @Test("of files that have nothing in common are whole")
    func unrelated() {
        let changes = LineMatcher(
            old: DiffLines(Array(lines(0..<1000).utf8)), new: DiffLines(Array(lines(1000..<3000).utf8))
        ).changes()
        #expect(changes == [LineChange(old: 0..<1000, new: 0..<2000)])
    }

    /// What `patch` does.
    private static func applying(_ diff: String, to old: String) -> String {
        var oldLines = old.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) + [10] }
        if oldLines.last == [10] { oldLines.removeLast() } else { oldLines[oldLines.count - 1].removeLast() }
        var result: [UInt8] = []
        var next = 0
        var isInsertion = false
        for line in diff.split(separator: "\n", omittingEmptySubsequences: true).dropFirst(2) {
            switch line.first {
            case "@":
                let fields = line.split(separator: " ")[1].dropFirst().split(separator: ",").compactMap { Int($0) }
                let start = fields.count == 2 && fields[1] == 0 ? fields[0] : fields[0] - 1
                result += oldLines[next..<start].joined()
                next = start
            case " ":
                result += oldLines[next]
                next += 1
                isInsertion = false
            case "-":
                next += 1
                isInsertion = false
            case "+":
                result += Array(line.dropFirst().utf8) + [10]
                isInsertion = true
            default: if isInsertion { result.removeLast() }
            }
        }
        return String(decoding: result + oldLines[next...].joined(), as: UTF8.self)
    }
}

extension String {
    fileprivate func components(of separator: String) -> Int { split(separator: separator).count - 1 }
}
