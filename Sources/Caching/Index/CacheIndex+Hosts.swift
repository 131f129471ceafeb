import GRDB

/// Which hosts asked to be left alone; the journal has none of it, since it is soon of no use.
extension CacheIndex {
    /// Writes what hosts asked for, in the place of what they asked for before.
    func write(_ deferrals: [HostDeferral]) throws(CacheError) {
        try change { database in
            let statement = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO host (origin, status, deferredUntil, notedAt) VALUES (?, ?, ?, ?)")
            for deferral in deferrals {
                try statement.execute(
                    arguments: [deferral.origin, deferral.status, deferral.until, deferral.notedAt])
            }
        }
    }

    /// All that was written; an index of an earlier version has nothing.
    func deferrals() throws(CacheError) -> [HostDeferral] {
        try access { database in
            guard try database.tableExists("host") else { return [] }
            return try Row.fetchAll(database, sql: "SELECT * FROM host ORDER BY origin").map { row in
                HostDeferral(
                    origin: row["origin"], status: row["status"], until: row["deferredUntil"],
                    notedAt: row["notedAt"])
            }
        }
    }

    func forgetDeferrals() throws(CacheError) {
        if try deferrals().isEmpty { return }
        try change { database in try database.execute(sql: "DELETE FROM host") }
    }
}
