package import FileSystem
import Glibc

/// A file of records that is open.
///
/// Where its lines stand alone it is read in parts of some lines each, so that memory does not grow with the file.
/// Every other file is one part.
package final class RecordFile: Sendable {
    private let path: String
    private let file: FileDescriptor
    private let vocabulary: EntryVocabulary
    /// The least size in bytes of a part; nil for one part, whatever its size.
    private let partSize: Int?

    /// Small beside any machine's memory, and large beside nearly all files.
    package static let standardPartSize = 1 << 21
    /// Largest size in bytes of a file that is one part, and of a line.
    private static let limit = 1 << 30

    /// Opens a file; nil where its name is that of no record format.
    package init?(
        _ path: String, vocabulary: EntryVocabulary = EntryVocabulary(), partSize: Int = standardPartSize
    ) throws(FileSystemError) {
        let formats = RecordFormats.formats(forFileNamed: FileSystem.name(of: path))
        if formats.isEmpty { return nil }
        self.path = path
        file = try FileDescriptor.openRegularFile(path)
        self.vocabulary = vocabulary
        self.partSize = formats.allSatisfy(\.hasIndependentLines) && partSize < Self.limit ? max(partSize, 1) : nil
    }

    /// The part that starts at a place, the whole record where it is not cut; nil where its first bytes say that it is
    /// no record.
    package func part(at start: RecordPart = .first) throws(FileSystemError) -> Record? {
        var part = start
        let bytes: [UInt8]
        if let partSize {
            (bytes, part.isLast) = try lines(from: start.offset, atLeast: partSize)
        } else {
            bytes = try file.readAll(limit: Self.limit).bytes
        }
        return Record(path: path, bytes: bytes, vocabulary: vocabulary, part: part)
    }

    /// Some whole lines, and whether the file ends with them.
    private func lines(from offset: Int, atLeast size: Int) throws(FileSystemError) -> (bytes: [UInt8], isLast: Bool) {
        // Nearly all files are smaller; one byte more shows that they end.
        let rest = try file.status().size - offset + 1
        var count = max(min(size, rest), 1)
        while true {
            var bytes = try file.read(at: offset, count: count)
            if bytes.count < count { return (bytes, true) }
            if let lineFeed = bytes.lastIndex(of: .lineFeed) {
                bytes.removeLast(bytes.count - lineFeed - 1)
                return (bytes, false)
            }
            if count >= Self.limit { throw FileSystemError(call: .read, path: path, code: EFBIG) }
            count *= 2
        }
    }
}

/// Where a part of a record stands in its file.
package struct RecordPart: Sendable, Hashable {
    /// The one with which every file starts.
    package static let first = RecordPart()

    /// Bytes, and lines, that come before it.
    var offset = 0
    var precedingLines = 0
    /// Entries of the file that come before it.
    var precedingEntries = 0
    /// Number of its first item among those of the outermost sequence.
    var firstItem = 0
    /// Nothing comes after it.
    var isLast = true
}

extension Record {
    /// The part that follows this one, which may be without a line; nil where it is the last, or the file is no text.
    package var followingPart: RecordPart? {
        guard !part.isLast, let nextItem else { return nil }
        return RecordPart(
            offset: part.offset + bytes.count, precedingLines: position(of: bytes.count).line - 1,
            precedingEntries: precedingEntries + entries.count, firstItem: nextItem)
    }
}
