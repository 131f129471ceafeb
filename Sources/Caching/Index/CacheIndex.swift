import FileSystem
import GRDB
import Hashing

/// The SQLite index of a cache, in WAL mode: which URL has which object.
struct CacheIndex: Sendable {
    private let database: any DatabaseReader & DatabaseWriter

    private static let selectEntry = """
        SELECT entry.*, object.* FROM entry LEFT JOIN object ON object.hash = entry.objectHash
        """
    static let insertObject = upsert(table: "object", key: "hash", columns: ImageObject.columns)
    static let insertEntry = upsert(table: "entry", key: "url", columns: CacheEntry.columns)

    private let path: String
    let journal: CacheJournal
    /// Whether the file of an object is there and whole: the journal's row of one that is not is left out.
    let isPresent: @Sendable (ImageObject) -> Bool
    /// Nil where SQLite's own locks keep readers and writers apart.
    private let unlocked: UnlockedFile?

    /// Opens the index at `path`, and makes or migrates it.
    init(
        writingTo path: String, journal: CacheJournal, where isPresent: @escaping @Sendable (ImageObject) -> Bool
    ) throws(CacheError) {
        self.path = path
        self.journal = journal
        self.isPresent = isPresent
        do {
            let pool = try Self.open(path, isReadOnly: false)
            try Self.checkVersion(pool, path)
            // Each version is a transaction. They are on the disk with the first one that waits for it.
            try CacheSchema.migrator.migrate(pool)
            try pool.writeWithoutTransaction { try Self.makeDurable($0) }
            database = pool
            unlocked = nil
        } catch {
            throw Self.failure(error, path: path)
        }
    }

    /// Opens the index at `path` to read; nil where its making was cut short, so that it holds nothing yet.
    ///
    /// An index of an earlier version is read as it is: later columns may be missing and give nil.
    init?(reading path: String, journal: CacheJournal) throws(CacheError) {
        self.path = path
        self.journal = journal
        isPresent = { _ in false }
        do {
            let index = try Self.openToRead(path)
            try Self.checkVersion(index.database, path)
            guard try !index.database.read(CacheSchema.migrator.appliedMigrations).isEmpty else { return nil }
            database = index.database
            unlocked = index.unlocked
        } catch {
            throw Self.failure(error, path: path)
        }
    }

    /// What a process that was killed left in the log can only be put right by one that may write.
    private static func openToRead(_ path: String) throws -> ReadableIndex {
        do {
            return ReadableIndex(database: try openAndRead(path, isReadOnly: true))
        } catch let error as DatabaseError where isRefusal(error) {
            do {
                return ReadableIndex(database: try openAndRead(path, isReadOnly: false))
            } catch let error as DatabaseError where isRefusal(error) {
                return try UnwritableIndex.open(path) { try openAndRead($0, isReadOnly: true) }
            }
        }
    }

    /// Whether it can be that files beside the index could not be made or written.
    private static func isRefusal(_ error: DatabaseError) -> Bool {
        [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode)
    }

    private static func openAndRead(_ path: String, isReadOnly: Bool) throws -> DatabasePool {
        let pool = try open(path, isReadOnly: isReadOnly)
        _ = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
        return pool
    }

