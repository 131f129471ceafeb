import FileSystem
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import Proofsheet

@Suite("The progress of a run")
struct RunProgressTests {
    /// Everything that is told of a run.
    private final class Listener: Sendable {
        private let states = Mutex<[RunProgress.State]>([])

        var progress: RunProgress {
            RunProgress { state in self.states.withLock { $0.append(state) } }
        }

        /// Each stage as it was when its last was done.
        var ends: [RunProgress.State] {
            states.withLock { states in
                states.indices.filter { states[$0].isOver && states[$0].total > 0 }.map { states[$0] }
            }
        }

        /// Whether no stage has had more done than there was, or less than before.
        var isSteady: Bool {
            states.withLock { states in
                states.allSatisfy { $0.done <= $0.total }
                    && zip(states, states.dropFirst()).allSatisfy { $0.stage != $1.stage || $0.done <= $1.done }
            }
        }
    }

    private func archive(_ fixture: ArchiveFixture, _ listener: Listener) -> Archive {
        var archive = fixture.archive
        archive.progress = listener.progress
        return archive
    }

    @Test("of an audit tells how many records are judged, all of them in the end")
    func judging() async throws {
        let (fixture, listener) = (try ArchiveFixture(records: 90), Listener())
        _ = try await archive(fixture, listener).audit()
        withExtendedLifetime(fixture) {}
        #expect(listener.ends.map(\.stage) == [.judging] && listener.isSteady)
        #expect(listener.ends.map(\.total) == [93] && listener.ends.map(\.done) == [93])
    }

    @Test("of a proof sheet tells how many thumbnails are made", arguments: [nil, "sheet.html"])
    func drawing(output: String?) async throws {
        let (fixture, listener) = (try ArchiveFixture(records: 30), Listener())
        var archive = archive(fixture, listener)
        archive.makesProofSheet = true
        archive.output = output.map(fixture.directory.path)
        _ = try await archive.audit()
        withExtendedLifetime(fixture) {}
        #expect(listener.ends.map(\.stage) == [.judging, .drawing] && listener.isSteady)
        let drawing = try #require(listener.ends.last)
        #expect(drawing.total > 5 && drawing.done == drawing.total)
    }

    @Test("of a repair tells how many records are written, and judges these again")
    func repairing() async throws {
        let (fixture, listener) = (try ArchiveFixture(records: 6), Listener())
        var archive = archive(fixture, listener)
        archive.configuration.isForced = true
        let result = try await archive.repair()
        withExtendedLifetime(fixture) {}
        #expect(listener.ends.map(\.stage) == [.judging, .repairing, .judging])
        #expect(listener.ends.map(\.total) == listener.ends.map(\.done))
        #expect(listener.ends.last?.total == result.report.repaired?.records)
    }

    @Test("of a record that is read in parts counts one")
    func parts() async throws {
        let directory = try TemporaryDirectory()
        let line = #"{"url": "https://example.org/a.png", "isCached": true}"# + "\n"
        try directory.write(String(repeating: line, count: 80_000), to: "large.ndjson")
        try directory.write(line, to: "small.ndjson")
        let listener = Listener()
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        _ = try await Archive(
            paths: [directory.path(of: ".")], configuration: configuration, progress: listener.progress
        )
        .audit()
        #expect(listener.ends.map(\.total) == [2] && listener.ends.map(\.done) == [2])
    }
}
