import GRDB
import HTTPRules
import Hashing

extension CacheIndex {
    /// Writes entries and their objects in one transaction.
    func write(_ entries: [CacheEntry]) throws(CacheError) {
        try changeRows { database in
            let objectStatement = try database.cachedStatement(sql: Self.insertObject)
            let entryStatement = try database.cachedStatement(sql: Self.insertEntry)
            for entry in entries {
                if let object = entry.object { try objectStatement.execute(arguments: object.values) }
                try entryStatement.execute(arguments: entry.values)
            }
            return Changes(urls: entries.map(\.url), hashes: entries.compactMap(\.object?.id.hex))
        }
    }

    /// Writes what is now known of objects; those that the index no longer has are left out.
    func write(_ objects: [ImageObject]) throws(CacheError) {
        try changeRows { database in
            var changes = Changes()
            let statement = try database.cachedStatement(sql: Self.insertObject)
            for object in objects {
                let isKnown = try Bool.fetchOne(
                    database, sql: "SELECT 1 FROM object WHERE hash = ?", arguments: [object.id.hex])
                guard isKnown == true else { continue }
                try statement.execute(arguments: object.values)
                changes.hashes.append(object.id.hex)
            }
            return changes
        }
    }

    /// Writes the times and inodes of objects; those that the index no longer has are left out.
    ///
    /// The journal does without: an object whose row comes back from it is hashed where these differ.
    func write(_ stamps: [SHA256: ObjectStatus]) throws(CacheError) {
        try change { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE object SET modificationTime = ?, inode = ? WHERE hash = ?")
            for (object, status) in stamps {
                let inode = status.inode.map(Int64.init(bitPattern:))
                try statement.execute(arguments: [status.modificationTime, inode, object.hex])
            }
        }
    }

    /// Forgets objects; their entries stay, without one and due for a request.
    func forget(_ objects: [ImageObject]) throws(CacheError) {
        try changeRows { database in
            var changes = Changes()
            for object in objects {
                changes.urls += try String.fetchAll(
                    database, sql: "SELECT url FROM entry WHERE objectHash = ?", arguments: [object.id.hex])
                try database.execute(
                    sql: """
                        UPDATE entry SET etag = NULL, lastModified = NULL, responseFields = NULL, freshUntil = 0
                        WHERE objectHash = ?
                        """,
                    arguments: [object.id.hex])
                try database.execute(sql: "DELETE FROM object WHERE hash = ?", arguments: [object.id.hex])
            }
            return changes
        }
    }

    /// Notes that entries are in use, where that was not noted for `granularity` seconds, or for a time in the future;
    /// that alone costs no sync.
    func touch(_ urls: [String], at now: Int64, granularity: Int64 = 86_400) throws(CacheError) {
        let due = try access { database in
            guard try Self.notesUse(database) else { return [String]() }
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM entry WHERE url = ? AND (ifnull(lastUsed, 0) < ? OR lastUsed > ?)")
            let latest = StoredTime.latest(at: now)
            return try urls.filter { try Bool.fetchOne(statement, arguments: [$0, now - granularity, latest]) == true }
        }
        if due.isEmpty { return }
        try changeWithoutWaiting { database in
            let statement = try database.cachedStatement(sql: "UPDATE entry SET lastUsed = ? WHERE url = ?")
            for url in due { try statement.execute(arguments: [now, url]) }
        }
    }

    /// Whether the index is of a version that notes the use of entries.
    static func notesUse(_ database: Database) throws -> Bool {
        try database.columns(in: "entry").contains { $0.name == "lastUsed" }
    }

    /// When each entry was last used, or fetched where that is not noted, in seconds since 1970.
    ///
    /// - Parameter now: What came later counts as never, since a clock that was ahead wrote it.
    func uses(at now: Int64) throws(CacheError) -> [EntryUse] {
        try access { database in
            let columns = try (Self.notesUse(database) ? ["lastUsed"] : []) + ["fetchedAt", "failedAt"]
            let times = columns.map { "CASE WHEN \($0) <= :latest THEN \($0) ELSE 0 END" }
            return try Row.fetchAll(
                database, sql: "SELECT url, objectHash, max(\(times.joined(separator: ", "))) AS used FROM entry",
                arguments: ["latest": StoredTime.latest(at: now)]
            ).map { EntryUse(url: $0["url"], objectHash: $0["objectHash"], lastUsed: $0["used"]) }
        }
    }

    /// When one entry was last used; nil where it is not known.
    func lastUse(of url: String) throws(CacheError) -> Int64? {
        try access { database in
            guard try Self.notesUse(database) else { return nil }
            return try Int64.fetchOne(database, sql: "SELECT lastUsed FROM entry WHERE url = ?", arguments: [url])
        }
    }

    /// Takes rows away.
    func remove(urls: [String], hashes: [String]) throws(CacheError) {
        try change { database in
            for url in urls { try database.execute(sql: "DELETE FROM entry WHERE url = ?", arguments: [url]) }
            for hash in hashes { try database.execute(sql: "DELETE FROM object WHERE hash = ?", arguments: [hash]) }
        }
    }
}

/// Which object an entry has, and when it was last used.
struct EntryUse: Sendable, Hashable {
    var url: String
    var objectHash: String?
    /// In seconds since 1970.
    var lastUsed: Int64
}
