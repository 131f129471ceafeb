/// Differences of two states of a file in the unified format (POSIX `diff -u`).
package enum UnifiedDiff {
    /// The shortest difference, empty where there is none.
    ///
    /// Where very many lines differ at places that are hard to tell apart it may be a little longer: its time is bounded.
    ///
    /// Lines end with LF alone, as in other tools; their control characters are kept.
    ///
    /// - Parameter path: Shown as `a/path` and `b/path`.
    package static func text(path: String, old: [UInt8], new: [UInt8]) -> String {
        let oldLines = DiffLines(old)
        let newLines = DiffLines(new)
        let changes = LineMatcher(old: oldLines, new: newLines).changes()
        if changes.isEmpty { return "" }
        let name = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
        var result = Array("--- a\(name)\n+++ b\(name)\n".utf8)
        for hunk in hunks(of: changes, oldCount: oldLines.count) {
            append(hunk, of: oldLines, newLines, to: &result)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Lines shown before and after a change.
    private static let context = 3

    /// Puts changes together whose contexts touch.
    private static func hunks(of changes: [LineChange], oldCount: Int) -> [ArraySlice<LineChange>] {
        var result: [ArraySlice<LineChange>] = []
        var start = 0
        for index in changes.indices {
            let isLast = index + 1 == changes.count
            if isLast || changes[index + 1].old.lowerBound - changes[index].old.upperBound > 2 * context {
                result.append(changes[start...index])
                start = index + 1
            }
        }
        return result
    }

    private static func append(
        _ changes: ArraySlice<LineChange>, of old: DiffLines, _ new: DiffLines, to result: inout [UInt8]
    ) {
        guard let first = changes.first, let last = changes.last else { return }
        let before = min(context, first.old.lowerBound)
        let after = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
        let newRange = first.new.lowerBound - before..<last.new.upperBound + after
        result += "@@ -\(place(oldRange)) +\(place(newRange)) @@\n".utf8
        var line = oldRange.lowerBound
        for change in changes {
            append(line..<change.old.lowerBound, of: old, mark: " ", to: &result)
            append(change.old, of: old, mark: "-", to: &result)
            append(change.new, of: new, mark: "+", to: &result)
            line = change.old.upperBound
        }
        append(line..<oldRange.upperBound, of: old, mark: " ", to: &result)
    }

    /// `line,count`; an empty range is named after the line before it.
    private static func place(_ range: Range<Int>) -> String {
        switch range.count {
        case 0: "\(range.lowerBound),0"
        case 1: "\(range.lowerBound + 1)"
        default: "\(range.lowerBound + 1),\(range.count)"
        }
    }

    private static func append(
        _ range: Range<Int>, of lines: DiffLines, mark: Unicode.Scalar, to result: inout [UInt8]
    ) {
        for index in range {
            let line = lines[index]
            result.append(UInt8(ascii: mark))
            result += line
            if line.last != .lineFeed { result += "\n\\ No newline at end of file\n".utf8 }
        }
    }
}
