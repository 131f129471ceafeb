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
    /// The header of a table that is read in parts, with its line end and without a byte order mark.
    var header: [UInt8] = []
    /// What is wrong with the header has been said.
    var isHeaderNamed = false

    /// The header where it stands before the rows of this part, in which the file has none.
    var repeatedHeader: [UInt8] { offset > 0 ? header : [] }
    /// Where the bytes of the part start in the file, a repeated header before them.
    var bytesOffset: Int { offset - repeatedHeader.count }
    /// Lines of the file that come before these bytes.
    var linesBeforeBytes: Int { precedingLines - Self.lineCount(of: repeatedHeader) }

    /// Line ends: LF, CRLF and a lone CR.
    private static func lineCount(of bytes: [UInt8]) -> Int {
        bytes.indices.count { index in
            bytes[index] == .lineFeed
                || bytes[index] == .carriageReturn && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
        }
    }
}

extension Record {
    /// The part that follows this one, which may be without a line; nil where it is the last, or the file is no text.
    package var followingPart: RecordPart? {
        guard !part.isLast, let nextItem else { return nil }
        return RecordPart(
            offset: part.offset + ownBytes.count, precedingLines: position(of: bytes.count).line - 1,
            precedingEntries: precedingEntries + entries.count, firstItem: nextItem, header: part.header,
            isHeaderNamed: part.isHeaderNamed || problems.contains { $0.kind == .ambiguous && $0.entryPath == nil })
    }
}
