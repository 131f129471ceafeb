import Addresses
import Auditing
import Records
import Reporting

/// Takes the lines around entries out of a record, or of a part of one.
///
/// Values of URLs that are credentials are masked in them, in the URLs of entries as they were parsed, and in all else
/// that looks like a URL.
struct SheetExcerpts {
    private let record: Record
    /// Where each line starts, as an offset from the start of the record's bytes.
    private let lineStarts: [Int]
    /// What stands in place of URLs with credentials, in order.
    private let masks: [Replacement]

    /// Bytes, and what stands in their place.
    private struct Replacement {
        var range: Range<Int>
        var text: String
    }

    /// Lines before and after those of the entry.
    private static let margin = 1
    private static let maximumLines = 12
    /// Longest line that is shown whole, in bytes; of a longer one, so many bytes around the URL.
    private static let maximumLength = 400

    init(of record: Record) {
        self.record = record
        var starts = [0]
        for (offset, byte) in record.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
        masks = record.entries.compactMap { entry in
            let shown = URLText.shown(entry.url.text)
            if shown == entry.url.text { return nil }
            let isQuoted = entry.url.style == .singleQuoted || entry.url.style == .doubleQuoted
            let range = entry.url.range
            return isQuoted && range.count > 1
                ? Replacement(range: range.lowerBound + 1..<range.upperBound - 1, text: shown)
                : Replacement(range: range, text: shown)
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The lines around an entry, and what its findings would make of them.
    ///
    /// - Parameter line: The line of its URL in the file.
    func excerpt(of entry: ImageEntry, line: Int, findings: [Finding]) -> ProofSheet.Excerpt? {
        let url = entry.url.range
        guard url.lowerBound < record.bytes.count else { return nil }
        let place = self.place(of: url.lowerBound)
        let lines = self.lines(of: entry, around: place)
        let window = lineStarts[lines.lowerBound]..<end(of: lines.upperBound)
        guard !hasLongLine(lines) else {
            let around = window.clamped(
                to: max(0, url.lowerBound - Self.maximumLength / 4)..<url.upperBound + Self.maximumLength / 4)
            return ProofSheet.Excerpt(firstLine: line, lines: ["… " + text(of: whole(around), with: masks) + " …"])
        }
        let first = line - (place - lines.lowerBound)
        var excerpt = ProofSheet.Excerpt(firstLine: first, lines: split(text(of: window, with: masks)))
        let mending = self.mending(findings, in: window)
        if !mending.rules.isEmpty {
            let kept = masks.filter { mask in !mending.edits.contains { $0.range.overlaps(mask.range) } }
            excerpt.mended = split(text(of: window, with: kept + mending.edits))
            excerpt.rules = mending.rules
        }
        return excerpt
    }

    /// The number of the line in which a byte stands, from 0.
    private func place(of offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The first line of the entry and the last, with a margin; only such as are near its URL.
    private func lines(of entry: ImageEntry, around place: Int) -> ClosedRange<Int> {
        var (first, last) = (place, place)
        for value in [entry.width, entry.height, entry.flag] {
            guard let value, value.range.lowerBound < record.bytes.count else { continue }
            let line = self.place(of: value.range.lowerBound)
            guard abs(line - place) <= Self.maximumLines / 2 else { continue }
            (first, last) = (min(first, line), max(last, line))
        }
        first = max(0, first - Self.margin)
        last = min(lineStarts.count - 1, max(last + Self.margin, place + 2), first + Self.maximumLines - 1)
        return first...last
    }

    private func end(of line: Int) -> Int {
        line + 1 < lineStarts.count ? lineStarts[line + 1] : record.bytes.count
    }

    private func hasLongLine(_ lines: ClosedRange<Int>) -> Bool {
        lines.contains { end(of: $0) - lineStarts[$0] > Self.maximumLength }
    }

    /// The same bytes without parts of characters at both ends.
    private func whole(_ range: Range<Int>) -> Range<Int> {
        let isPart: (UInt8) -> Bool = { $0 & 0xc0 == 0x80 }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isPart(record.bytes[start]) { start += 1 }
        while end > start, end < record.bytes.count, isPart(record.bytes[end]) { end -= 1 }
        return start..<end
    }

    /// Those of the edits that lie in a window and do not touch each other, and the rules that want them.
    private func mending(_ findings: [Finding], in window: Range<Int>) -> (edits: [Replacement], rules: Set<RuleName>) {
        var edits: [Replacement] = []
        var rules: Set<RuleName> = []
        // Whether flags are wanted at all is known when all records have been read.
        for finding in findings where finding.rule != .flagUnset {
            for edit in finding.edits {
                let start = edit.offset - record.fileOffset
                let range = start..<start + edit.length
                guard window.lowerBound <= range.lowerBound, range.upperBound <= window.upperBound,
                    !edits.contains(where: { $0.range.overlaps(range) || $0.range == range })
                else { continue }
                edits.append(Replacement(range: range, text: edit.replacement))
                rules.insert(finding.rule)
            }
        }
        return (edits, rules)
    }

    /// The text of some bytes with replacements made.
    private func text(of window: Range<Int>, with replacements: [Replacement]) -> String {
        var bytes: [UInt8] = []
        var next = window.lowerBound
        for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard replacement.range.lowerBound >= next, replacement.range.upperBound <= window.upperBound else {
                continue
            }
            bytes += record.bytes[next..<replacement.range.lowerBound]
            bytes += Array(replacement.text.utf8)
            next = replacement.range.upperBound
        }
        bytes += record.bytes[next..<window.upperBound]
        return String(decoding: bytes, as: UTF8.self)
    }

    private func split(_ text: String) -> [String] {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            let isEnded = line.last == UInt8(ascii: "\r")
            return Self.masked(String(Substring(isEnded ? line.dropLast() : line)))
        }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// A line with all that looks like a URL as reports show URLs.
    static func masked(_ line: String) -> String {
        guard line.contains("://") || line.contains("?") || line.contains("data:") else { return line }
        let ends: Set<Character> = [" ", "\t", "\"", "'", "<", ">", "(", ")", "[", "]", ",", "|", "`"]
        var result = ""
        var word = ""
        for character in line {
            if ends.contains(character) {
                result += URLText.shown(word)
                result.append(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + URLText.shown(word)
    }
}
