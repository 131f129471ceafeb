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
        /// Where its number stands in the heap; nil where it may give none out.
        var place: Int?

        var remaining: Int { urls.count - taken }

        mutating func takeFirst() -> String {
            let url = urls[taken]
            taken += 1
            active += 1
            if taken >= 32, taken * 2 >= urls.count {
                urls.removeFirst(taken)
                taken = 0
            }
            return url
        }
    }

    /// By number; the numbers of hosts that have been forgotten are given again.
    private var hosts: [Host] = []
    private var forgotten: [Int] = []
    private var numbers: [String: Int] = [:]
    private let limit: Int
    private let hostLimit: Int
    /// URLs that wait, and those that are given out and not finished.
    private(set) var waiting = 0
    private(set) var active = 0
    /// Numbers of the hosts that may give one out: a binary heap, none with fewer URLs left than one below it.
    private var heap: [Int] = []
    private let target: (String) -> String

    /// - Parameters:
    ///   - limit: URLs that are given out and not finished at once, over all hosts.
    ///   - hostLimit: The same of one host.
    ///   - target: Where a URL is fetched from, which decides on its host.
    init(limit: Int, hostLimit: Int, target: @escaping (String) -> String = { $0 }) {
        self.limit = max(1, limit)
        self.hostLimit = max(1, hostLimit)
        self.target = target
    }

    /// Adds a URL behind the others of its host.
    mutating func add(_ url: String) {
        let number = number(of: host(of: url))
        hosts[number].urls.append(url)
        waiting += 1
        place(number)
    }

    /// The next URL to ask for; nil where none may be asked for before another is finished.
    mutating func next() -> String? {
        guard active < limit, let number = heap.first else { return nil }
        let url = hosts[number].takeFirst()
        active += 1
        waiting -= 1
        place(number)
        return url
    }

    /// Takes note that a URL has been asked for.
    mutating func finish(_ url: String) {
        let host = host(of: url)
        guard let number = numbers[host] else { return }
        hosts[number].active -= 1
        active -= 1
        place(number)
        // A list can name more hosts than there is room for.
        guard hosts[number].active == 0, hosts[number].remaining == 0 else { return }
        numbers[host] = nil
        forgotten.append(number)
    }

    private mutating func number(of host: String) -> Int {
        if let number = numbers[host] { return number }
        let number = forgotten.popLast() ?? hosts.count
        if number == hosts.count { hosts.append(Host()) } else { hosts[number] = Host() }
        numbers[host] = number
        return number
    }

    private func host(of url: String) -> String { String(Self.authority(of: target(url))) }

    private func mayGive(_ number: Int) -> Bool { hosts[number].remaining > 0 && hosts[number].active < hostLimit }

    /// Whether a host comes before another; of two with as many left the one that was named first.
    private func precedes(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (hosts[first].remaining, hosts[second].remaining)
        return left == right ? first < second : left > right
    }

    /// Puts a host where it belongs in the heap, or takes it out.
    private mutating func place(_ number: Int) {
        guard mayGive(number) else {
            if let place = hosts[number].place { remove(at: place) }
            return
        }
        let place = hosts[number].place ?? heap.count
        if place == heap.count {
            heap.append(number)
            hosts[number].place = place
        }
        sink(rise(place))
    }

    private mutating func remove(at place: Int) {
        let last = heap.count - 1
        swap(place, last)
        let number = heap.removeLast()
        hosts[number].place = nil
        if place < last { sink(rise(place)) }
    }

    private mutating func swap(_ first: Int, _ second: Int) {
        heap.swapAt(first, second)
        hosts[heap[first]].place = first
        hosts[heap[second]].place = second
    }

    /// Moves a host up as far as it belongs, and says where it stands then.
    private mutating func rise(_ place: Int) -> Int {
        var child = place
        while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
            swap(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
        return child
    }

    private mutating func sink(_ place: Int) {
        var parent = place
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if precedes(heap[child], heap[best]) { best = child }
            }
            guard best != parent else { return }
            swap(parent, best)
            parent = best
        }
    }

    private static func authority(of url: String) -> Substring {
        guard let start = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return url[...] }
        let rest = url[start...].drop { $0 == ":" || $0 == "/" }
        return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }
}
