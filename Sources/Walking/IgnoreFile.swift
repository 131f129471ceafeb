/// The patterns of a `.gitignore` or a file like it (gitignore(5)).
struct IgnoreFile: Sendable {
    private struct Line: Sendable {
        let pattern: PathPattern
        let isNegated: Bool
    }

    private var lines: [Line] = []

    var isEmpty: Bool { lines.isEmpty }

    /// Reads a file; a line that can match nothing counts for nothing.
    init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
        for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            var line = line
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            line = Self.withoutTrailingSpaces(line)
            let isNegated = line.first == UInt8(ascii: "!")
            if isNegated { line.removeFirst() }
            if let pattern = PathPattern(line) { lines.append(Line(pattern: pattern, isNegated: isNegated)) }
        }
    }

    /// Spaces at the end of a line do not count, but for one behind a backslash.
    private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "\\") {
                index += 1
                end = index + 1
            } else if line[index] != UInt8(ascii: " ") {
                end = index + 1
            }
            index += 1
        }
        return line.prefix(upTo: min(end, line.endIndex))
    }

    /// Whether the path is ignored, by the last pattern that matches; nil where none does.
    func verdict(on path: TreePath, from base: Int, isDirectory: Bool) -> Bool? {
        for line in lines.reversed() where line.pattern.matches(path, from: base, isDirectory: isDirectory) {
            return !line.isNegated
        }
        return nil
    }
}
