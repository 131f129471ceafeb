import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Proofsheet

/// Runs what it is given in an order that is drawn by lot, on several threads.
private final class ShuffledQueue: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        /// How often another piece of work was taken than the one that waited longest.
        var overtaken = 0
        var generator: SeededGenerator
    }

    private let state: Mutex<State>
    private let threads = OperationQueue()

    init(seed: UInt64) {
        state = Mutex(State(generator: SeededGenerator(seed: Int(seed))))
        threads.maxConcurrentOperationCount = 3
    }

    var overtaken: Int { state.withLock(\.overtaken) }

    var queue: WorkQueue {
        WorkQueue { work in
            self.state.withLock { $0.waiting.append(work) }
            self.threads.addOperation {
                // Until then more has come to draw from.
                usleep(self.state.withLock { UInt32($0.generator.draw(below: 200)) })
                self.take()()
            }
        }
    }

    private func take() -> @Sendable () -> Void {
        state.withLock { state in
            let index = state.generator.draw(below: state.waiting.count)
            if index > 0 { state.overtaken += 1 }
            return state.waiting.remove(at: index)
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func draw(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

@Suite("The order of completion")
struct CompletionOrderTests {
    private static let seeds = 1...100

    @Test("decides nothing: a hundred audits whose work is done in any order give the same bytes in every format")
    func sameBytes() async throws {
        let fixture = try ArchiveFixture(records: 28)
        var archive = fixture.archive
        let expected = try await reports(of: archive)
        #expect(expected.keys.sorted() == (RunResult.formatNames + ["lines"]).sorted())
        #expect(expected["ndjson"] == expected["lines"])
        // The archive has something to say of every kind.
        for rule in ["flag-stale", "flag-unset", "dimensions-mismatch", "image-gone", "record-invalid", "image-blank"] {
            #expect(expected["text"]?.contains(rule) == true, "\(rule)")
        }
        var overtaken = 0
        for seed in Self.seeds {
            let shuffled = ShuffledQueue(seed: UInt64(seed))
            archive.queue = shuffled.queue
            let reports = try await reports(of: archive)
            for (format, text) in expected { #expect(reports[format] == text, "\(format) with seed \(seed)") }
            overtaken += shuffled.overtaken
        }
        // Else nothing was shuffled.
        #expect(overtaken > Self.seeds.count * 10)
    }

    /// The report of an audit in every format, and under `lines` the one that was sent line by line.
    private func reports(of archive: Archive) async throws -> [String: String] {
        var archive = archive
        var lines = ""
        _ = try await archive.audit { lines += $0 }
        archive.makesProofSheet = true
        let result = try await archive.audit()
        var reports = ["lines": lines]
        for format in RunResult.formatNames { reports[format] = result.rendered(as: format) }
        return reports
    }
}
