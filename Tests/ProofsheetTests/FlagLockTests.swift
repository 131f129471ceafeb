import Caching
import FileSystem
import Glibc
import Probing
import Synchronization
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Repairing and pruning at once")
struct FlagLockTests {
    private let directory: TemporaryDirectory
    private let cache: Cache
    private let object: ImageObject
    private let url = "https://images.example/a.jpg"

    /// A cache with one image, and a record that names it without a flag.
    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
        let header = ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3)
        let staged = try cache.objects.stage([1, 2, 3], header: header, soundness: .intact)
        let entry = CacheEntry(url: url, freshUntil: .max)
        object = try #require(try cache.store([.init(entry: entry, staged: staged)]).first?.object)
        try write(isCached: false)
    }

    private func write(isCached: Bool) throws {
        try directory.write("images:\n  - url: \(url)\n    isCached: \(isCached)\n", to: "post.yml")
    }

    private var archive: Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = cache.directory
        return Archive(paths: [directory.path(of: "post.yml")], configuration: configuration)
    }

    private var isStored: Bool {
        get throws { try cache.objects.condition(of: object) == .present }
    }

    /// Runs `body` until it waits for the lock of the flags, or is done.
    private func untilItWaits(
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> Task<Void, any Error> {
        let state = SharedFlag()
        let hook: FaultInjection.Hook = { call, path in
            if call == .lock, path.hasSuffix("locks/flags") { state.set() }
            return nil
        }
        let task = Task {
            defer { state.set() }
            try await FaultInjection.$hook.withValue(hook) { try await body() }
        }
        while !state.isSet { try await Task.sleep(for: .milliseconds(1)) }
        return task
    }

    #if DEBUG
        @Test("a prune that waits for a repair keeps what that has flagged meanwhile")
        func pruneWaits() async throws {
            var lock = try await cache.lockFlags(alone: false)
            let archive = archive
            let prune = try await untilItWaits {
                var options = CacheCare.PruneOptions()
                options.maximumBytes = 0
                _ = try await CacheCare(cacheDirectory: archive.configuration.cacheDirectory)
                    .prune(options, keeping: archive)
            }
            try write(isCached: true)
            withExtendedLifetime(lock) {}
            lock = nil
            try await prune.value
            #expect(try isStored)
        }

        @Test("a repair that waits for a prune flags nothing that is gone by then")
        func repairWaits() async throws {
            var lock = try await cache.lockFlags(alone: true)
            let archive = archive
            let repair = try await untilItWaits { _ = try await archive.repair() }
            try cache.drop([object])
            withExtendedLifetime(lock) {}
            lock = nil
            try await repair.value
            #expect(try directory.text(of: "post.yml").contains("isCached: false"))
        }

        @Test("a repair that waits can be interrupted, and writes nothing")
        func interrupts() async throws {
            let lock = try await cache.lockFlags(alone: true)
            let archive = archive
            let repair = try await untilItWaits {
                let result = try await archive.repair()
                #expect(result.wasInterrupted)
            }
            repair.cancel()
            try await repair.value
            withExtendedLifetime(lock) {}
            #expect(try directory.text(of: "post.yml").contains("isCached: false"))
        }
    #endif

    @Test("repairs keep each other from nothing")
    func shares() async throws {
        let lock = try await cache.lockFlags(alone: false)
        _ = try await archive.repair()
        withExtendedLifetime(lock) {}
        #expect(try directory.text(of: "post.yml").contains("isCached: true"))
    }

    #if DEBUG
        @Test("a cache that may only be read is repaired from all the same")
        func readsOnly() async throws {
            let hook: FaultInjection.Hook = { call, path in call == .open && path.contains("/locks/") ? EROFS : nil }
            _ = try await FaultInjection.$hook.withValue(hook) { try await archive.repair() }
            #expect(try directory.text(of: "post.yml").contains("isCached: true"))
        }
    #endif
}

/// Something that has happened.
private final class SharedFlag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
}
