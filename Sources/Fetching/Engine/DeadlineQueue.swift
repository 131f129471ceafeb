/// Elements by the instant at which they are due; those of one instant in the order of their insertion.
struct DeadlineQueue<Element> {
    private struct Entry {
        var due: ContinuousClock.Instant
        var sequence: UInt64
        var element: Element

        func isBefore(_ other: Entry) -> Bool {
            due == other.due ? sequence < other.sequence : due < other.due
        }
    }

    /// A binary heap: no entry is before its parent.
    private var heap: [Entry] = []
    private var sequence: UInt64 = 0

    /// When the first element is due.
    var next: ContinuousClock.Instant? { heap.first?.due }

    mutating func insert(_ element: Element, due: ContinuousClock.Instant) {
        heap.append(Entry(due: due, sequence: sequence, element: element))
        sequence &+= 1
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the first element out if it is due.
    mutating func popDue(_ now: ContinuousClock.Instant) -> Element? {
        guard let first = heap.first, first.due <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].isBefore(heap[least]) { least = child }
            }
            guard least != parent else { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return first.element
    }
}
