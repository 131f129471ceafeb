import Caching
import FileSystem
import Foundation
import Glibc
import TestSupport
import Testing

/// What becomes of a cache while it is in use.
enum Disappearance: CaseIterable {
    case deleted, emptied, moved, replaced, withoutIndex, withoutObjects

    func happen(to path: String) throws {
        let files = FileManager.default
        switch self {
        case .deleted: try files.removeItem(atPath: path)
        case .emptied:
            for name in try files.contentsOfDirectory(atPath: path) { try files.removeItem(atPath: "\(path)/\(name)") }
        case .moved: #expect(rename(path, path + "-moved") == 0)
        case .replaced:
            #expect(rename(path, path + "-moved") == 0)
            try Cache(writingTo: path).add("other")
        case .withoutIndex: #expect(unlink(path + "/index.sqlite") == 0)
        case .withoutObjects: #expect(rename(path + "/objects", path + "-objects") == 0)
        }
    }
}

@Suite("A cache that vanishes while it is in use")
struct CachePresenceTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
        try Cache(writingTo: path).add("u")
    }

    @Test("gets nothing more, and neither does one in its place", arguments: Disappearance.allCases)
    func storesNothing(_ disappearance: Disappearance) throws {
        let cache = try Cache(writingTo: path)
        let staged = try cache.staged("new")
        let object = try #require(try cache.allObjects().first)
        try disappearance.happen(to: path)
        let before = try FileManager.default.subpathsOfDirectory(atPath: directory.root).sorted()
        let attempts: [() throws -> Void] = [
            { try cache.store([.init(entry: CacheEntry(url: "new"), staged: staged)]) },
            { try cache.update([CacheEntry(url: "new")]) },
            { try cache.update(objects: [object]) },
            { try cache.drop([object]) },
            { _ = try cache.prune(PruneRules(), isDryRun: false, now: 0) },
        ]
        for attempt in attempts {
            let error = #expect(throws: CacheError.self) { try attempt() }
            #expect(error?.kind == .vanished && error?.path == path)
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: directory.root).sorted() == before)
    }

    @Test("says so to who reads it", arguments: Disappearance.allCases, [true, false])
    func tellsReaders(_ disappearance: Disappearance, writes: Bool) throws {
        let cache = try writes ? Cache(writingTo: path) : Cache(reading: path)
        try cache.checkPresence()
        try disappearance.happen(to: path)
        let error = #expect(throws: CacheError.self) {
            try cache.whilePresent { () throws(CacheError) in _ = try cache.allEntries() }
        }
        #expect(error?.kind == .vanished)
    }

    @Test("that never was there is not missed")
    func neverThere() throws {
        try Cache(reading: directory.path(of: "none")).checkPresence()
    }

    @Test("that is made and filled while it is in use stays the same")
    func grows() throws {
        let cache = try Cache(writingTo: directory.path(of: "new"))
        try cache.add("u")
        try Cache(writingTo: directory.path(of: "new")).add("v")
        try cache.add("w")
        #expect(try cache.soundURLs() == ["u", "v", "w"])
    }
}
