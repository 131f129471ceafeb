import Auditing
import Dispatch
import Foundation
import Synchronization

/// A long list of findings is gone through on all cores, some records at a time.
extension FindingList {
    /// Records of a batch, which are enough to be worth a turn of a core and few enough to take little memory.
    private static var batchSize: Int { 64 }

    /// Makes something of each batch of the list, and hands the results over in their order.
    ///
    /// Findings of one record are in one batch.
    func forEachBatch<Result: Sendable>(
        _ transform: @Sendable (Range<Int>) -> Result, _ take: (Result) -> Void
    ) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var start = startIndex
        while start < endIndex {
            var batches: [Range<Int>] = []
            while start < endIndex, batches.count < 4 * cores {
                let end = endOfRecord(Swift.min(start + Self.batchSize, endIndex))
                batches.append(start..<end)
                start = end
            }
            let known = batches
            let results = Mutex([Result?](repeating: nil, count: known.count))
            DispatchQueue.concurrentPerform(iterations: known.count) { index in
                let result = transform(known[index])
                results.withLock { $0[index] = result }
            }
            for result in results.withLock({ $0 }) { if let result { take(result) } }
        }
    }

    /// Hands over the text of each batch, in their order.
    ///
    /// - Parameter encode: Gets the places of a batch and the text to add to.
    func encode(to send: (ByteText) -> Void, _ encode: @Sendable (Range<Int>, inout ByteText) -> Void) {
        forEachBatch { range in
            var text = ByteText()
            encode(range, &text)
            return text
        } _: {
            send($0)
        }
    }

    /// The findings of a batch, each with its place among all of the list, which only orders them.
    func findings(in batch: Range<Int>) -> some Sequence<(place: Int, finding: Finding)> {
        batch.lazy.flatMap { index in
            self[index].enumerated().lazy.map { (place: index << 32 | $0.offset, finding: $0.element) }
        }
    }

    /// The place after `index`, or later, before which the findings of a record end.
    private func endOfRecord(_ index: Int) -> Int {
        var end = index
        while end < endIndex, self[end].first?.record == self[end - 1].first?.record { end += 1 }
        return end
    }
}
