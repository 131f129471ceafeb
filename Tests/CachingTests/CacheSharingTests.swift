import Caching
import FileSystem
import Glibc
import TestSupport
import Testing

@Suite("Several processes on one cache")
struct CacheSharingTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
    }

    @Test("only one of them may fetch a URL, and the next when it is done or ends")
    func leases() throws {
        let first = try Cache(writingTo: path)
        try {
            let second = try Cache(writingTo: path)
            #expect(try second.lease("u"))
            #expect(try !first.lease("u") && first.lease("v"))
            second.endLease(of: "u")
            #expect(try first.lease("u"))
            #expect(try !second.lease("u"))
            #expect(try second.lease("w"))
        }()
        #expect(try first.lease("w"))
    }

    @Test("what a process that ended left half done is removed by the next, what another is doing is not")
    func removesAbandoned() throws {
        let running = try Cache(writingTo: path)
        let staged = try running.staged("abc")
        try directory.write("half an image", to: "Cache/state/staging/abandoned/1")
        let next = try Cache(writingTo: path)
        #expect(try StagedNames.all(in: directory).count == 1)
        try running.store([.init(entry: CacheEntry(url: "u"), staged: staged)])
        #expect(try next.soundURLs() == ["u"])
    }

    @Test("an object that was not put in place leaves no file")
    func removesStaged() throws {
        let cache = try Cache(writingTo: path)
        do { _ = try cache.staged("abc") }
        #expect(try StagedNames.all(in: directory).isEmpty)
    }

    @Test("a cache that is closed has nothing staged, whoever still has a hand on it")
    func closes() throws {
        let cache = try Cache(writingTo: path)
        let staged = try cache.staged("abc")
        cache.close()
        #expect(try directory.names(in: "Cache/state/staging").isEmpty)
        withExtendedLifetime(staged) {}
    }

    #if DEBUG
        @Test("a cache that cannot be opened to write leaves nothing staged")
        func opensWithoutTrace() throws {
            for (call, code) in [(SystemCall.open, EMFILE), (.status, EIO), (.write, ENOSPC), (.sync, EIO)] {
                let hook: FaultInjection.Hook = { made, path in
                    made == call && path.contains("/staging/") ? code : nil
                }
                FaultInjection.$hook.withValue(hook) {
                    let error = #expect(throws: CacheError.self) { try Cache(writingTo: path) }
                    #expect(error?.kind == .opening && error?.systemRemedy != nil)
                }
                #expect(try directory.names(in: "Cache/state/staging").isEmpty, "\(call)")
            }
        }
    #endif

    @Test("an object that is removed between being looked for and being stored is stored all the same")
    func storesRemoved() throws {
        let cache = try Cache(writingTo: path)
        let object = try cache.stored("abc")
        let staged = try cache.staged("abc")
        try Cache(writingTo: path).drop([object])
        try cache.store([.init(entry: CacheEntry(url: "u"), staged: staged)])
        #expect(try cache.soundURLs() == ["u"])
    }

    @Test("an answer 304 whose object was removed meanwhile leaves the URL due")
    func forgetsRemoved() throws {
        let cache = try Cache(writingTo: path)
        try cache.add("u")
        var entry = try #require(try cache.entries(for: ["u"])["u"])
        entry.etag = "\"1\""
        entry.freshUntil = .max
        var rules = PruneRules()
        rules.maximumBytes = 0
        _ = try Cache(writingTo: path).prune(rules, isDryRun: false, now: 0)
        try cache.update([entry])
        let after = try #require(try cache.entries(for: ["u"])["u"])
        #expect(after.object == nil && after.etag == nil && after.needsRequest(at: 0))
    }

    @Test("a batch is durable before its rows, and fails whole")
    func failsWhole() throws {
        #if DEBUG
            let cache = try Cache(writingTo: path)
            let arrivals = try (0..<20).map {
                Cache.Update(entry: CacheEntry(url: "u\($0)"), staged: try cache.staged("text \($0)"))
            }
            for (call, code) in [(SystemCall.sync, EIO), (.open, EMFILE), (.makeDirectory, ENOSPC), (.rename, EROFS)] {
                FaultInjection.$hook.withValue({ made, path in made == call && path.contains("objects") ? code : nil })
                {
                    let error = #expect(throws: CacheError.self) { try cache.store(arrivals) }
                    #expect(error?.kind == .storing)
                }
                #expect(try cache.allEntries().isEmpty)
            }
            try cache.store(arrivals)
            #expect(try cache.soundURLs().count == 20)
        #endif
    }

    @Test("storing, dropping and pruning at once leave no entry without its object")
    func shares() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    let cache = try Cache(writingTo: path)
                    for round in 0..<15 {
                        switch worker {
                        case 0:
                            var rules = PruneRules()
                            rules.maximumBytes = 100
                            _ = try cache.prune(rules, isDryRun: false, now: 0)
                        case 1: try cache.drop(Array(try cache.allObjects().prefix(3)))
                        default:
                            let arrivals = try (0..<10).map {
                                // Workers share images, and each has URLs of its own.
                                Cache.Update(
                                    entry: CacheEntry(url: "w\(worker)-\($0)"),
                                    staged: try cache.staged("image \(round % 5) \($0)"))
                            }
                            try cache.store(arrivals)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let cache = try Cache(writingTo: path)
        _ = try cache.soundURLs()
        try cache.add("last")
        #expect(try cache.soundURLs().contains("last"))
        #expect(try StagedNames.all(in: directory).isEmpty)
    }
}
