import Dispatch
import FileSystem
import Records
import Synchronization
import Walking

/// Reads and parses the records below a directory once, as an audit does but for all that it does with them.
///
/// What a run over the records takes is best said as a ratio to this, measured in turn.
enum ReadingBenchmark {
    /// - Parameter threads: How many records are read at once.
    static func run(_ directory: String, threads: Int) {
        let clock = ContinuousClock()
        let start = clock.now
        let files = FileWalker(roots: [directory], taking: RecordFormats.areKnown(forFileNamed:)).walk().files
        let found = clock.now
        let next = Atomic(0)
        let entries = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                guard let file = try? RecordFile(files[index].path) else { continue }
                var part: RecordPart? = .first
                while let start = part, let record = try? file.part(at: start) {
                    entries.add(record.entries.count, ordering: .relaxed)
                    part = record.followingPart
                }
            }
        }
        let end = clock.now
        print(
            "reading \(files.count) records, \(entries.load(ordering: .relaxed)) entries: "
                + "\(found - start) to find them, \(end - found) to read and parse them on \(threads) threads")
    }
}
