import Glibc

/// The rate of one way of reading some bytes.
struct Measurement {
    let name: String
    /// Megabytes a second, one value for each round.
    private(set) var rates: [Double] = []

    init(_ name: String) {
        self.name = name
    }

    var median: Double { rates.sorted()[rates.count / 2] }

    /// Makes one round over `bytes` bytes.
    mutating func round(bytes: Int, _ body: () -> Void) {
        let start = Self.now()
        body()
        rates.append(Double(bytes) / 1e6 / (Self.now() - start))
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
