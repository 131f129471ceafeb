import Auditing
import Caching
import Fetching
import FileSystem
import Records
import Reporting

/// One run over the records of an archive.
struct Run: Sendable {
    let archive: Archive
    let cache: Cache
    let source: RecordSource
    let locator: ImageLocator
    let queue = WorkQueue.standard

    var configuration: Configuration { archive.configuration }

    init(_ archive: Archive, writesCache: Bool) throws(ProofsheetError) {
        self.archive = archive
        let configuration = archive.configuration
        locator = try ImageLocator(siteURL: configuration.siteURL, siteRoots: configuration.siteRoots)
        source = try RecordSource(
            paths: archive.paths, excluding: [configuration.cacheDirectory],
            selection: RecordSelection(configuration), vocabulary: EntryVocabulary(configuration.keys), queue: queue,
            output: archive.output)
        do throws(CacheError) {
            cache =
                writesCache
                ? try Cache(writingTo: configuration.cacheDirectory)
                : try Cache(reading: configuration.cacheDirectory)
        } catch {
            throw ProofsheetError(.failure, error.message)
        }
    }

    /// Fetches the images that are due; offline, none.
    func fetchImages() async throws(ProofsheetError) -> Report.Fetched {
        let urls = try await distinctURLs()
        let knowledge = try knowledge(of: urls, in: KnowledgeBase(cache: cache))
        if configuration.isOffline {
            var fetched = Report.Fetched()
            fetched.images = urls.count
            return fetched
        }
        let engine = try FetchEngine.make(configuration)
        defer { engine.shutdown() }
        let warmer = Warmer(
            cache: cache, engine: engine, remappings: configuration.remappings,
            concurrency: configuration.concurrency, isForced: configuration.isForced, queue: queue,
            progress: archive.progress)
        return try await warmer.warm(urls, knowing: knowledge)
    }

    /// The URLs of all entries, each once, in the order of the records.
    private func distinctURLs() async throws(ProofsheetError) -> [String] {
        var urls: [String] = []
        var seen: Set<String> = []
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for case (_, .record(let record)) in batch {
                for url in record.entries.compactMap({ locator.locate($0.url.text, in: record.path).url })
                where seen.insert(url).inserted {
                    urls.append(url)
                }
            }
        }
        return urls
    }

    /// Judges all records with the rules whose name `isWanted` picks.
    func audit(where isWanted: (String) -> Bool = { _ in true }) async throws(ProofsheetError) -> Report {
        var tally = RunTally(failures: source.failures)
        try await forEachSubject(of: source, tally: &tally, auditor: auditor(where: isWanted)) { _, findings, tally in
            tally.add(findings)
        }
        return tally.report
    }

    func auditor(where isWanted: (String) -> Bool = { _ in true }) -> Auditor {
        Auditor(rules: Rules.all.filter { isWanted($0.name) }, severities: configuration.auditSeverities)
    }

    /// Audits every record and hands over its findings, in the order of the records.
    func forEachSubject(
        of source: RecordSource, tally: inout RunTally, auditor: Auditor,
        _ body: (RecordSubject, [Finding], inout RunTally) -> Void
    ) async throws(ProofsheetError) {
        let knowledgeBase = KnowledgeBase(cache: cache)
        var current = tally
        try await source.forEachBatch { batch throws(ProofsheetError) in
            let subjects = try subjects(of: batch, knowledgeBase, tally: &current)
            for (subject, findings) in await audited(subjects, by: auditor) {
                current.count(subject)
                body(subject, findings, &current)
            }
        }
        tally = current
    }

    private func audited(
        _ subjects: [RecordSubject], by auditor: Auditor
    ) async -> [(RecordSubject, [Finding])] {
        await withTaskGroup(of: (Int, [Finding]).self) { group in
            for (index, subject) in subjects.enumerated() {
                group.addTask { (index, await queue.run { auditor.audit(subject) }) }
            }
            var results = subjects.map { ($0, [Finding]()) }
            for await (index, findings) in group { results[index].1 = findings }
            return results
        }
    }

    private func subjects(
        of batch: [(path: String, item: RecordSource.Item)], _ knowledgeBase: KnowledgeBase, tally: inout RunTally
    ) throws(ProofsheetError) -> [RecordSubject] {
        var located: [(record: Record, locations: [ImageLocation])] = []
        for (_, item) in batch {
            switch item {
            case .record(let record):
                located.append((record, record.entries.map { locator.locate($0.url.text, in: record.path) }))
            case .other: break
            case .failure(let error): tally.failures.append(RecordSource.message(error))
            }
        }
        let urls = Set(located.flatMap { $0.locations.compactMap(\.url) })
        let knowledge = try knowledge(of: Array(urls), in: knowledgeBase)
        return located.map { record, locations in
            let entries = zip(record.entries, locations).map { entry, location in
                let known =
                    if case .file(let path) = location { knowledgeBase.knowledge(ofFile: path) } else {
                        location.url.flatMap { knowledge[$0] } ?? ImageKnowledge()
                    }
                return EntrySubject(
                    entry: entry, location: location, knowledge: known, tolerance: configuration.tolerance,
                    falseFlag: FalseFlag(configuration.falseFlag))
            }
            return RecordSubject(record: record, entries: entries)
        }
    }

    private func knowledge(
        of urls: [String], in base: KnowledgeBase
    ) throws(ProofsheetError) -> [String: ImageKnowledge] {
        do throws(CacheError) { return try base.knowledge(of: urls) } catch {
            throw ProofsheetError(.failure, error.message)
        }
    }

    func result(_ report: Report) -> RunResult {
        RunResult(report: report, failOn: configuration.failOn, wasInterrupted: Task.isCancelled)
    }
}
