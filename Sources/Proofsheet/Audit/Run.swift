import Addresses
import Auditing
import Caching
import FileSystem
import Records
import Reporting
import Walking

/// One run over the records of an archive.
struct Run: Sendable {
    let archive: Archive
    let cache: Cache
    let source: RecordSource
    let locator: ImageLocator
    let settings: RuleSettings
    private let ignores: [IgnoreRule]
    /// Findings that are accepted.
    let baseline: Baseline
    var queue: WorkQueue { archive.queue }
    /// What servers said in this run of images that the cache lacks, by URL.
    private(set) var serverAnswers: [String: ServerAnswer] = [:]
    /// Why no server said anything at all; nil where one did, or none was asked.
    private(set) var outage: ProofsheetError?

    var configuration: Configuration { archive.configuration }

    /// The addresses of the same bytes, which are counted while the records are searched for; nil for runs that do more
    /// than judge, which count when they come to it.
    let addresses: SharedAddresses.Counting?

    /// - Parameter audits: The run does nothing but judge records.
    init(_ archive: Archive, writesCache: Bool, audits: Bool = false) throws(ProofsheetError) {
        self.archive = archive
        let configuration = archive.configuration
        let cacheToRead = try orProofsheetError { () throws(CacheError) in
            writesCache ? nil : try Cache(reading: configuration.cacheDirectory)
        }
        addresses = audits ? cacheToRead.map { SharedAddresses.counting(in: $0, on: archive.queue) } : nil
        settings = RuleSettings(configuration)
        ignores = configuration.ignores.map(IgnoreRule.init)
        baseline =
            try configuration.baseline.map { path throws(ProofsheetError) in try BaselineFile.read(path) } ?? Baseline()
        locator = try archive.imageLocator()
        source = try archive.recordSource(EntryVocabulary(configuration))
        // A cache is made only where there is something to put in.
        cache = try orProofsheetError { () throws(CacheError) in
            if let cacheToRead { return cacheToRead }
            return try Cache(writingTo: configuration.cacheDirectory)
        }
    }

    /// Fetches the images that are due; offline, none.
    ///
    /// What earlier runs saw of the records need not be read again.
    func fetchImages(knowing verdicts: VerdictMemory) async throws(ProofsheetError) -> Warming {
        try await archive.warm(cache) { handoff throws(ProofsheetError) in
            try await nameImages(knowing: verdicts, to: handoff)
        }
    }

    /// The report of a run that warmed the cache first; of one that could not be done to its end, as far as it came.
    func report(
        after warming: Warming, _ judge: () async throws(ProofsheetError) -> Report
    ) async throws(ProofsheetError) -> Report {
        var report: Report
        do throws(ProofsheetError) { report = try await judge() } catch {
            // What kept the cache from being written may keep it from being read.
            guard warming.failure != nil, error.kind == .failure else { throw error }
            report = Report(
                version: Version.current, summary: AuditSummary(), findings: FindingList([]),
                failures: [error.message])
        }
        if let failure = warming.failure, !report.failures.contains(failure.message) {
            report.failures.append(failure.message)
        }
        report.fetched = warming.fetched
        report.isOutage = warming.isOutage
        return report
    }

    /// Asks servers for the first bytes of the images that the cache lacks; what they say counts for this run alone.
    mutating func probeImages(knowing verdicts: VerdictMemory) async throws(ProofsheetError) {
        let session = try OnlineSession(cache, configuration, queue: queue)
        var loop = RequestLoop(session, configuration, queue: queue, progress: archive.progress)
        let run = self
        try await loop.run { handoff throws(ProofsheetError) in
            try await run.nameImages(knowing: verdicts, to: handoff)
        }
        serverAnswers = loop.session.serverAnswers
        outage = loop.session.reachability.failure
    }

    /// Judges all records.
    func audit(by auditor: Auditor, knowing verdicts: VerdictMemory) async throws(ProofsheetError) -> Report {
        let earlier = try archive.earlierReport.map { path throws(ProofsheetError) in try EarlierReport.read(path) }
        var collector = archive.makesProofSheet ? SheetCollector() : nil
        let judged = try await audit(by: auditor, knowing: verdicts, gathering: &collector)
        var report = await withSheet(judged, collector)
        if let earlier, let path = archive.earlierReport {
            report.sheet?.compare(with: earlier, name: FileSystem.name(of: path))
        }
        return report
    }

    /// Judges all records, and gathers what a sheet shows of them where one is wanted.
    func audit(
        by auditor: Auditor, knowing verdicts: VerdictMemory, gathering collector: inout SheetCollector?
    ) async throws(ProofsheetError) -> Report {
        var tally = makeTally()
        let sources = try await SourceIndex.read(for: archive, &tally.failures)
        var gathered = collector
        let needsRecords = gathered != nil
        try await forEachVerdict(
            of: source, in: verdicts, tally: &tally, auditor: auditor, where: { _ in !needsRecords }
        ) { judged, tally in
            tally.add(sources?.located(judged.verdict.findings) ?? judged.verdict.findings)
            gathered?.add(judged)
        }
        collector = gathered
        noteFlags(tally)
        return await keepHistory(of: tally.report, tally, by: auditor)
    }

