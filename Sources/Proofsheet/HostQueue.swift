/// URLs that wait for their turn: those of the host with the most first, and of no host so many at once that the others
/// have to wait.
///
/// The host with the most URLs takes the longest, so that it should never be the one that waits.
struct HostQueue {
    private struct Host {
        var urls: [String] = []
        /// How many of them have been given out, and how many of these are not finished.
        var taken = 0
        var active = 0

        var remaining: Int { urls.count - taken }
    }

    private var hosts: [Host] = []
    private var numbers: [String: Int] = [:]
    private let limit: Int
    private let hostLimit: Int
    private var active = 0
    /// Numbers of the hosts that may give one out: a binary heap, none with fewer URLs left than one below it.
    private var heap: [Int] = []
    private let target: (String) -> String

    /// - Parameters:
    ///   - limit: URLs that are given out and not finished at once, over all hosts.
    ///   - hostLimit: The same of one host.
    ///   - target: Where a URL is fetched from, which decides on its host.
    init(_ urls: [String], limit: Int, hostLimit: Int, target: @escaping (String) -> String = { $0 }) {
        self.limit = max(1, limit)
        self.hostLimit = max(1, hostLimit)
        self.target = target
        for url in urls {
            let host = String(Self.authority(of: target(url)))
            let number = numbers[host] ?? hosts.count
            if number == hosts.count {
                numbers[host] = number
                hosts.append(Host())
            }
            hosts[number].urls.append(url)
        }
        for number in hosts.indices { insert(number) }
    }

    /// The next URL to ask for; nil where none may be asked for before another is finished.
    mutating func next() -> String? {
        guard active < limit, let number = heap.first else { return nil }
        let url = hosts[number].urls[hosts[number].taken]
        hosts[number].taken += 1
        hosts[number].active += 1
        active += 1
        removeFirst()
        if mayGive(number) { insert(number) }
        return url
    }

    /// Takes note that a URL has been asked for.
    mutating func finish(_ url: String) {
        guard let number = numbers[String(Self.authority(of: target(url)))] else { return }
        let couldGive = mayGive(number)
        hosts[number].active -= 1
        active -= 1
        if !couldGive, mayGive(number) { insert(number) }
    }

    private func mayGive(_ number: Int) -> Bool { hosts[number].remaining > 0 && hosts[number].active < hostLimit }

    /// Whether a host comes before another; of two with as many left the one that was named first.
    private func precedes(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (hosts[first].remaining, hosts[second].remaining)
        return left == right ? first < second : left > right
    }

    private mutating func insert(_ number: Int) {
        heap.append(number)
        var child = heap.count - 1
        while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if precedes(heap[child], heap[best]) { best = child }
            }
            guard best != parent else { return }
            heap.swapAt(parent, best)
            parent = best
        }
    }

    private static func authority(of url: String) -> Substring {
        guard let start = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return url[...] }
        let rest = url[start...].drop { $0 == ":" || $0 == "/" }
        return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }
}
