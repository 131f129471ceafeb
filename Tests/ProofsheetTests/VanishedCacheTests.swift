import Caching
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@testable import Proofsheet

#if DEBUG
    @Suite("Runs whose cache vanishes")
    struct VanishedCacheTests {
        private let directory: TemporaryDirectory
        private static let count = 5

        /// A cache with one image, and records that name it without a flag.
        init() throws {
            directory = try TemporaryDirectory()
            let cache = try Cache(writingTo: directory.path(of: "Cache"))
            let header = ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3)
            let staged = try cache.objects.stage([1, 2, 3], header: header, soundness: .intact)
            let entry = CacheEntry(url: "https://images.example/a.jpg", freshUntil: .max)
            try cache.store([.init(entry: entry, staged: staged)])
            for number in 0..<Self.count {
                try directory.write(
                    "images:\n  - url: \(entry.url)\n    width: 9\n    height: 3\n    isCached: false\n",
                    to: "site/\(number).yml")
            }
        }

        private var archive: Archive {
            var configuration = Configuration()
            configuration.cacheDirectory = directory.path(of: "Cache")
            configuration.isOffline = true
            var archive = Archive(paths: [directory.path(of: "site")], configuration: configuration)
            // On the task's own thread, to which the hook belongs.
            archive.queue = WorkQueue { $0() }
            return archive
        }

        /// Runs `body`, and moves the cache away just before a call on a path with an ending.
        private func losing<Result: Sendable>(
            before call: SystemCall, _ ending: String, _ body: () async throws -> Result
        ) async throws -> Result {
            let directory = directory
            let hook: FaultInjection.Hook = { made, path in
                if made == call, path.hasSuffix(ending) {
                    rename(directory.path(of: "Cache"), directory.path(of: "Moved"))
                }
                return nil
            }
            return try await FaultInjection.$hook.withValue(hook) { try await body() }
        }

        private func flags() throws -> [Bool] {
            try (0..<Self.count).map { try directory.text(of: "site/\($0).yml").contains("isCached: true") }
        }

        private let message = "' was deleted, moved or replaced while it was in use; nothing was written after that: "

        @Test("a repair that loses it between two records makes no more flags true, and says so in its report")
        func whileWriting() async throws {
            let archive = archive
            let result = try await losing(before: .rename, "site/1.yml") { try await archive.repair() }
            #expect(try flags() == [true, true, false, false, false])
            #expect(result.exitStatus == 3 && result.failures.count == 1)
            #expect(result.failures.first?.contains(message) == true)
            // What was to be repaired was in two records, and is still to be in three; the sizes are wrong in all.
            #expect(result.findings.count { $0.rule == "flag-unset" } == 3)
            #expect(result.findings.count { $0.rule == "dimensions-mismatch" } == 5)
            #expect(!(try FileSystem.exists(directory.path(of: "Cache"))))
        }

        @Test("a repair that loses it before it writes changes no record")
        func beforeWriting() async throws {
            let archive = archive
            let ending = "site/\(Self.count - 1).yml"
            await #expect(throws: ProofsheetError.self) {
                _ = try await losing(before: .open, ending) { try await archive.repair() }
            }
            #expect(try !flags().contains(true))
        }

        @Test("a repair that loses it with its last record says so")
        func afterWriting() async throws {
            let archive = archive
            let ending = "site/\(Self.count - 1).yml"
            let result = try await losing(before: .rename, ending) { try await archive.repair() }
            #expect(try !flags().contains(false))
            #expect(result.exitStatus == 3 && result.failures.first?.contains(message) == true)
        }

        @Test("an audit that loses it finds no flags stale", arguments: [true, false])
        func audits(isIncremental: Bool) async throws {
            var archive = archive
            archive.configuration.isIncremental = isIncremental
            let audited = archive
            let error = await #expect(throws: ProofsheetError.self) {
                _ = try await losing(before: .open, "site/0.yml") { try await audited.audit() }
            }
            #expect(error?.kind == .failure && error?.message.contains(message) == true)
        }
    }
#endif
