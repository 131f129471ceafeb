import FileSystem
import Synchronization

/// Reads images out of a list of URLs, as it comes.
///
/// A line is a URL or, where it begins with `{`, a JSON object with `url` and perhaps `width` and `height`, all other
/// members of which are left alone. Blank lines name nothing; a line that cannot be read is an item that says so.
struct URLListReader: ~Copyable {
    /// A longer line in bytes is not read; a URL is far shorter.
    static let longestLine = 1 << 20
    /// Bytes read at once.
    private static let pieceSize = 1 << 15

    private let input: InputStream
    /// Bytes that have been read, from the line on that has no end yet.
    private var rest: [UInt8] = []
    private var lineNumber = 0
    /// The line is too long, and its rest is passed over.
    private var isPassingOver = false
    private var isAtEnd = false

    init(_ list: URLList) throws(FileSystemError) {
        input = list.path == "-" ? try InputStream.standardInput() : try InputStream.open(list.path)
    }

    /// The next items, at least one; none at the end, or once `isCancelled` says so and nothing more lies ready.
    mutating func next(unless isCancelled: () -> Bool) throws(FileSystemError) -> [WarmItem] {
        while !isAtEnd {
            let piece = try input.read(upTo: Self.pieceSize, unless: isCancelled)
            isAtEnd = piece.isEmpty
            let items = take(piece)
            if !items.isEmpty { return items }
        }
        return []
    }

    /// The items of the lines that a piece completes; the last line needs no end.
    private mutating func take(_ piece: [UInt8]) -> [WarmItem] {
        var items: [WarmItem] = []
        var start = 0
        for index in piece.indices where piece[index] == UInt8(ascii: "\n") {
            rest += piece[start..<index]
            start = index + 1
            endLine(&items)
        }
        rest += piece[start...]
        if isAtEnd, !rest.isEmpty || isPassingOver { endLine(&items) }
        if rest.count > Self.longestLine {
            isPassingOver = true
            rest = []
        }
        return items
    }

    private mutating func endLine(_ items: inout [WarmItem]) {
        lineNumber += 1
        if isPassingOver || rest.count > Self.longestLine {
            items.append(WarmItem(badLine: lineNumber, "the line is longer than \(Self.longestLine) bytes"))
        } else if let item = item(of: rest[...]) {
            items.append(item)
        }
        isPassingOver = false
        rest.removeAll(keepingCapacity: rest.capacity <= Self.pieceSize)
    }

    private func item(of line: ArraySlice<UInt8>) -> WarmItem? {
        var line = line
        if lineNumber == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        let isBlank: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
        line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        guard let first = line.first else { return nil }
        if first == UInt8(ascii: "{") { return item(ofObject: line) }
        guard let url = String(validating: line, as: UTF8.self) else {
            return WarmItem(badLine: lineNumber, "the line is not UTF-8")
        }
        return WarmItem(listed: url, line: lineNumber)
    }

    private func item(ofObject line: ArraySlice<UInt8>) -> WarmItem {
        guard let object = ListedObject(line) else {
            return WarmItem(badLine: lineNumber, "the line begins with { and is no JSON object")
        }
        guard let url = object.url else {
            return WarmItem(badLine: lineNumber, "the JSON object has no url, or one that is no text")
        }
        return WarmItem(listed: url, line: lineNumber, declared: object.size)
    }
}

/// A reader of a list that several tasks can hold, though only one at a time reads.
final class SharedListReader: Sendable {
    private let reader: Mutex<URLListReader>
    private let name: String

    init(_ list: URLList) throws(ProofsheetError) {
        name = list.name
        do throws(FileSystemError) { reader = Mutex(try URLListReader(list)) } catch {
            throw ProofsheetError(.failure, "the list cannot be read: \(error)")
        }
    }

    /// The next items; see `URLListReader.next`.
    func next(unless isCancelled: () -> Bool) -> Result<[WarmItem], ProofsheetError> {
        reader.withLock { reader in
            do throws(FileSystemError) { return .success(try reader.next(unless: isCancelled)) } catch {
                return .failure(ProofsheetError(.failure, "the list cannot be read to its end: \(error)"))
            }
        }
    }
}