    /// Judges all records, and hands over what there is to be reported of one as soon as it is known, in place of keeping
    /// it for the report.
    func audit(
        by auditor: Auditor, knowing verdicts: VerdictMemory, reporting send: ([Finding]) -> Void
    ) async throws(ProofsheetError) -> Report {
        var tally = makeTally()
        let sources = try await SourceIndex.read(for: archive, &tally.failures)
        // What is not known to be reported waits until it is, and what comes behind it, so that the order stays.
        var waiting = FindingList()
        try await forEachVerdict(
            of: source, in: verdicts, tally: &tally, auditor: auditor
        ) { judged, tally in
            let findings = tally.count(sources?.located(judged.verdict.findings) ?? judged.verdict.findings)
            let undecided = tally.undecidedRules
            if undecided.isEmpty {
                waiting.forEach(send)
                waiting = FindingList()
            } else if !waiting.isEmpty || findings.contains(where: { undecided.contains($0.rule) }) {
                return waiting.append(findings)
            }
            if !findings.isEmpty { send(findings) }
        }
        noteFlags(tally)
        for rule in tally.droppedRules { waiting = waiting.removing { $0.rule == rule } }
        waiting.forEach(send)
        return tally.report
    }

    /// Judges with the rules that `isWanted` picks.
    func auditor(where isWanted: (any Rule) -> Bool = { _ in true }) -> Auditor {
        Auditor(rules: Rules.all.filter(isWanted), severities: configuration.auditSeverities)
    }

    /// The verdict without the findings that the configuration says to ignore.
    func withoutIgnored(_ verdict: RecordVerdict, _ tally: inout RunTally) -> RecordVerdict {
        if ignores.isEmpty || verdict.findings.isEmpty { return verdict }
        var verdict = verdict
        verdict.findings.removeAll { finding in
            guard ignores.contains(where: { $0.matches(finding) }) else { return false }
            tally.countIgnored(finding)
            return true
        }
        return verdict
    }

    /// The report with the sheet that was gathered for it, if any, and its thumbnails.
    func withSheet(_ report: Report, _ collector: SheetCollector?) async -> Report {
        guard let collector else { return report }
        var report = report
        var sheet = sheet(of: collector)
        let maker = ThumbnailMaker(
            objects: cache.objects, queue: queue, directory: thumbnailDirectory, progress: archive.progress)
        await maker.add(
            collector.pictures, to: &sheet, &report.failures,
            first: sheet.picturesWithFindings(of: report, count: collector.pictures.count))
        report.sheet = sheet
        return report
    }

    /// The sheet of what was gathered, and what it says of the run; it has no thumbnails.
    func sheet(of collector: SheetCollector) -> ProofSheet {
        var sheet = collector.sheet
        sheet.site = siteName
        sheet.command = archive.commandLine ?? ""
        if let editor = configuration.editor, let directory = try? FileSystem.resolve(".") {
            sheet.editor = ProofSheet.EditorLink(template: editor.template, directory: directory)
        }
        if let key = configuration.keys.flag?.first { sheet.flagKey = key }
        return sheet
    }

    /// What the site is called: its address, or else its directory.
    private var siteName: String {
        if let address = configuration.siteURL { return URLText.shown(address) }
        let path = archive.paths.first ?? "."
        return FileSystem.name(of: (try? FileSystem.resolve(archive.paths.count == 1 ? path : ".")) ?? path)
    }

    private var thumbnailDirectory: ThumbnailDirectory? {
        archive.output.flatMap { ThumbnailDirectory(besidePage: $0) }
    }

    func result(_ report: Report) -> RunResult {
        var report = report
        if outage != nil { report.isOutage = true }
        if !Task.isCancelled { report.nextPaths = ShellWords.arguments(archive.paths) }
        return RunResult(
            report: report, failOn: configuration.failOn, wasInterrupted: Task.isCancelled,
            thumbnailDirectory: archive.makesProofSheet ? thumbnailDirectory : nil)
    }
}

extension Archive {
    /// Where the site's own files are looked for: where the configuration says, and in the directories that are looked at,
    /// such as that of a built site.
    private var siteRoots: [String] {
        let others = paths.filter { path in
            !configuration.siteRoots.contains(path) && (try? FileSystem.status(of: path))?.kind == .directory
        }
        return configuration.siteRoots + others
    }

    /// Finds the images that its records name.
    func imageLocator() throws(ProofsheetError) -> ImageLocator {
        try ImageLocator(
            siteURL: configuration.siteURL, siteRoots: siteRoots, presets: configuration.presets,
            skips: configuration.skips, maximumInlineSize: configuration.limits.maximumSize)
    }

    /// Its records, none of which has been read.
    func recordSource(_ vocabulary: EntryVocabulary) throws(ProofsheetError) -> RecordSource {
        let source = try RecordSource(
            paths: paths,
            excluding: [configuration.cacheDirectory] + ownFiles
                + [configuration.baseline, configuration.historyDirectory, earlierReport].compactMap(\.self),
            selection: FileSelection(configuration),
            vocabulary: vocabulary, sizeLimit: configuration.maximumRecordSize, queue: queue, output: output)
        guard let changedSince else { return source }
        let changed = try ChangedFiles(since: changedSince, in: ".")
        return source.restricted { changed.contains($0) }
    }
}
