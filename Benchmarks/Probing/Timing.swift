import Glibc

/// How long one way of doing something takes, over several rounds.
struct Timing {
    let name: String
    /// Seconds of processor time, one value for each round.
    private var seconds: [Double] = []

    init(_ name: String) {
        self.name = name
    }

    var median: Double { seconds.sorted()[seconds.count / 2] }

    /// Makes one round.
    mutating func round(_ body: () -> Void) {
        let start = Self.now()
        body()
        seconds.append(Self.now() - start)
    }

    /// Prints the median for one of some items, and its ratio to another.
    func print(each count: Int, unit: Double, beside other: Timing) {
        let value = median / Double(count) * unit
        Swift.print("  \(name): \(Self.rounded(value)) (\(Self.rounded(median / other.median)))")
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
