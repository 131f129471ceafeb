import Caching
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

/// What stands at the path of an object and can be none.
enum ForeignThing: String, CaseIterable, CustomTestStringConvertible {
    case directory, fullDirectory, pipe, device, linkToItself, shelf

    var testDescription: String { rawValue }

    /// Puts it in the place of a file.
    func replace(_ path: String) throws {
        unlink(path)
        switch self {
        case .directory: #expect(mkdir(path, 0o755) == 0)
        case .fullDirectory:
            try FileSystem.makeDirectories(path + "/below")
            try AtomicFile.create(path + "/below/file", with: [1])
        case .pipe: #expect(mkfifo(path, 0o644) == 0)
        case .device: #expect(symlink("/dev/zero", path) == 0)
        case .linkToItself: #expect(symlink(path, path) == 0)
        case .shelf:
            let shelf = FileSystem.parentPath(of: path)
            #expect(rmdir(shelf) == 0)
            try AtomicFile.create(shelf, with: [1])
        }
    }
}

@Suite("What stands at the path of an object and is no file")
struct ForeignObjectTests {
    private let directory: TemporaryDirectory
    private let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Two images, of which the first is no longer a file.
    private func objects(_ thing: ForeignThing) throws -> [ImageObject] {
        for url in ["u", "v"] { try cache.add(url) }
        let objects = try cache.allEntries().compactMap(\.object)
        try thing.replace(cache.objects.location(of: objects[0]))
        return objects
    }

    @Test("costs that object alone, whose condition can be told", arguments: ForeignThing.allCases)
    func costsOneObject(_ thing: ForeignThing) throws {
        let objects = try objects(thing)
        for isFull in [false, true] {
            #expect(try cache.objects.condition(of: objects[0], full: isFull) != .present)
            #expect(try cache.objects.condition(of: objects[1], full: isFull) == .present)
        }
    }

    @Test("gives way when the image is stored again", arguments: ForeignThing.allCases)
    func givesWay(_ thing: ForeignThing) throws {
        let objects = try objects(thing)
        try cache.add("u")
        #expect(try cache.objects.condition(of: objects[0], full: true) == .present)
    }

    @Test("is dropped with the row of its object, and what a link leads to stays", arguments: ForeignThing.allCases)
    func isDropped(_ thing: ForeignThing) throws {
        let objects = try objects(thing)
        #expect(try cache.drop([objects[0]]) == [objects[0]])
        let path = cache.objects.location(of: objects[0])
        #expect((try? FileSystem.status(of: path, followingLinks: false)) == nil)
        #expect(try FileSystem.exists("/dev/zero"))
        #expect(try cache.soundURLs() == ["v"])
    }

    @Test("says what it is")
    func saysSo() throws {
        let objects = try objects(.directory)
        let path = cache.objects.location(of: objects[0])
        #expect(try cache.objects.condition(of: objects[0]) == .altered("'\(path)' is not a file"))
    }

    @Test("a link to a file with the same bytes is the object")
    func linkedObject() throws {
        try cache.add("u")
        let object = try #require(try cache.allObjects().first)
        let path = cache.objects.location(of: object)
        #expect(rename(path, directory.path(of: "elsewhere")) == 0)
        #expect(symlink(directory.path(of: "elsewhere"), path) == 0)
        #expect(try cache.objects.condition(of: object, full: true) == .present)
    }
}
