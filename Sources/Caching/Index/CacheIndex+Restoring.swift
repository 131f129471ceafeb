import FileSystem
import GRDB

extension CacheIndex {
    /// Writes the journal's rows into the index, where it lacks them.
    ///
    /// - Parameters:
    ///   - onlyIfEmpty: Does nothing where the index has any row.
    ///   - isWhole: Whether the file of an object is there and whole; the row of one that is not is left out.
    func restore(
        _ lines: [CacheJournal.Line], onlyIfEmpty: Bool, where isWhole: (ImageObject) -> Bool
    ) throws(CacheError) -> Int {
        try change { database in
            if onlyIfEmpty, try Int.fetchOne(database, sql: "SELECT count(*) FROM entry") != 0 { return 0 }
            var count = 0
            for table in ["object", "entry"] {
                let known = Set(try database.columns(in: table).map(\.name))
                for line in lines where line.table == table {
                    var values = line.values.filter { known.contains($0.key) }
                    if table == "object" {
                        guard let object = ImageObject(row: NamedRow(Row(Self.dictionary(values)))), isWhole(object)
                        else {
                            continue
                        }
                    } else {
                        try Self.dropMissingObject(of: &values, database)
                    }
                    let columns = values.keys.sorted()
                    let marks = columns.map { _ in "?" }.joined(separator: ", ")
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))",
                        arguments: StatementArguments(columns.map { values[$0] }))
                    if table == "entry" { count += database.changesCount }
                }
            }
            return count
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
    func compactJournal(staging: StagingDirectory) throws(CacheError) {
        try change { database in try journal.replace(with: database, staging: staging) }
    }

    /// Whether SQLite finds nothing wrong with the file.
    func passesCheck() throws(CacheError) -> Bool {
        try access { database in try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" }
    }

    /// Whether the index has no row at all.
    func isEmpty() throws(CacheError) -> Bool {
        try access { database in
            try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM entry UNION SELECT 1 FROM object)")
                ?? true
        }
    }
}
