import Glibc

/// The time of day.
enum Clock {
    /// Now, in whole seconds since 1970-01-01T00:00:00Z.
    static var now: Int64 { Int64(time(nil)) }
}
