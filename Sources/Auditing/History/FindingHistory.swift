import Hashing

/// What the runs over an archive found, and since when; times are in seconds since 1970.
///
/// A finding is known again by its rule, record and URL, as by a baseline; of those alike the first is the first again.
package struct FindingHistory: Sendable, Hashable {
    /// A finding that is there, or was not long ago.
    package struct Item: Sendable, Hashable {
        package var key: Baseline.Key
        /// It stands in a body or a page, not in data.
        package var isInBody: Bool
        package var since: Int64
        package var firstSeen: Int64
        /// When a run last found it, to within `sightingStep`.
        package var lastSeen: Int64
        /// When a run that looked no longer found it; nil while it is there.
        package var mended: Int64?

        package init(
            key: Baseline.Key, isInBody: Bool = false, since: Int64, firstSeen: Int64, lastSeen: Int64,
            mended: Int64? = nil
        ) {
            self.key = key
            self.isInBody = isInBody
            self.since = since
            self.firstSeen = firstSeen
            self.lastSeen = lastSeen
            self.mended = mended
        }
    }

    /// A run that was recorded.
    package struct Run: Sendable, Hashable {
        package var time: Int64
        package var records: Int
        package var errors: Int
        package var warnings: Int
        package var infos: Int
        package var new = 0
        package var mended = 0

        /// A run that has counted its findings, but not compared them.
        package init(at time: Int64, _ summary: AuditSummary) {
            self.time = time
            records = summary.records
            errors = summary.errors
            warnings = summary.warnings
            infos = summary.infos
        }

        package init(time: Int64, records: Int, errors: Int, warnings: Int, infos: Int, new: Int, mended: Int) {
            (self.time, self.records) = (time, records)
            (self.errors, self.warnings, self.infos) = (errors, warnings, infos)
            (self.new, self.mended) = (new, mended)
        }
    }

    /// What became of a finding of an earlier run that a run does not report.
    package enum Fate: Sendable, Hashable {
        /// The run looked, and it is gone.
        case mended
        /// It is there, but is ignored or accepted.
        case withheld
        /// The run did not look, or could not tell.
        case unseen
    }

    /// What a run looked at.
    package struct Look {
        /// Files and directories of which the run looked at all records, by the names that the history gives to records.
        package var scopes: [String]
        /// The rules that had a say.
        package var rules: Set<RuleName>
        /// The name that the history gives to a record.
        package var name: (String) -> String
        /// What became of a finding that the run does not report.
        package var fate: (Item) -> Fate

        package init(
            scopes: [String], rules: Set<RuleName>, name: @escaping (String) -> String,
            fate: @escaping (Item) -> Fate
        ) {
            self.scopes = scopes
            self.rules = rules
            self.name = name
            self.fate = fate
        }
    }

    /// By their fingerprints.
    package var items: [String: Item] = [:]
    /// The oldest first.
    package var runs: [Run] = []
    /// When all records of some files and directories were last looked at.
    package var scopes: [String: Int64] = [:]
    /// The rules that had a say in any run.
    package var rules: Set<String> = []

    package init() {}

    private static let day: Int64 = 86_400
    /// A later sighting than by so much is written down: else every line would change with every run.
    package static let sightingStep = 30 * day
    /// What was mended is remembered for so long, so that it is known again when it comes back.
    package static let mendedLife = 90 * day
    /// What no run has looked for is remembered for so long.
    package static let unseenLife = 400 * day
    package static let maximumRuns = 400
    private static let maximumScopes = 100

    /// Adds a run, and gives its findings with their standing, and what has changed since the last run.
    package mutating func add(
        _ findings: FindingList, _ look: Look, counting summary: AuditSummary, at time: Int64
    ) -> (findings: FindingList, changes: HistoryChanges) {
        var changes = HistoryChanges(time: time, previousRun: runs.last?.time)
        var numbers: [Baseline.Key: Int] = [:]
        var present: Set<String> = []
        var known = FindingList()
        for part in findings {
            known.append(
                part.map { finding in
                    var key = Baseline.Key(finding)
                    key.record = look.name(finding.record)
                    let fingerprint = key.fingerprint(number: numbers[key, default: 0])
                    numbers[key, default: 0] += 1
                    present.insert(fingerprint)
                    let standing = note(finding, key, fingerprint, at: time)
                    changes.count(standing)
                    var finding = finding
                    finding.standing = standing
                    return finding
                })
        }
        changes.mended = mend(besides: present, look, at: time)
        var run = Run(at: time, summary)
        (run.new, run.mended) = (changes.new, changes.mended.count)
        runs = (runs + [run]).suffix(Self.maximumRuns)
        for scope in look.scopes where scopes[scope] != nil || scopes.count < Self.maximumScopes {
            scopes[scope] = time
        }
        rules.formUnion(look.rules.map(\.rawValue))
        // A clock that is wrong once makes nothing old: the earlier of two runs says what is.
        if let previous = changes.previousRun { forget(before: min(time, previous)) }
        return (known, changes)
    }

    private mutating func note(
        _ finding: Finding, _ key: Baseline.Key, _ fingerprint: String, at time: Int64
    ) -> Finding.Standing {
        guard var item = items[fingerprint] else {
            items[fingerprint] = Item(
                key: key, isInBody: finding.isInBody, since: time, firstSeen: time, lastSeen: time)
            return Finding.Standing(
                fingerprint: fingerprint, since: time, firstSeen: time, newSince: lastLook(for: key))
        }
        var standing = Finding.Standing(fingerprint: fingerprint, since: item.since, firstSeen: item.firstSeen)
        if let mended = item.mended {
            item.mended = nil
            item.since = time
            standing.since = time
            standing.newSince = max(mended, lastLook(for: key) ?? mended)
        }
        item.isInBody = finding.isInBody
        item.see(at: time)
        items[fingerprint] = item
        return standing
    }

    /// When the rule last had its say of all that lies where the finding is; nil where it never had.
    private func lastLook(for key: Baseline.Key) -> Int64? {
        guard rules.contains(key.rule) else { return nil }
        return scopes.lazy.filter { Self.holds($0.key, key.record) }.map(\.value).max()
    }

    /// Whether a path is that of a file, or of a directory that it lies in.
    package static func holds(_ scope: String, _ path: String) -> Bool {
        scope == "." || scope == path || path.hasPrefix(scope.hasSuffix("/") ? scope : scope + "/")
    }

    private mutating func mend(
        besides present: Set<String>, _ look: Look, at time: Int64
    ) -> [HistoryChanges.Mended] {
        var mended: [HistoryChanges.Mended] = []
        for (fingerprint, item) in items where item.mended == nil && !present.contains(fingerprint) {
            switch look.fate(item) {
            case .unseen: break
            case .withheld: items[fingerprint]?.see(at: time)
            case .mended:
                items[fingerprint]?.mended = time
                mended.append(HistoryChanges.Mended(key: item.key, since: item.since))
            }
        }
        return mended.sorted { ($0.key, $0.since) < ($1.key, $1.since) }
    }

    private mutating func forget(before time: Int64) {
        items = items.filter { _, item in
            item.mended.map { $0 >= time - Self.mendedLife } ?? (item.lastSeen >= time - Self.unseenLife)
        }
    }
}

extension FindingHistory.Item {
    fileprivate mutating func see(at time: Int64) {
        if time >= lastSeen + FindingHistory.sightingStep { lastSeen = time }
    }
}

extension HistoryChanges {
    fileprivate mutating func count(_ standing: Finding.Standing) {
        if standing.newSince == nil { self.standing += 1 } else { new += 1 }
        if standing.isBack { back += 1 }
    }
}

extension Finding {
    /// It is of an entry in the text of an article, or on a page.
    package var isInBody: Bool { entry?.hasPrefix("body:") == true }
}

extension Baseline.Key {
    /// 16 hexadecimal digits by which a history knows a finding.
    ///
    /// - Parameter number: How many findings alike come before it in the run.
    package func fingerprint(number: Int) -> String {
        // The length of each part tells it from the next.
        let text = [rule, record, url ?? "", String(number)].map { "\($0.utf8.count):\($0)" }.joined()
        return String(SHA256(of: Array(text.utf8)).hex.prefix(16))
    }
}
