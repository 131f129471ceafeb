import Auditing

/// What a history of runs says, in words.
enum StandingText {
    /// Since when a finding is there; nil where no history is kept, and where this is the first run that looked.
    static func clause(on finding: Finding, _ history: HistoryChanges?) -> String? {
        guard let history, let standing = finding.standing else { return nil }
        if let time = standing.newSince {
            let first = standing.isBack ? ", first seen \(UniversalTime.day(standing.firstSeen))" : ""
            return (standing.isBack ? "back since " : "new since ") + moment(time, seenFrom: history.time) + first
        }
        // A clock that went back tells no age.
        guard standing.since < history.time else { return nil }
        return "\(finding.severity == .error ? "broken" : "there") for \(span(history.time - standing.since))"
    }

    /// What has changed since the last run.
    static func line(on history: HistoryChanges) -> String {
        guard let previous = history.previousRun else {
            return "history: it begins with this run, and \(Plural.text(history.new + history.standing, "finding"))"
        }
        let back = history.back > 0 ? " (\(history.back) of them back)" : ""
        return "since \(moment(previous, seenFrom: history.time)): \(history.new) new\(back), "
            + "\(history.mended.count) mended, \(history.standing) still there"
    }

    /// The day, and of the last two days the minute as well.
    static func moment(_ time: Int64, seenFrom now: Int64) -> String {
        if now - time > 2 * 86_400 { return UniversalTime.day(time) }
        return UniversalTime.text(time).dropLast(7) + " UTC"
    }

    /// A length of time in the unit that fits.
    static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<3_600: Plural.text(max(1, Int(seconds / 60)), "minute")
        case ..<172_800: Plural.text(Int(seconds / 3_600), "hour")
        default: Plural.text(Int(seconds / 86_400), "day")
        }
    }
}
