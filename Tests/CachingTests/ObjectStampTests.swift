import Caching
import FileSystem
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("By what an object is trusted unread")
struct ObjectStampTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
    }

    /// Stores two images of one size, whose files have one time.
    private func storeTwins() throws -> [ImageObject] {
        let cache = try Cache(writingTo: path)
        for url in ["u", "v"] { try cache.add(url) }
        var objects = try cache.allObjects()
        for index in objects.indices {
            let file = cache.objects.location(of: objects[index])
            var times = [timeval(tv_sec: 1_000, tv_usec: 0), timeval(tv_sec: 1_000, tv_usec: 0)]
            #expect(utimes(file, &times) == 0)
            objects[index].modificationTime = try FileSystem.status(of: file).modificationTime
        }
        try cache.update(objects: objects)
        #expect(objects[0].byteCount == objects[1].byteCount && objects[0].inode != objects[1].inode)
        return objects
    }

    private func swap(_ objects: [ImageObject], in cache: Cache) {
        let files = objects.map { cache.objects.location(of: $0) }
        rename(files[0], files[0] + ".aside")
        rename(files[1], files[0])
        rename(files[0] + ".aside", files[1])
    }

    @Test("two objects of one size and time that were swapped are noticed without a full check")
    func swapped() throws {
        let objects = try storeTwins()
        let cache = try Cache(reading: path)
        swap(objects, in: cache)
        for object in try cache.allObjects() {
            let file = cache.objects.location(of: object)
            #expect(try cache.condition(of: object) == .altered("'\(file)' does not hash to its name"))
        }
    }

    @Test("an index of before inodes were noted goes by size and time")
    func withoutInode() throws {
        var objects = try storeTwins()
        let cache = try Cache(writingTo: path)
        for index in objects.indices { objects[index].inode = nil }
        try cache.update(objects: objects)
        swap(objects, in: cache)
        #expect(try cache.allObjects().allSatisfy { try cache.condition(of: $0) == .present })
    }

    #if DEBUG
        /// How many objects are read while `body` runs.
        private func reads(_ body: () throws -> Void) rethrows -> Int {
            let count = ReadCount()
            let hook: FaultInjection.Hook = { call, path in
                if call == .open, path.contains("/objects/") { count.add() }
                return nil
            }
            try FaultInjection.$hook.withValue(hook) { try body() }
            return count.value
        }

        /// Gives every object another file with the same bytes and times, as a copy of the cache has.
        private func copyObjects() throws {
            for object in try Cache(reading: path).allObjects() {
                let file = try Cache(reading: path).objects.location(of: object)
                let bytes = try FileSystem.read(file).bytes
                rename(file, directory.path(of: "old-\(object.id)"))
                try AtomicFile.place(bytes, at: file, modificationTime: object.modificationTime)
            }
        }

        private func look(_ cache: Cache) throws {
            for object in try cache.allObjects() { #expect(try cache.condition(of: object) == .present) }
        }

        @Test("a copied cache is hashed once, by who only looks too", arguments: [false, true])
        func copied(writes: Bool) throws {
            _ = try storeTwins()
            #expect(try reads { try look(Cache(reading: path)) } == 0)
            try copyObjects()
            let opened = try reads {
                let cache = try writes ? Cache(writingTo: path) : Cache(reading: path)
                try look(cache)
                if writes { cache.close() } else { cache.keepStamps() }
            }
            // Syncs of the shelves are no reads of objects.
            #expect(opened >= 2)
            #expect(try reads { try look(Cache(reading: path)) } == 0)
        }

        @Test("a copied cache that cannot be written is hashed each time, without an error")
        func copiedReadOnly() throws {
            _ = try storeTwins()
            try copyObjects()
            let hook: FaultInjection.Hook = { call, _ in call == .access ? EROFS : nil }
            for _ in 0..<2 {
                let cache = try Cache(reading: path)
                #expect(try reads { try look(cache) } == 2)
                FaultInjection.$hook.withValue(hook) { cache.keepStamps() }
            }
        }
    #endif
}

private final class ReadCount: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add() { count.wrappingAdd(1, ordering: .relaxed) }
}
