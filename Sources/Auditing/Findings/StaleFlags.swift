extension [Finding] {
    /// The findings of a record, or of a part of one, in which a stale flag is part of what says why its image is not to be
    /// had: one trouble is told once.
    ///
    /// A flag that matters more than that stays a finding of its own.
    package func joiningStaleFlags() -> [Finding] {
        guard contains(where: { $0.rule == .flagStale }) else { return self }
        var causes: [Int: Int] = [:]
        for (place, finding) in enumerated() where FailureNote.rules.contains(finding.rule) {
            if let entry = finding.entryIndex, causes[entry] == nil { causes[entry] = place }
        }
        if causes.isEmpty { return self }
        var result = self
        var joined: Set<Int> = []
        for (place, stale) in enumerated() where stale.rule == .flagStale {
            guard let entry = stale.entryIndex, let cause = causes[entry], self[cause].severity >= stale.severity
            else { continue }
            result[cause].message += Finding.staleFlagClause
            result[cause].changes += stale.changes
            result[cause].edits += stale.edits
            joined.insert(place)
        }
        return joined.isEmpty ? self : result.enumerated().filter { !joined.contains($0.offset) }.map(\.element)
    }
}

extension Finding {
    /// What is said of the flag of an image that is not to be had.
    package static let staleFlagClause = "; its flag says cached all the same"

    /// Whether its changes take away what a flag says of an image that is not in the cache.
    package var lowersFlag: Bool {
        rule == .flagStale ? !changes.isEmpty : message.hasSuffix(Self.staleFlagClause) && !changes.isEmpty
    }
}
