import FileSystem
import GRDB

extension CacheIndex {
    /// Whether the index has the rows that the journal has: by their marks, which costs next to nothing, and of an index
    /// without any row by its being there.
    func isInStepWithJournal() throws(CacheError) -> Bool {
        try access { database in
            guard let kept = try JournalMark(keptBy: database), try kept == journal.mark() else { return false }
            return try kept.size <= JournalHead().line.count || !Self.isEmpty(database)
        }
    }

    /// Writes the rows that only the journal has into the index, and those that it lacks into the journal.
    func catchUp() throws(CacheError) {
        try change { database in
            try catchUp(database)
            guard try Self.isEmpty(database) else { return }
            try restore(Cache.lines(of: journal).lines, .missingAndOlder, database, where: isPresent)
        }
    }

    /// The same in a transaction, so that nobody else's comes between; it takes little time where nothing is missing.
    func catchUp(_ database: Database) throws {
        let kept = try JournalMark(keptBy: database)
        let mark = try journal.mark()
        if let kept, let mark, kept.generation == mark.generation {
            if kept.size == mark.size { return }
            if kept.size < mark.size {
                // Whatever the end of the journal has is later than all that the index has.
                try restore(Cache.lines(of: journal, from: kept.size).lines, .all, database, where: isPresent)
                return try mark.keep(in: database)
            }
            // The journal has lost its end.
        } else {
            // One of them is new, or comes from elsewhere.
            try restore(Cache.lines(of: journal).lines, .missingAndOlder, database, where: isPresent)
        }
        try journal.replace(with: database)
    }

    /// Which rows of the index those of the journal are written over.
    enum Precedence {
        /// All.
        case all
        /// Entries whose last answer came earlier.
        case missingAndOlder
    }

    /// Writes the journal's rows into the index, where it lacks them or has older ones.
    ///
    /// - Parameter isWhole: Whether the file of an object is there and whole; the row of one that is not is left out.
    func restore(_ lines: [CacheJournal.Line], where isWhole: (ImageObject) -> Bool) throws(CacheError) {
        try change { try restore(lines, .missingAndOlder, $0, where: isWhole) }
    }

    private func restore(
        _ lines: [CacheJournal.Line], _ precedence: Precedence, _ database: Database,
        where isWhole: (ImageObject) -> Bool
    ) throws {
        for (table, key) in [("object", "hash"), ("entry", "url")] {
            let columns = try database.columns(in: table).map(\.name)
            // Of a row that lacks a value nothing can be made.
            var sql = Self.upsert(table: table, key: key, columns: columns, verb: "INSERT OR IGNORE")
            if precedence == .missingAndOlder {
                let time = { (row: String) in "max(\(row).fetchedAt, ifnull(\(row).failedAt, 0))" }
                sql += table == "entry" ? " WHERE \(time("excluded")) > \(time("entry"))" : " WHERE false"
            }
            for line in lines where line.table == table {
                var values = line.values
                if table == "object" {
                    let object = ImageObject(row: NamedRow(Row(Self.dictionary(values))))
                    guard let object, isWhole(object) else { continue }
                } else {
                    try Self.dropMissingObject(of: &values, database)
                }
                try database.execute(sql: sql, arguments: StatementArguments(columns.map { values[$0] }))
            }
        }
    }

    /// An entry whose object is gone is due for a request, without validators.
    private static func dropMissingObject(of values: inout [String: DatabaseValue], _ database: Database) throws {
        guard let hash = values["objectHash"] else { return }
        let isThere = try Bool.fetchOne(database, sql: "SELECT 1 FROM object WHERE hash = ?", arguments: [hash])
        if isThere == true { return }
        for column in ["objectHash", "etag", "lastModified"] { values[column] = nil }
        values["freshUntil"] = 0.databaseValue
    }

    private static func dictionary(_ values: [String: DatabaseValue]) -> [String: (any DatabaseValueConvertible)?] {
        values.mapValues { $0 }
    }

    /// Replaces the journal by the rows as they are.
    func compactJournal() throws(CacheError) {
        try change { database in try journal.replace(with: database) }
    }

    /// Whether SQLite finds nothing wrong with the file.
    func passesCheck() throws(CacheError) -> Bool {
        try access { database in try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" }
    }

    /// Whether the index has no row at all.
    private static func isEmpty(_ database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM entry UNION SELECT 1 FROM object)") ?? true
    }
}
