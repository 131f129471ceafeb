package import FileSystem
import Glibc

/// A file of records that is open.
///
/// Where its lines stand alone it is read in parts of some lines each, so that memory does not grow with the file, and so
/// is a table that is larger than the limit. Every other file is one part, and is not read where it is larger.
package final class RecordFile: Sendable {
    private let path: String
    private let file: FileDescriptor
    private let vocabulary: EntryVocabulary
    private let formats: [RecordFormat]
    /// Largest size in bytes of a file that is one part, and of a line or row.
    private let sizeLimit: Int
    /// The least size in bytes of a part, where there are several.
    private let partSize: Int

    /// Small beside any machine's memory, and large beside nearly all files.
    package static let standardPartSize = 1 << 21
    /// Larger than all records of people, and small beside most machines' memory.
    package static let standardSizeLimit = 64_000_000
    /// No file is larger.
    private static let highestLimit = 1 << 50

    /// Opens a file; nil where its name is that of no record format.
    package init?(
        _ path: String, vocabulary: EntryVocabulary = EntryVocabulary(), sizeLimit: Int = standardSizeLimit,
        partSize: Int = standardPartSize
    ) throws(FileSystemError) {
        formats = RecordFormats.formats(forFileNamed: FileSystem.name(of: path))
        if formats.isEmpty { return nil }
        self.path = path
        file = try FileDescriptor.openRegularFile(path)
        self.vocabulary = vocabulary
        self.sizeLimit = min(max(sizeLimit, 1), Self.highestLimit)
        self.partSize = min(max(partSize, 1), self.sizeLimit)
    }

    /// The part that starts at a place, the whole record where it is not cut; nil where its first bytes say that it is
    /// no record.
    package func part(at start: RecordPart = .first) throws(FileSystemError) -> Record? {
        if formats.allSatisfy(\.hasIndependentLines) {
            guard let lines = try piece(from: start.offset, atLeast: partSize, Self.endOfLines) else {
                return try tooLarge(start, isWhole: false)
            }
            return record(lines.bytes, start, isLast: lines.isLast)
        }
        if start.offset == 0 {
            // The size is looked at first, and then it is counted what comes.
            do throws(FileSystemError) { return record(try file.readAll(limit: sizeLimit).bytes, start) } catch {
                guard error.code == EFBIG else { throw error }
            }
        }
        guard let format = formats.first, format.hasRows else { return try tooLarge(start, isWhole: true) }
        return try rows(of: format, from: start)
    }

    private func record(_ bytes: [UInt8], _ start: RecordPart, isLast: Bool = true) -> Record? {
        var part = start
        part.isLast = isLast
        let header = part.repeatedHeader
        return Record(
            path: path, bytes: header.isEmpty ? bytes : header + bytes, formats: formats, vocabulary: vocabulary,
            part: part)
    }

    /// A part of a table: some whole rows, before which the header is repeated.
    private func rows(of format: RecordFormat, from start: RecordPart) throws(FileSystemError) -> Record? {
        // A long header would else be read again for each few rows.
        let size = max(partSize, start.repeatedHeader.count)
        let found = try piece(from: start.offset, atLeast: size) { bytes in
            let header = start.repeatedHeader
            return format.endOfRows(in: header.isEmpty ? bytes : header + bytes, start).map { $0 - header.count }
        }
        guard let found else { return try tooLarge(start, isWhole: false) }
        var part = start
        if start.offset == 0 { part.header = format.header(of: found.bytes) }
        return record(found.bytes, part, isLast: found.isLast)
    }

    /// Some bytes up to a place where the file may be cut, and whether it ends with them; nil where there is no such
    /// place within the limit.
    private func piece(
        from offset: Int, atLeast size: Int, _ end: ([UInt8]) -> Int?
    ) throws(FileSystemError) -> (bytes: [UInt8], isLast: Bool)? {
        // Nearly all files are smaller; one byte more shows that they end.
        let rest = try file.status().size - offset + 1
        var count = max(min(size, rest), 1)
        while true {
            var bytes = try file.read(at: offset, count: count)
            if bytes.count < count { return (bytes, true) }
            if let end = end(bytes) {
                bytes.removeLast(bytes.count - end)
                return (bytes, false)
            }
            if count > sizeLimit { return nil }
            count = min(count * 2, sizeLimit + 1)
        }
    }

    private static func endOfLines(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { $0.lastIndex(of: .lineFeed).map { $0 + 1 } }
    }

    /// The record whose only problem is its size, or that of a line; nil where its first bytes say that it is no record.
    private func tooLarge(_ start: RecordPart, isWhole: Bool) throws(FileSystemError) -> Record? {
        let head = try file.read(at: 0, count: 4_096)
        if ImageManifest.isManifest(head) { return nil }
        guard let format = head.withSource({ source in formats.first { $0.recognizes(source) } }) else { return nil }
        let limit = "the limit of \(sizeLimit) bytes (option max-record-size)"
        let size = try file.status().size
        let message =
            if !isWhole {
                "the line is larger than \(limit), so that it and what follows are not read; break it up, leave the file "
                    + "out, or raise the limit"
            } else if size > sizeLimit {
                "the record has \(size) bytes and is larger than \(limit); split it, leave it out, or raise the limit"
            } else {
                "the record is larger than \(limit); split it, leave it out, or raise the limit"
            }
        return Record(path: path, tooLarge: message, format: format, vocabulary: vocabulary, part: start)
    }
}

extension RecordFormat {
    fileprivate var hasRows: Bool { [].withSource { rows($0) } != nil }

    /// Where the last whole row of a table ends that is not its header; nil where there is none.
    fileprivate func endOfRows(in bytes: [UInt8], _ part: RecordPart) -> Int? {
        bytes.withSource(fileOffset: part.bytesOffset) { source in
            guard var reader = rows(source), reader.advance() else { return nil }
            var end: Int?
            while reader.isRowComplete, reader.advance() {
                if reader.isRowComplete { end = reader.position }
            }
            return end
        }
    }

    /// The header of the table that a file starts with, and what stands before it but for a byte order mark.
    fileprivate func header(of bytes: [UInt8]) -> [UInt8] {
        bytes.withSource { source in
            guard var reader = rows(source), reader.advance() else { return [] }
            return Array(bytes[source.byteOrderMarkLength..<reader.position])
        }
    }
}
