import Caching
import FileSystem
import Hashing
import Probing
import TestSupport
import Testing

@Suite("Objects in another place than local files")
struct ObjectBackendTests {
    private let backend = MemoryObjects()
    private let store: ObjectStore
    private let header = ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3)
    /// FIPS 180-4, example of the one-block message.
    private let name = "ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.jpg"

    init() { store = ObjectStore(backend) }

    private func staged(_ text: String) throws -> StagedObject {
        try store.stage(Array(text.utf8), header: header, soundness: .intact)
    }

    private func put(_ text: String) throws -> ImageObject {
        try #require(try store.place([try staged(text)]).first)
    }

    @Test("are named and read as others are, are told of by their place there, and are no local files")
    func names() throws {
        let object = try put("abc")
        #expect(backend.names == [name])
        #expect(try store.bytes(of: object) == Array("abc".utf8))
        #expect(store.location(of: object) == "memory:\(name)" && store.localPath(of: object) == nil)
    }

    @Test("are held in memory until they are placed, all at once, and have their time from then on")
    func places() throws {
        let stagedObjects = try ["abc", "def"].map { try staged($0) }
        #expect(backend.names.isEmpty && stagedObjects.map(\.bytesHeld) == [3, 3])
        let placed = try store.place(stagedObjects)
        #expect(placed.map(\.modificationTime) == [1, 2] && backend.names.count == 2)
    }

    @Test("are not written again, unless they went meanwhile or are not what was stored")
    func writesOnce() throws {
        _ = try put("abc")
        let again = try staged("abc")
        _ = try store.place([again])
        #expect(backend.counts.placements == 1)
        try backend.remove(name)
        _ = try store.place([again])
        #expect(backend.counts.placements == 2)
        backend.set(name, Array("abX".utf8), at: 9)
        let mended = try put("abc")
        #expect(try store.condition(of: mended, full: true) == .present)
        #expect(backend.counts.placements == 3)
    }

    @Test("are known by size and time unread, else by their hash")
    func condition() throws {
        let object = try put("abc")
        let reads = backend.counts.reads
        #expect(try store.condition(of: object) == .present && backend.counts.reads == reads)
        backend.set(name, Array("abc".utf8), at: 7)
        #expect(try store.condition(of: object) == .present && backend.counts.reads == reads + 1)
        backend.set(name, Array("abX".utf8), at: 8)
        #expect(try store.condition(of: object) == .altered("'memory:\(name)' does not hash to its name"))
        try store.remove(object)
        #expect(try store.condition(of: object) == .missing("the file of object \(object.id) is gone"))
        try store.remove(object)
    }

    @Test("that cannot be reached are not missing")
    func unreachable() throws {
        let object = try put("abc")
        backend.goOut()
        let error = #expect(throws: ObjectError.self) { try store.condition(of: object) }
        #expect(error?.kind == .isTrouble && error?.description == "cannot reach the memory")
        #expect(throws: ObjectError.self) { try staged("def") }
    }

    @Test("that the index does not know are leftovers, and what was half written an hour ago; other names are not")
    func leftovers() throws {
        let hour: Int64 = 3_600 * 1_000_000_000
        let object = try put("abc")
        let orphan = try put("def")
        backend.set("ab/.half.tmp", [1, 2], at: 0)
        backend.set("ab/.new.tmp", [1], at: 2 * hour)
        backend.set("ab/notes.txt", [1], at: 0)
        let found = try store.leftovers(besides: [name], now: 3_600 * 2)
        #expect(found.map(\.name) == ["ab/.half.tmp", backend.names.first { $0.contains(orphan.id.hex) }])
        #expect(found.map(\.status.size) == [2, 3] && backend.names.contains { $0.contains(object.id.hex) })
    }
}
