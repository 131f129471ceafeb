import BareLoops
import Dispatch
import FileSystem
import Glibc
import Records
import Synchronization
import Walking

/// Reads and parses the records below a directory, as an audit does but for all that it does with them, beside a bare
/// pass in C over the lines of their front matter.
///
/// What a run over the records takes is best said as a ratio to this, measured in turn.
enum ReadingBenchmark {
    /// - Parameters:
    ///   - threads: How many records are read at once.
    ///   - rounds: How often, in turn; the medians count.
    static func run(_ directory: String, threads: Int, rounds: Int) {
        let clock = ContinuousClock()
        let start = clock.now
        let files = FileWalker(roots: [directory], taking: RecordFormats.areKnown(forFileNamed:)).walk().files
            .map(\.path)
        print("\(files.count) records, found in \(clock.now - start); medians of \(rounds) on \(threads) threads")
        let pointers = files.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        var (times, floors, ratios): ([Double], [Double], [Double]) = ([], [], [])
        var (entries, keys) = (0, UInt64(0))
        // The first round brings the files into memory.
        for round in 0...rounds {
            let bare = clock.now
            keys = bareLoop(pointers, threads)
            let reading = clock.now
            entries = read(files, threads)
            let end = clock.now
            if round == 0 { continue }
            floors.append((reading - bare) / .seconds(1))
            times.append((end - reading) / .seconds(1))
            ratios.append((end - reading) / (reading - bare))
        }
        print("  bare loop in C: \(seconds(floors)), \(keys) keys")
        print("  reading and parsing: \(seconds(times)), \(entries) entries")
        print("  ratio: \(rounded(median(ratios), 2))")
    }

    private static func bareLoop(_ paths: [UnsafeMutablePointer<CChar>?], _ threads: Int) -> UInt64 {
        var sum: UInt64 = 0
        let known = paths.map { UnsafePointer($0) }
        return known.withUnsafeBufferPointer { bare_front_matter($0.baseAddress, $0.count, threads, &sum) }
    }

    /// The number of entries.
    private static func read(_ files: [String], _ threads: Int) -> Int {
        let next = Atomic(0)
        let entries = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                guard let file = try? RecordFile(files[index]) else { continue }
                var part: RecordPart? = .first
                while let start = part, let record = try? file.part(at: start) {
                    entries.add(record.entries.count, ordering: .relaxed)
                    part = record.followingPart
                }
            }
        }
        return entries.load(ordering: .relaxed)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func seconds(_ values: [Double]) -> String { "\(rounded(median(values), 3)) s" }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (value * scale).rounded() / scale
    }
}
