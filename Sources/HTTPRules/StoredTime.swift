/// Times that were stored, held against a clock that may have been set back since.
///
/// What a clock that was ahead wrote down lies in the future. It is believed in nothing, lest it hold for as long as the
/// clock was wrong.
package enum StoredTime {
    /// How far in the future a time may lie, in seconds.
    ///
    /// Machines that share files differ by a little, and what one of them has just stored must not be asked for again by
    /// the next. Five minutes are what Kerberos allows clocks to differ (RFC 4120 §8.2).
    package static let tolerance: Int64 = 300

    /// Whether a time can have come at `now`, both in seconds since 1970.
    package static func hasCome(_ time: Int64, at now: Int64) -> Bool { time <= latest(at: now) }

    /// The latest time that is believed at `now`, in seconds since 1970.
    package static func latest(at now: Int64) -> Int64 {
        let (time, overflow) = now.addingReportingOverflow(tolerance)
        return overflow ? .max : time
    }
}