    private static func open(_ path: String, isReadOnly: Bool) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(10)
        configuration.label = "proofsheet.cache"
        if isReadOnly {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = \(-pageCacheSize)") }
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// Has every commit of the connection wait until its rows are on the disk: a flag may rely on them right after.
    ///
    /// A `DatabasePool` sets a connection that writes to `NORMAL` after everything that its configuration asks for, so
    /// that it can be set only once the pool is there. Fails where SQLite does not take it.
    private static func makeDurable(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try synchronousMode(of: database) == fullySynchronous else {
            throw DatabaseError(message: "SQLite does not wait for the disk (PRAGMA synchronous = FULL)")
        }
    }

    /// What `PRAGMA synchronous` says of a connection whose commits wait for the disk, in WAL mode too
    /// (https://www.sqlite.org/pragma.html#pragma_synchronous).
    static let fullySynchronous = 2

    private static func synchronousMode(of database: Database) throws -> Int? {
        try Int.fetchOne(database, sql: "PRAGMA synchronous")
    }

    /// What `PRAGMA synchronous` says of the connection that writes.
    func synchronousMode() throws(CacheError) -> Int? {
        do { return try database.writeWithoutTransaction { try Self.synchronousMode(of: $0) } } catch {
            throw Self.failure(error, path: path)
        }
    }

    /// How much of an index that is only read is kept in memory, at most, in KiB: an audit looks up all of it, and
    /// objects in the order of their hashes, which is none.
    private static let pageCacheSize = 32 * 1024

    private static func checkVersion(_ database: any DatabaseReader, _ path: String) throws {
        if try database.read(CacheSchema.migrator.hasBeenSuperseded) {
            throw CacheError(.readingNewerIndex, path: path)
        }
    }

    /// How many entries are looked up at once, since much of the time that one takes goes into the look-up itself: one
    /// statement is kept for each of these numbers.
    private static let sizes = [1, 64, 256]

    /// Hands over the entries of those of `urls` that are known; `body` must not ask the index for anything.
    func forEachEntry(
        for urls: [String], extent: CacheEntry.Extent, _ body: (consuming CacheEntry) throws(CacheError) -> Void
    ) throws(CacheError) {
        try access { database in
            // Neighbours are on the same pages of the index.
            var rest = urls.sorted()[...]
            while let first = rest.first {
                let size = Self.sizes.first { $0 >= rest.count } ?? Self.sizes.reduce(1, max)
                var some = Array(rest.prefix(size))
                rest = rest.dropFirst(size)
                // One that is there twice is found once.
                some += Array(repeating: first, count: size - some.count)
                let marks = Array(repeating: "?", count: some.count).joined(separator: ", ")
                let statement = try database.cachedStatement(sql: Self.selectEntry + " WHERE entry.url IN (\(marks))")
                let places = ColumnPlaces(statement.columnNames)
                // Their number is right, as is to be seen.
                statement.setUncheckedArguments(StatementArguments(some))
                let rows = try Row.fetchCursor(statement)
                while let row = try rows.next() {
                    try body(CacheEntry(row: NamedRow(row, places), extent))
                }
            }
        }
    }

    /// Whether there is no entry.
    var isEmpty: Bool {
        get throws(CacheError) {
            try access { database in try Row.fetchOne(database, sql: "SELECT 1 FROM entry LIMIT 1") == nil }
        }
    }

    /// All entries, in the order of their URLs.
    func allEntries() throws(CacheError) -> [CacheEntry] {
        try access { database in
            try rows(of: Self.selectEntry + " ORDER BY entry.url", in: database) { CacheEntry(row: $0) }
        }
    }

    /// All objects, in the order of their names.
    func allObjects() throws(CacheError) -> [ImageObject] {
        try access { database in
            try rows(of: "SELECT * FROM object ORDER BY hash", in: database, { ImageObject(row: $0) })
        }
    }

    /// The URLs of all objects that have more than one, with the object of each.
    func sharedObjects() throws(CacheError) -> [(object: SHA256, url: String, fallback: String?)] {
        try access { database in
            // An index of an earlier version has no fallbacks.
            let fallback =
                try database.columns(in: "entry").contains { $0.name == "fallbackURL" } ? "fallbackURL" : "NULL"
            let sql = """
                SELECT objectHash, url, \(fallback) AS fallback FROM entry WHERE objectHash IN
                  (SELECT objectHash FROM entry WHERE objectHash IS NOT NULL GROUP BY objectHash HAVING count(*) > 1)
                """
            return try Row.fetchAll(database, sql: sql).compactMap { row in
                SHA256(hex: row["objectHash"] as String).map { ($0, row["url"], row["fallback"]) }
            }
        }
    }

    /// How many URLs but one have an object from a fallback.
    func countRescues(by object: SHA256, except url: String) throws(CacheError) -> Int {
        try access { database in
            let sql = "SELECT count(*) FROM entry WHERE objectHash = ? AND fallbackURL IS NOT NULL AND url <> ?"
            return try Int.fetchOne(database, sql: sql, arguments: [object.hex, url]) ?? 0
        }
    }

    private func rows<Value>(of sql: String, in database: Database, _ read: (NamedRow) -> Value?) throws -> [Value] {
        let statement = try database.cachedStatement(sql: sql)
        let places = ColumnPlaces(statement.columnNames)
        let rows = try Row.fetchCursor(statement)
        var values: [Value] = []
        while let row = try rows.next() {
            if let value = read(NamedRow(row, places)) { values.append(value) }
        }
        return values
    }

    func access<Result>(_ body: (Database) throws -> Result) throws(CacheError) -> Result {
        let result: Swift.Result<Result, any Error> = .init { try database.read(body) }
        // What was read while it was written may be anything.
        if let unlocked, !unlocked.isUnchanged { throw CacheError(.readingWhileWritten, path: path) }
        do { return try result.get() } catch { throw Self.failure(error, path: path) }
    }

    /// Runs a transaction; all of it is done or nothing.
    func change<Result>(_ body: (Database) throws -> Result) throws(CacheError) -> Result {
        do { return try database.write(body) } catch { throw Self.failure(error, path: path) }
    }

    /// Runs a transaction that may be lost with the power, as long as none came after it, and waits for no disk.
    func changeWithoutWaiting(_ body: (Database) throws -> Void) throws(CacheError) {
        do {
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                let outcome = Result {
                    try database.inTransaction {
                        try body(database); return .commit
                    }
                }
                try Self.makeDurable(database)
                try outcome.get()
            }
        } catch { throw Self.failure(error, path: path) }
    }

