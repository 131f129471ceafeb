import Addresses
import Auditing
import Caching
import Records
import Reporting

/// Which images a run would ask for; nothing is asked to find out.
struct FetchPlan: Sendable {
    /// The URLs of images that the cache lacks or must ask for again.
    private(set) var due: Set<String> = []
    private(set) var fresh = 0

    mutating func add(_ url: String, isDue: Bool) {
        if isDue { due.insert(url) } else { fresh += 1 }
    }

    /// What a report says of it.
    var planned: Report.Planned {
        var planned = Report.Planned(images: due.count, fresh: fresh)
        for url in due { planned.hosts[URLText.host(of: url) ?? "", default: 0] += 1 }
        return planned
    }
}

extension Run {
    /// Plans what `fetchImages` would do.
    func planFetches(knowing verdicts: VerdictMemory) async throws(ProofsheetError) -> FetchPlan {
        let policy = try WarmPolicy(configuration)
        let knowledgeBase = KnowledgeBase(cache: cache)
        defer { knowledgeBase.close() }
        let isOffline = configuration.isOffline
        var plan = FetchPlan()
        var seen = TextNumbers()
        try await forEachNamedRecord(knowing: verdicts) { records throws(ProofsheetError) in
            var new: [String] = []
            for url in records.flatMap(\.urls) where seen.number(of: url).isNew { new.append(url) }
            let known = try orProofsheetError { () throws(CacheError) in try knowledgeBase.knowledge(of: new) }
            for url in new { plan.add(url, isDue: !isOffline && policy.isDue(known[url])) }
        }
        return plan
    }
}

extension JudgedRecord {
    /// Its findings but for those on the flags of images that are fetched before flags are judged.
    func findings(fetchingFirst due: Set<String>) -> [Finding] {
        guard !due.isEmpty, let subject else { return verdict.findings }
        return verdict.findings.compactMap { finding in
            guard finding.lowersFlag, let index = finding.entryIndex else { return finding }
            let place = index - subject.record.precedingEntries
            guard subject.entries.indices.contains(place), let url = subject.entries[place].location.url,
                due.contains(url)
            else { return finding }
            if finding.rule == .flagStale { return nil }
            var finding = finding
            finding.changes = []
            finding.edits = []
            return finding
        }
    }
}
