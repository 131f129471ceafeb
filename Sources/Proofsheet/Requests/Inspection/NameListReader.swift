import FileSystem
import Glibc

/// A name out of a list.
enum ListedName: Sendable, Hashable {
    case text(String)
    /// Bytes that are no UTF-8, for which U+FFFD stands, or that hold a NUL.
    case undecodable(String)
}

/// Reads names out of a file, one a line or each with a NUL behind it, as they come.
struct NameListReader: Sendable {
    /// A longer name than any path or URL is a sign that the file is no list.
    static let longestName = 65_536

    private let list: ImageSources.List
    private var stream: Stream?
    /// Bytes that have been read, from the name on that has no end yet.
    private var rest: [UInt8] = []
    private var isAtEnd = false
    private var isFirst = true

    /// A stream that many copies of this value have in common.
    private final class Stream: Sendable {
        let input: InputStream

        init(_ input: consuming InputStream) {
            self.input = input
        }
    }

    init(_ list: ImageSources.List) {
        self.list = list
    }

    /// The next names, at least one; none at the end, or once `isCancelled` says so.
    mutating func next(unless isCancelled: () -> Bool) throws(FileSystemError) -> [ListedName] {
        while !isAtEnd {
            let input = try opened()
            let piece = try input.input.read(upTo: 1 << 16, unless: isCancelled)
            isAtEnd = piece.isEmpty
            let names = try take(piece)
            if !names.isEmpty { return names }
        }
        return []
    }

    private mutating func opened() throws(FileSystemError) -> Stream {
        if let stream { return stream }
        let new = Stream(list.path == "-" ? try InputStream.standardInput() : try InputStream.open(list.path))
        stream = new
        return new
    }

    /// The names that a piece completes; the last of a file needs nothing behind it.
    private mutating func take(_ piece: [UInt8]) throws(FileSystemError) -> [ListedName] {
        let separator = list.isNullSeparated ? 0 : UInt8(ascii: "\n")
        let bytes = rest + piece
        var start = 0
        var names: [ListedName] = []
        for index in rest.count..<bytes.count where bytes[index] == separator {
            names += name(bytes[start..<index])
            start = index + 1
        }
        rest = Array(bytes[start...])
        if isAtEnd {
            names += name(rest[...])
            rest = []
        }
        guard rest.count <= Self.longestName else {
            throw FileSystemError(call: .read, path: list.path, code: ENAMETOOLONG)
        }
        return names
    }

    private mutating func name(_ bytes: ArraySlice<UInt8>) -> [ListedName] {
        var bytes = bytes
        // Lists that come from Windows end their lines with two bytes.
        if !list.isNullSeparated, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        // So do lists that begin with a byte order mark.
        if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        isFirst = false
        if bytes.isEmpty { return [] }
        if bytes.contains(0) { return [.undecodable(String(decoding: bytes, as: UTF8.self))] }
        if let text = String(validating: bytes, as: UTF8.self) { return [.text(text)] }
        return [.undecodable(String(decoding: bytes, as: UTF8.self))]
    }
}
