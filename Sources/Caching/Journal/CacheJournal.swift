import FileSystem
import Foundation
import GRDB
import Glibc

/// A copy of the index's rows as lines of text, from which the index is made anew when it is lost.
///
/// Every change adds a line for each row it wrote: a checksum, a space, and a JSON object of the row's columns. The
/// last line of a row counts, a damaged one is skipped. Who writes has the index's write lock, so that two processes
/// never write at once.
struct CacheJournal: Sendable {
    /// One row: a table's name and the values by column; columns that are null are left out.
    struct Line: Sendable {
        var table: String
        var values: [String: DatabaseValue]
    }

    let path: String
    /// Where it is written anew; nil where nothing is written.
    let staging: StagingDirectory?

    /// The journal may grow to this many bytes beyond four times what its rows need.
    static let slack = 1 << 20

    /// Adds the rows of URLs and objects as they are now, to a journal that is there.
    func append(urls: [String], hashes: [String], of database: Database) throws {
        var text: [UInt8] = []
        for hash in hashes {
            let statement = try database.cachedStatement(sql: "SELECT * FROM object WHERE hash = ?")
            if let row = try Row.fetchOne(statement, arguments: [hash]) { text += Self.line("object", row) }
        }
        for url in urls {
            let statement = try database.cachedStatement(sql: "SELECT * FROM entry WHERE url = ?")
            if let row = try Row.fetchOne(statement, arguments: [url]) { text += Self.line("entry", row) }
        }
        // An empty line first ends one that a crash cut short.
        if !text.isEmpty {
            try FileDescriptor.open(path, flags: O_WRONLY | O_APPEND).write([0x0a] + text)
        }
    }

    /// Returns when what was added is on the disk.
    func sync() throws(FileSystemError) {
        try FileDescriptor.open(path, flags: O_RDONLY).sync()
    }

    /// Replaces the journal by the rows as they are now, and has the index keep how far it goes.
    func replace(with database: Database) throws {
        guard let staging else { throw FileSystemError(call: .write, path: path, code: EROFS) }
        var head = JournalHead()
        let file = try staging.write { (file: borrowing FileDescriptor) in
            try file.write(head.line)
            var count = 0
            var text: [UInt8] = []
            for table in ["object", "entry"] {
                let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table)")
                while let row = try rows.next() {
                    text += Self.line(table, row)
                    guard text.count >= Self.pieceSize else { continue }
                    try file.write(text)
                    count += text.count
                    text.removeAll(keepingCapacity: true)
                }
            }
            try file.write(text)
            head.rowBytes = count + text.count
            try file.write(head.line, at: 0)
        }
        try file.sync()
        try file.rename(to: path)
        try FileSystem.syncDirectory(FileSystem.parentPath(of: path))
        try JournalMark(generation: head.generation, size: head.line.count + head.rowBytes).keep(in: database)
    }

    /// Bytes of lines that are written at once.
    private static let pieceSize = 1 << 18

    /// The rows, the last line of each, and how many lines were damaged.
    ///
    /// - Parameter offset: Where a line begins, from which on they are read.
    func lines(from offset: Int = 0) throws(FileSystemError) -> (lines: [Line], damaged: Int) {
        guard try FileSystem.exists(path) else { return ([], 0) }
        var places: [String: Int] = [:]
        var lines: [Line] = []
        var damaged = 0
        for text in try FileSystem.read(path, limit: 1 << 34).bytes.dropFirst(offset).split(separator: 0x0a) {
            if JournalHead.isHead(text) { continue }
            guard let (line, key) = Self.parse(text) else {
                damaged += 1
                continue
            }
            if let place = places[key] {
                lines[place] = line
            } else {
                places[key] = lines.count
                lines.append(line)
            }
        }
        return (lines, damaged)
    }

    private static func line(_ table: String, _ row: Row) -> [UInt8] {
        var text = JournalText()
        text.append(table: table, row)
        return Array(checksum(of: text.bytes).utf8) + [0x20] + text.bytes + [0x0a]
    }

    private static func parse(_ text: ArraySlice<UInt8>) -> (Line, key: String)? {
        let data = Data(text.dropFirst(17))
        guard text.count > 17, String(decoding: text.prefix(16), as: UTF8.self) == checksum(of: data),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]],
            let (table, members) = object.first, ["object", "entry"].contains(table)
        else { return nil }
        var values: [String: DatabaseValue] = [:]
        for (column, member) in members {
            if let number = member as? NSNumber {
                values[column] = number.int64Value.databaseValue
            } else if let text = member as? String {
                values[column] = text.databaseValue
            } else if let blob = (member as? [String: String])?["base64"].flatMap({ Data(base64Encoded: $0) }) {
                values[column] = blob.databaseValue
            }
        }
        guard let key = values[table == "object" ? "hash" : "url"].flatMap(String.fromDatabaseValue) else { return nil }
        return (Line(table: table, values: values), table + " " + key)
    }

    /// FNV-1a of 64 bits, as 16 hexadecimal digits: it need only notice what a crash or a bad disk did.
    private static func checksum(of data: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
