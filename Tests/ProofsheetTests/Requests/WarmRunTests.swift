import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Warming a list")
struct WarmRunTests {
    /// Counts the pieces of work that are handed to a queue.
    private final class Count: Sendable {
        private let value = Mutex(0)
        var current: Int { value.withLock { $0 } }

        var queue: WorkQueue {
            WorkQueue { work in
                self.value.withLock { $0 += 1 }
                Thread.detachNewThread(work)
            }
        }
    }

    private func archive(in directory: TemporaryDirectory, _ queue: WorkQueue) -> Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.isOffline = true
        var archive = Archive(paths: [directory.root], configuration: configuration)
        archive.queue = queue
        return archive
    }

    @Test("is done on the queue of the archive, and answers every line of a run that makes no requests")
    func queue() async throws {
        let directory = try TemporaryDirectory()
        let urls = (0..<9).map { "https://images.example/\($0).jpg" }
        let list = URLList(path: try directory.write(urls.joined(separator: "\n"), to: "list"))
        let count = Count()
        var outcomes: [String: WarmResult.Outcome] = [:]
        let result = try await archive(in: directory, count.queue).warm(list) { results in
            for result in results { outcomes[result.url ?? ""] = result.outcome }
        }
        #expect(count.current > 0)
        #expect(outcomes == Dictionary(uniqueKeysWithValues: urls.map { ($0, .skipped) }))
        #expect(result.summary.images == 9 && result.exitStatus == 0)
    }

    @Test("whose file is not there says so")
    func missing() async throws {
        let directory = try TemporaryDirectory()
        let archive = archive(in: directory, Count().queue)
        await #expect(throws: ProofsheetError.self) {
            try await archive.warm(URLList(path: directory.path(of: "none")))
        }
    }
}
