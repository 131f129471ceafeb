import Addresses

/// URLs that wait for their turn: those of the host with the most first, and of no host so many at once that the others
/// have to wait.
///
/// The host with the most URLs takes the longest, so that it should never be the one that waits.
struct HostQueue {
    /// A job that has been given out; it is to be finished once.
    struct Turn: Sendable {
        let job: RequestJob
        fileprivate let host: Int
    }

    private struct Host {
        /// As URLs see it; empty where they name none.
        var name: String
        var jobs: [RequestJob] = []
        /// How many of them have been given out, and how many of these are not finished.
        var taken = 0
        var active = 0
        /// Where its number stands in the heap; nil where it may give none out.
        var place: Int?

        var remaining: Int { jobs.count - taken }

        mutating func takeFirst() -> RequestJob {
            let job = jobs[taken]
            taken += 1
            active += 1
            if taken >= 32, taken * 2 >= jobs.count {
                jobs.removeFirst(taken)
                taken = 0
            }
            return job
        }
    }

    /// By number; the numbers of hosts that have been forgotten are given again.
    private var hosts: [Host] = []
    private var forgotten: [Int] = []
    private var numbers: [String: Int] = [:]
    private let limit: Int
    private let hostLimit: Int
    /// Jobs that wait, and those that are given out and not finished.
    private(set) var waiting = 0
    private(set) var active = 0
    /// Numbers of the hosts that may give one out: a binary heap, none with fewer URLs left than one below it.
    private var heap: [Int] = []
    private let target: (String) -> String

    /// - Parameters:
    ///   - limit: Jobs that are given out and not finished at once, over all hosts.
    ///   - hostLimit: The same of one host.
    ///   - target: Where a URL is fetched from, which decides on its host.
    init(limit: Int, hostLimit: Int, target: @escaping (String) -> String = { $0 }) {
        self.limit = max(1, limit)
        self.hostLimit = max(1, hostLimit)
        self.target = target
    }

    /// Nothing waits, and nothing is given out.
    var isEmpty: Bool { waiting == 0 && active == 0 }

    /// Adds a job behind the others of its host.
    mutating func add(_ job: RequestJob) {
        let number = number(of: URLText.host(of: target(job.url)) ?? "")
        hosts[number].jobs.append(job)
        waiting += 1
        place(number)
    }

    /// The next job; nil where none may be given out before another is finished.
    mutating func next() -> Turn? {
        guard active < limit, let number = heap.first else { return nil }
        let job = hosts[number].takeFirst()
        active += 1
        waiting -= 1
        place(number)
        return Turn(job: job, host: number)
    }

    /// Takes note that a job has been done.
    mutating func finish(_ turn: Turn) {
        hosts[turn.host].active -= 1
        active -= 1
        place(turn.host)
        forgetIfDone(turn.host)
    }

    /// Forgets the jobs that have not been given out.
    mutating func removeWaiting() {
        waiting = 0
        for number in numbers.values {
            hosts[number].jobs = []
            hosts[number].taken = 0
            place(number)
            forgetIfDone(number)
        }
    }

    /// A list can name more hosts than there is room for.
    private mutating func forgetIfDone(_ number: Int) {
        guard hosts[number].active == 0, hosts[number].remaining == 0 else { return }
        numbers[hosts[number].name] = nil
        forgotten.append(number)
    }

    private mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        let number = forgotten.popLast() ?? hosts.count
        if number == hosts.count { hosts.append(Host(name: name)) } else { hosts[number] = Host(name: name) }
        numbers[name] = number
        return number
    }

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
}
