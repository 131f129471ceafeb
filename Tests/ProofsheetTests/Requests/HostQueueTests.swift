import Testing

@testable import Proofsheet

@Suite("Hosts in the queue of a run") struct HostQueueTests {
    private func filled(
        _ urls: [String], limit: Int, hostLimit: Int, target: @escaping (String) -> String = { $0 }
    ) -> HostQueue {
        var queue = HostQueue(limit: limit, hostLimit: hostLimit, target: target)
        for url in urls { queue.add(url) }
        return queue
    }

    private func startable(_ queue: inout HostQueue) -> [String] {
        var urls: [String] = []
        while let url = queue.next() { urls.append(url) }
        return urls
    }

    @Test("the host with the most left comes first, with no more than its share, in its own order") func biggestFirst()
    {
        let urls = ["http://b/1?x", "https://a/1", "https://a/2", "https://c#1", "https://a/3", "http://b/2"]
        var queue = filled(urls, limit: 10, hostLimit: 2)
        #expect(startable(&queue) == ["https://a/1", "http://b/1?x", "https://a/2", "http://b/2", "https://c#1"])
        queue.finish("https://c#1")
        #expect(startable(&queue).isEmpty)
        queue.finish("https://a/2")
        #expect(startable(&queue) == ["https://a/3"])
    }

    @Test("all together are no more than the limit") func limit() {
        var queue = filled((0..<9).map { "http://h\($0)/" }, limit: 4, hostLimit: 9)
        #expect(startable(&queue).count == 4)
        queue.finish("http://h0/")
        #expect(startable(&queue) == ["http://h4/"])
    }

    @Test("the host is the one that is asked") func target() {
        var queue = filled(["http://a/", "http://b/"], limit: 9, hostLimit: 1) { _ in "http://mirror/" }
        #expect(startable(&queue) == ["http://a/"])
        queue.finish("http://a/")
        #expect(startable(&queue) == ["http://b/"])
    }

    @Test("every URL comes once, whatever ends when") func complete() {
        let urls = (0..<500).map { "http://h\($0 * 7 % 23 * $0 % 11)/\($0)" }
        var queue = filled(urls, limit: 20, hostLimit: 3)
        var given: [String] = []
        var open: [String] = []
        repeat {
            let new = startable(&queue)
            given += new
            open += new
            if !open.isEmpty { queue.finish(open.remove(at: given.count % open.count)) }
        } while !open.isEmpty
        #expect(given.sorted() == urls.sorted())
    }

    @Test("URLs that come while others are asked for count at once, and hosts that are done are forgotten")
    func grows() {
        var queue = filled(["https://a/1", "https://b/1", "https://b/2"], limit: 1, hostLimit: 1)
        #expect(queue.next() == "https://b/1" && queue.waiting == 2)
        for number in 2..<4 { queue.add("https://a/\(number)") }
        queue.finish("https://b/1")
        var order: [String] = []
        while let url = queue.next() {
            order.append(url)
            queue.finish(url)
            if order.count == 2 { queue.add("https://c/1") }
        }
        #expect(order == ["https://a/1", "https://a/2", "https://a/3", "https://b/2", "https://c/1"])
        #expect(queue.waiting == 0 && queue.active == 0)
    }
}
