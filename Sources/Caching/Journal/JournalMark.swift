import FileSystem
import GRDB
import Glibc

/// How far a journal goes: which one it is, and its size.
///
/// The index keeps that of the journal whose rows it has, written in the transaction that writes the rows. By it is told,
/// without a look at the rows, that an index has lost transactions, or a journal its end.
struct JournalMark: Sendable, Hashable {
    /// Drawn by lot when the journal was written anew; 16 hexadecimal digits.
    var generation: String
    /// In bytes.
    var size: Int

    /// The mark that the index keeps; nil where it has not been in step with any journal.
    init?(keptBy database: Database) throws {
        guard let row = try Row.fetchOne(database, sql: "SELECT generation, size FROM journal") else { return nil }
        self.init(generation: row["generation"], size: row["size"])
    }

    init(generation: String, size: Int) {
        self.generation = generation
        self.size = size
    }

    /// Has the index keep the mark.
    func keep(in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO journal (id, generation, size) VALUES (1, ?, ?)
                ON CONFLICT(id) DO UPDATE SET generation = excluded.generation, size = excluded.size
                """,
            arguments: [generation, size])
    }
}

/// The first line of a journal, of one length for all.
struct JournalHead: Sendable, Hashable {
    /// That of the mark.
    var generation: String
    /// Bytes of the rows that it was written with; what is added later does not count.
    var rowBytes: Int

    init(generation: String = Self.newGeneration(), rowBytes: Int = 0) {
        self.generation = generation
        self.rowBytes = rowBytes
    }

    private static let name = "proofsheet-journal"
    private static let version = "2"
    /// More than the line takes.
    static let readSize = 128

    private static func newGeneration() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads the line that a journal begins with; nil where it has none, or one of another version.
    init?(_ bytes: some Sequence<UInt8>) {
        let line = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
        let words = line.split(separator: " ")
        guard words.count == 4, words[0] == Self.name, words[1] == Self.version, words[2].utf8.count == 16,
            let rowBytes = Int(words[3])
        else { return nil }
        self.init(generation: String(words[2]), rowBytes: rowBytes)
    }

    var line: [UInt8] {
        let digits = String(rowBytes)
        let gap = String(repeating: " ", count: max(0, 20 - digits.count))
        return Array("\(Self.name) \(Self.version) \(generation) \(gap)\(digits)\n".utf8)
    }

    static func isHead(_ line: some Sequence<UInt8>) -> Bool { line.starts(with: "\(name) ".utf8) }
}

extension CacheJournal {
    /// How far the journal goes; nil where there is none, or one without a head.
    func mark() throws(FileSystemError) -> JournalMark? {
        guard let (head, size) = try headAndSize() else { return nil }
        return JournalMark(generation: head.generation, size: size)
    }

    /// Whether it holds far more than the rows.
    var isDue: Bool {
        guard let (head, size) = try? headAndSize() else { return true }
        return (size - Self.slack) / 4 > head.rowBytes
    }

    private func headAndSize() throws(FileSystemError) -> (JournalHead, size: Int)? {
        do throws(FileSystemError) {
            let file = try FileDescriptor.openRegularFile(path)
            guard let head = JournalHead(try file.read(at: 0, count: JournalHead.readSize)) else { return nil }
            return (head, try file.status().size)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }
}
