/// How long an answer needs no further request, by the rules for a private cache (RFC 9111 §4.2).
package struct Freshness: Sendable, Hashable {
    /// The `Cache-Control` field, its lines joined by commas.
    package var cacheControl: String?
    /// The `Age` field in seconds.
    package var age: Int64?
    /// The `Date`, `Expires` and `Last-Modified` fields in seconds since 1970.
    package var date: Int64?
    package var expires: Int64?
    package var lastModified: Int64?
    /// An `Expires` field is there, even where it is no valid date, which means already expired (RFC 9111 §5.3).
    package var hasExpires: Bool

    package init(
        cacheControl: String? = nil, age: Int64? = nil, date: Int64? = nil, expires: Int64? = nil,
        lastModified: Int64? = nil, hasExpires: Bool = false
    ) {
        self.cacheControl = cacheControl
        self.age = age
        self.date = date
        self.expires = expires
        self.lastModified = lastModified
        self.hasExpires = hasExpires
    }

    /// Longest heuristic lifetime in seconds, for an answer that states none: seven days.
    static let maximumHeuristicLifetime: Int64 = 7 * 86_400
    /// Lifetime in seconds of an answer that says nothing at all: a day.
    static let unstatedLifetime: Int64 = 86_400
    /// No lifetime that a server states is believed beyond a year (RFC 9111 §4.2.1 lets a cache shorten it).
    static let maximumLifetime: Int64 = 365 * 86_400

    /// Until when the answer that came at `now` is fresh, in seconds since 1970.
    package func freshUntil(now: Int64) -> Int64 {
        let directives = Self.directives(of: cacheControl ?? "")
        if directives["no-store"] != nil || directives["no-cache"] != nil { return now }
        let remaining = lifetime(directives: directives, now: now) - currentAge(now: now)
        return now + max(0, remaining)
    }

    private func lifetime(directives: [String: String], now: Int64) -> Int64 {
        if let text = directives["max-age"] {
            // What is no number means stale (§4.2.1), one too great to hold the greatest there is (§1.2.2).
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
            return min(Int64(text) ?? .max, Self.maximumLifetime)
        }
        if hasExpires {
            guard let expires else { return 0 }
            return min(max(0, Self.difference(expires, date ?? now)), Self.maximumLifetime)
        }
        // A tenth of the time since the last change (RFC 9111 §4.2.2).
        guard let lastModified else { return Self.unstatedLifetime }
        return min(max(0, Self.difference(date ?? now, lastModified) / 10), Self.maximumHeuristicLifetime)
    }

    private func currentAge(now: Int64) -> Int64 {
        let apparentAge = max(0, Self.difference(now, date ?? now))
        return max(apparentAge, min(max(age ?? 0, 0), Self.maximumLifetime))
    }

    private static func difference(_ later: Int64, _ earlier: Int64) -> Int64 {
        let (result, overflow) = later.subtractingReportingOverflow(earlier)
        return overflow ? 0 : result
    }

    /// Directive names in lower case and their values without quotes (RFC 9111 §5.2).
    static func directives(of field: String) -> [String: String] {
        var result: [String: String] = [:]
        for part in field.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard let name = sides.first.map(trimmed) else { continue }
            result[name.lowercased()] = sides.count > 1 ? trimmed(sides[1]).filter { $0 != "\"" } : ""
        }
        return result
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = text.drop(while: isSpace)
        guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...end])
    }
}
