import GRDB

/// The tables of the index and how they came to be; a version once released is never changed, only followed.
enum CacheSchema {
    /// Marks the file as Proofsheet's (`PRAGMA application_id`): the bytes of `Prsh`.
    static let applicationID: Int32 = 0x5072_7368

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: objects and entries") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(
                sql: """
                    CREATE TABLE object (
                      hash TEXT PRIMARY KEY NOT NULL,
                      format TEXT NOT NULL,
                      rawWidth INTEGER NOT NULL,
                      rawHeight INTEGER NOT NULL,
                      orientation INTEGER NOT NULL,
                      frames INTEGER,
                      soundness TEXT NOT NULL,
                      byteCount INTEGER NOT NULL,
                      modificationTime INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE entry (
                      url TEXT PRIMARY KEY NOT NULL,
                      objectHash TEXT REFERENCES object(hash) ON DELETE SET NULL,
                      etag TEXT,
                      lastModified TEXT,
                      freshUntil INTEGER NOT NULL,
                      fetchedAt INTEGER NOT NULL,
                      finalURL TEXT,
                      failureKind TEXT,
                      failureStatus INTEGER,
                      failureDetail TEXT,
                      failedAt INTEGER
                    ) WITHOUT ROWID;
                    CREATE INDEX entryByObject ON entry(objectHash);
                    """)
        }
        migrator.registerMigration("2: crop and animation") { database in
            for column in ["cropX", "cropY", "cropWidth", "cropHeight", "announcesAnimation"] {
                try database.execute(sql: "ALTER TABLE object ADD COLUMN \(column) INTEGER")
            }
        }
        migrator.registerMigration("3: what images look like") { database in
            for column in ["isBlank INTEGER", "dominantColor TEXT", "differenceHash INTEGER", "thumbHash BLOB"] {
                try database.execute(sql: "ALTER TABLE object ADD COLUMN \(column)")
            }
        }
        migrator.registerMigration("4: fields of responses") { database in
            for column in ["responseFields TEXT", "variantFields TEXT", "requestedAt INTEGER"] {
                try database.execute(sql: "ALTER TABLE entry ADD COLUMN \(column)")
            }
        }
        migrator.registerMigration("5: when entries were last used") { database in
            try database.execute(sql: "ALTER TABLE entry ADD COLUMN lastUsed INTEGER")
        }
        migrator.registerMigration("6: where images have moved") { database in
            try database.execute(sql: "ALTER TABLE entry ADD COLUMN movedTo TEXT")
        }
        migrator.registerMigration("7: how far the journal goes") { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS journal (
                      id INTEGER PRIMARY KEY CHECK (id = 1),
                      generation TEXT NOT NULL,
                      size INTEGER NOT NULL
                    )
                    """)
        }
        migrator.registerMigration("8: files of objects") { database in
            try database.execute(sql: "ALTER TABLE object ADD COLUMN inode INTEGER")
        }
        migrator.registerMigration("9: who judged objects") { database in
            try database.execute(sql: "ALTER TABLE object ADD COLUMN judge INTEGER")
        }
        migrator.registerMigration("10: size by density") { database in
            for column in ["correctedWidth INTEGER", "correctedHeight INTEGER"] {
                try database.execute(sql: "ALTER TABLE object ADD COLUMN \(column)")
            }
        }
        migrator.registerMigration("11: hosts that want to be left alone") { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS host (
                      origin TEXT PRIMARY KEY NOT NULL,
                      status INTEGER NOT NULL,
                      deferredUntil INTEGER NOT NULL,
                      notedAt INTEGER NOT NULL
                    ) WITHOUT ROWID
                    """)
        }
        migrator.registerMigration("12: moves and images from elsewhere") { database in
            let columns = ["movedCount INTEGER", "fallbackURL TEXT", "importedAt INTEGER", "triedFallbacks INTEGER"]
            for column in columns { try database.execute(sql: "ALTER TABLE entry ADD COLUMN \(column)") }
        }
        migrator.registerMigration("13: drawings without a size in pixels") { database in
            try database.execute(sql: "ALTER TABLE object ADD COLUMN isRatioOnly INTEGER")
        }
        return migrator
    }
}
