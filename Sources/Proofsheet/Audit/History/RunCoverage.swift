import Addresses
import Auditing

/// What a run looked at, by which a finding that it does not report is known to be mended, or not to have been looked for.
struct RunCoverage {
    /// What the run saw of a record.
    private struct Coverage {
        /// How many findings of each kind there are, those included that are not reported.
        var findings: [Baseline.Key: Int] = [:]
        /// URLs of images that are not to be had, of which nothing else is known.
        var failed: Set<String> = []
        /// It could not be parsed, so that its entries are not known.
        var isInvalid = false
        /// Of some of its images nothing is known.
        var isPartial = false
    }

    private var records: [String: Coverage] = [:]
    /// Files that could not be read, or not to their end.
    private var unread: Set<String> = []
    /// The images of which nothing is known.
    private var unchecked: Set<String> = []

    private static let unreadable: Set<RuleName> = [.recordInvalid, .recordUnread]

    /// Takes what was found in a record, or in a part of one, before any of it is set aside.
    mutating func add(_ judged: JudgedRecord, _ memory: RecordMemory) {
        var coverage = records.removeValue(forKey: judged.path) ?? Coverage()
        for finding in judged.verdict.findings {
            coverage.findings[Baseline.Key(finding), default: 0] += 1
            if Self.unreadable.contains(finding.rule) { coverage.isInvalid = true }
            if FailureNote.rules.contains(finding.rule), let url = finding.url {
                coverage.failed.insert(URLText.shown(url))
            }
        }
        if judged.verdict.siteEntries > 0 { coverage.isPartial = true }
        // What was read just now has its URLs with it, and of what was remembered the memory has them.
        let urls = judged.subject?.entries.compactMap(\.location.url)
        for (place, image) in judged.verdict.images.enumerated() where memory.isUnchecked(image) {
            coverage.isPartial = true
            if let urls { unchecked.insert(urls[place]) } else { unchecked.insert(memory.url(image)) }
        }
        records[judged.path] = coverage
    }

    /// Takes what another look at some records found in place of what was found before.
    mutating func replace(by later: RunCoverage) {
        records.merge(later.records) { $1 }
        unread.formUnion(later.unread)
        unchecked.formUnion(later.unchecked)
    }

    /// Takes a record that could not be read to its end for one that was not looked at.
    mutating func remove(_ path: String) { unread.insert(path) }

    /// The records that were looked at, and those that could not be.
    var paths: Set<String> { unread.union(records.keys) }

    /// How many findings of a kind a record has, be they reported or not.
    func count(of key: Baseline.Key) -> Int { records[key.record]?.findings[key] ?? 0 }

    /// Whether the run knew what there is to know of the image, or the record, that a finding of an earlier run is about.
    ///
    /// - Parameter answers: What servers said of images in this run that the cache lacks: enough for sizes alone.
    func couldJudge(_ key: Baseline.Key, _ locator: ImageLocator, _ answers: [String: ServerAnswer]) -> Bool {
        guard let coverage = records[key.record], !unread.contains(key.record) else { return false }
        guard let url = key.url else { return true }
        if coverage.isInvalid { return false }
        let needsNoImage = Rules.judgingText.contains(key.rule)
        if !needsNoImage, coverage.failed.contains(url) { return false }
        // A URL of which a part is masked does not tell which image it names.
        if url.contains("***") { return needsNoImage || !coverage.isPartial }
        switch locator.locate(url, in: key.record) {
        case .templated, .skipped: return false
        case .site: return needsNoImage || !coverage.isPartial
        case .file, .inline, .invalid: return true
        case .remote(let address, _):
            if needsNoImage { return true }
            // Nor does one that may start from another place, which a page can name.
            if unchecked.contains(address) || coverage.isPartial && ImageLocator.isRelative(url) { return false }
            return answers[address] == nil || Rules.judgingSizes.contains(key.rule)
        }
    }
}
