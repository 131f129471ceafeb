import Testing

@testable import Fetching

@Suite("Queues") struct QueueTests {
    @Test("a FIFO gives back in order, over many rounds of filling and emptying") func fifo() {
        var queue = FIFO<Int>()
        var expected = 0
        for number in 0..<1_000 {
            queue.append(number)
            if number % 3 != 0 {
                #expect(queue.popFirst() == expected)
                expected += 1
            }
        }
        #expect(queue.removeAll() == Array(expected..<1_000))
        #expect(queue.isEmpty && queue.popFirst() == nil)
    }

    @Test("deadlines come due in order of time, then of insertion, and never early") func deadlines() {
        let start = ContinuousClock.now
        var queue = DeadlineQueue<Int>()
        // 37 and 101 have no common factor: each second of 0...100 comes once, in a scattered order.
        for step in 0..<101 { queue.insert(step * 37 % 101, due: start + .seconds(step * 37 % 101)) }
        for number in [1_000, 1_001, 1_002] { queue.insert(number, due: start) }
        #expect(queue.popDue(start - .seconds(1)) == nil && queue.next == start)
        #expect((0..<4).compactMap { _ in queue.popDue(start) } == [0, 1_000, 1_001, 1_002])
        #expect(queue.popDue(start) == nil)
        #expect((1...100).compactMap { queue.popDue(start + .seconds($0)) } == Array(1...100))
        #expect(queue.next == nil)
    }
}
