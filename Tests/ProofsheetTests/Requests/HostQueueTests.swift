import Testing

@testable import Proofsheet

@Suite("Hosts in the queue of a run") struct HostQueueTests {
    private func filled(
        _ urls: [String], limit: Int, hostLimit: Int, target: @escaping (String) -> String = { $0 }
    ) -> HostQueue {
        var queue = HostQueue(limit: limit, hostLimit: hostLimit, target: target)
        for url in urls { queue.add(RequestJob(url: url)) }
        return queue
    }

    private func startable(_ queue: inout HostQueue) -> [HostQueue.Turn] {
        var turns: [HostQueue.Turn] = []
        while let turn = queue.next() { turns.append(turn) }
        return turns
    }

    @Test("the host with the most left comes first, with no more than its share, in its own order") func biggestFirst()
    {
        let urls = ["http://b/1?x", "https://a/1", "https://a/2", "https://c#1", "https://a/3", "http://b/2"]
        var queue = filled(urls, limit: 10, hostLimit: 2)
        let turns = startable(&queue)
        #expect(turns.urls == ["https://a/1", "http://b/1?x", "https://a/2", "http://b/2", "https://c#1"])
        queue.finish(turns[4])
        #expect(startable(&queue).isEmpty)
        queue.finish(turns[2])
        #expect(startable(&queue).urls == ["https://a/3"])
    }

    @Test("all together are no more than the limit") func limit() {
        var queue = filled((0..<9).map { "http://h\($0)/" }, limit: 4, hostLimit: 9)
        let turns = startable(&queue)
        #expect(turns.count == 4)
        queue.finish(turns[0])
        #expect(startable(&queue).urls == ["http://h4/"])
    }

    @Test("the host is the one that is asked") func target() {
        var queue = filled(["http://a/", "http://b/"], limit: 9, hostLimit: 1) { _ in "http://mirror/" }
        let turns = startable(&queue)
        #expect(turns.urls == ["http://a/"])
        queue.finish(turns[0])
        #expect(startable(&queue).urls == ["http://b/"])
    }

    @Test(
        "a host is one whatever the case of its name, its port and its credentials",
        arguments: ["http://A.example/", "https://a.example:8443/x", "http://user:secret@a.example/y"])
    func oneHost(url: String) {
        var queue = filled(["https://a.example/1", url], limit: 9, hostLimit: 1)
        #expect(startable(&queue).urls == ["https://a.example/1"])
    }

    @Test("every URL comes once, whatever ends when") func complete() {
        let urls = (0..<500).map { "http://h\($0 * 7 % 23 * $0 % 11)/\($0)" }
        var queue = filled(urls, limit: 20, hostLimit: 3)
        var given: [String] = []
        var open: [HostQueue.Turn] = []
        repeat {
            let new = startable(&queue)
            given += new.urls
            open += new
            if !open.isEmpty { queue.finish(open.remove(at: given.count % open.count)) }
        } while !open.isEmpty
        #expect(given.sorted() == urls.sorted())
        #expect(queue.isEmpty)
    }

    @Test("URLs that come while others are asked for count at once, and hosts that are done are forgotten")
    func grows() throws {
        var queue = filled(["https://a/1", "https://b/1", "https://b/2"], limit: 1, hostLimit: 1)
        let next = queue.next()
        let first = try #require(next)
        #expect(first.job.url == "https://b/1" && queue.waiting == 2)
        for number in 2..<4 { queue.add(RequestJob(url: "https://a/\(number)")) }
        queue.finish(first)
        var order: [String] = []
        while let turn = queue.next() {
            order.append(turn.job.url)
            queue.finish(turn)
            if order.count == 2 { queue.add(RequestJob(url: "https://c/1")) }
        }
        #expect(order == ["https://a/1", "https://a/2", "https://a/3", "https://b/2", "https://c/1"])
        #expect(queue.isEmpty)
    }

    @Test("what waits can be taken back, while what was given out goes on") func takingBack() {
        var queue = filled(["https://a/1", "https://a/2", "https://b/1"], limit: 9, hostLimit: 1)
        let turns = startable(&queue)
        queue.removeWaiting()
        #expect(queue.waiting == 0 && queue.active == 2)
        for turn in turns { queue.finish(turn) }
        #expect(queue.isEmpty)
        queue.add(RequestJob(url: "https://a/3"))
        #expect(startable(&queue).urls == ["https://a/3"])
    }
}

extension [HostQueue.Turn] {
    fileprivate var urls: [String] { map(\.job.url) }
}