    /// Which rows a transaction wrote.
    struct Changes {
        var urls: [String] = []
        var hashes: [String] = []
    }

    /// Runs a transaction whose rows the journal gets as well; all of it is done or nothing.
    ///
    /// The caller holds the lock that keeps objects from being removed.
    func changeRows(_ body: (Database) throws -> Changes) throws(CacheError) {
        let hasRows = try change { database in
            // What a process wrote that was killed before its commit must not be taken for known.
            try catchUp(database)
            let changes = try body(database)
            if changes.urls.isEmpty, changes.hashes.isEmpty { return false }
            try journal.append(urls: changes.urls, hashes: changes.hashes, of: database)
            try journal.mark()?.keep(in: database)
            return true
        }
        do throws(FileSystemError) {
            if hasRows { try journal.sync() }
        } catch { throw Self.failure(error, path: path) }
    }

    private static func failure(_ error: any Error, path: String) -> CacheError {
        // SQLite and the file system have different words for it, and none of them says what it is.
        if (try? FileSystem.status(of: path))?.kind == .directory {
            return CacheError(.usingIndex(.isDirectory), path: path, reason: "it is a directory")
        }
        if let error = error as? CacheError { return error }
        if let error = error as? FileSystemError { return CacheError(.writingJournal, error) }
        guard let error = error as? DatabaseError else {
            return CacheError(.usingIndex(.unknown), path: path, reason: "\(error)")
        }
        let trouble: CacheError.IndexTrouble =
            switch error.resultCode {
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .isForbidden
            case .SQLITE_FULL: .isFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .isBusy
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: .isDamaged
            default: .other
            }
        let reason = error.message ?? "error \(error.resultCode.rawValue)"
        return CacheError(.usingIndex(trouble), path: path, reason: reason)
    }

    static func upsert(table: String, key: String, columns: [String], verb: String = "INSERT") -> String {
        let updates = columns.filter { $0 != key }.map { "\($0) = excluded.\($0)" }
        let marks = columns.map { _ in "?" }
        return """
            \(verb) INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))
            ON CONFLICT(\(key)) DO UPDATE SET \(updates.joined(separator: ", "))
            """
    }
}
