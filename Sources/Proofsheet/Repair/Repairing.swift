import Auditing
import Caching
import FileSystem
import Records
import Reporting
import Walking

extension Run {
    /// What a repair did, beside its report.
    struct Repair {
        /// With the findings that remain.
        var report: Report
        /// The records that were written, as they were before; none unless the options say so.
        var replaced: [ReplacedFile] = []
        /// How many findings the baseline accepts that it did not accept before.
        var accepted = 0
    }

    /// Audits, then writes what the findings suggest; the report has the findings that remain.
    ///
    /// - Parameters:
    ///   - baselinePath: The file that gets what is decided to be accepted.
    ///   - due: Images whose flags are left alone, since they are fetched before flags are judged.
    func repair(
        _ options: RepairOptions, acceptingInto baselinePath: String? = nil, by auditor: Auditor,
        knowing verdicts: VerdictMemory, fetchingFirst due: Set<String> = []
    ) async throws(ProofsheetError) -> Report {
        var collector = archive.makesProofSheet ? SheetCollector() : nil
        let repair = try await repair(
            options, acceptingInto: baselinePath, by: auditor, knowing: verdicts, fetchingFirst: due,
            gathering: &collector)
        return await withSheet(repair.report, collector)
    }

    /// The same, which gathers what a sheet shows where one is wanted.
    func repair(
        _ options: RepairOptions, acceptingInto baselinePath: String?, by auditor: Auditor,
        knowing verdicts: VerdictMemory, fetchingFirst due: Set<String> = [], gathering sheet: inout SheetCollector?
    ) async throws(ProofsheetError) -> Repair {
        // No object may go between the look at it and the flag that relies on it.
        let lock = options.isDryRun ? nil : try await flagLock(of: cache, alone: false)
        defer { withExtendedLifetime(lock) {} }
        var plan: [RecordRepair] = []
        var flags = FlagCount()
        var tally = makeTally()
        if options.isDryRun { tally.coverage = nil }
        var audited = FindingList()
        var decided = DecisionProgress(options.decisions, baseline: baseline)
        var collector = sheet
        let needsRecords = collector != nil
        try await forEachVerdict(
            of: source, in: verdicts, tally: &tally, auditor: auditor,
            where: { verdict in !needsRecords && !verdict.findings.contains { $0.isRepairable(options) } }
        ) { judged, _ in
            let findings = judged.findings(fetchingFirst: due)
            audited.append(findings)
            flags.count(judged.verdict, options)
            decided?.add(findings)
            collector?.add(judged)
            if let record = judged.subject?.record { plan.add(record, findings, options, settings.falseFlag) }
        }
        noteFlags(tally)
        if !tally.usesFlags { plan.removeNewFlags() }
        let changesFlags = options.decisions == nil ? options.repairsFlags : flags.lowersAny
        if changesFlags, !configuration.isForced, !options.isDryRun || tally.doubt != nil {
            try flags.check(tally, cache: cache)
        }
        tally.failures += await prepareURLs(of: &plan, isDryRun: options.isDryRun)
        if !options.isDryRun { try await prepareToWrite(plan) }
        var written = await write(plan, options)
        collector?.reopen(written.mended)
        var remaining: [String: [Finding]] = [:]
        do throws(ProofsheetError) {
            if written.loss == nil {
                remaining = try await findings(ofMended: written.mended, by: auditor, &collector, &tally.coverage)
            }
        } catch { written.loss = error.message }
        let accepted = Task.isCancelled ? 0 : accept(decided, into: baselinePath, options, &tally)
        tally.failures += written.failures + [written.loss].compactMap(\.self)
        written.add(audited, remaining, options, to: &tally)
        var report = tally.report
        report.repaired = written.repaired
        report.repaired?.kinds = options.kinds
        report.diff = options.makesDiff ? written.diffs.joined() : nil
        report = await keepHistory(of: report, tally, by: auditor)
        sheet = collector
        return Repair(report: report, replaced: written.replaced, accepted: accepted)
    }

    /// Writes the baseline with what is accepted from now on, and tells what could not be done.
    ///
    /// - Returns: How many findings are accepted.
    private func accept(
        _ decided: DecisionProgress?, into path: String?, _ options: RepairOptions, _ tally: inout RunTally
    ) -> Int {
        guard let decided else { return 0 }
        tally.failures += decided.failures
        let findings = decided.accepted
        guard let path, !findings.isEmpty else { return 0 }
        var baseline = baseline
        for finding in findings { baseline.add(finding) }
        if !options.isDryRun {
            do throws(ProofsheetError) { try BaselineFile.write(baseline, to: path) } catch {
                tally.failures.append(error.message)
                return 0
            }
        }
        tally.accept(findings)
        return findings.count
    }

    /// Has what the new flags rely on on the disk, and the records without what killed repairs left beside them.
    private func prepareToWrite(_ plan: [RecordRepair]) async throws(ProofsheetError) {
        await removeLeftovers(with: plan)
        if plan.isEmpty { return }
        let cache = cache
        let outcome = await queue.run { () -> Result<Void, CacheError> in
            do throws(CacheError) { return .success(try cache.syncIndex()) } catch { return .failure(error) }
        }
        try orProofsheetError { () throws(CacheError) in try outcome.get() }
    }

    private func removeLeftovers(with plan: [RecordRepair]) async {
        let paths = source.files.map(\.path)
        await queue.run {
            // A symbolic link leads to a record that is replaced where it is.
            let targets = plan.compactMap { try? FileSystem.resolve($0.path) }
            for directory in Set((paths + targets).map(FileSystem.parentPath)) { Leftovers.remove(in: directory) }
        }
    }

    /// What is still to be said of the records that were written: they are read and judged again.
    private func findings(
        ofMended mended: Set<String>, by auditor: Auditor, _ collector: inout SheetCollector?,
        _ coverage: inout RunCoverage?
    ) async throws(ProofsheetError) -> [String: [Finding]] {
        var result: [String: [Finding]] = [:]
        var tally = RunTally(failures: [])
        if coverage != nil { tally.coverage = RunCoverage() }
        var current = collector
        let source = source.restricted(to: mended)
        try await forEachVerdict(of: source, in: VerdictMemory(), tally: &tally, auditor: auditor) { judged, _ in
            result[judged.path, default: []] += judged.verdict.findings
            current?.add(judged)
        }
        collector = current
        if let later = tally.coverage { coverage?.replace(by: later) }
        return result
    }

    /// Writes the records of a plan, for as long as the cache that was looked at is there.
    private func write(_ plan: [RecordRepair], _ options: RepairOptions) async -> WrittenRecords {
        var written = WrittenRecords(isDryRun: options.isDryRun)
        let settings = RecordRepair.Settings(configuration, options)
        archive.progress.begin(.repairing, total: plan.count)
        defer { archive.progress.end() }
        for repair in plan {
            // Records are written one by one: each write waits for the disk, and an interruption ends between two.
            if Task.isCancelled { break }
            do throws(CacheError) { try cache.checkPresence() } catch {
                written.loss = error.message
                break
            }
            written.add(await queue.run { repair.apply(settings) }, of: repair.path)
            archive.progress.advance(by: 1)
        }
        return written
    }
}

/// What a repair has done.
private struct WrittenRecords {
    var repaired: Report.Repaired
    var diffs: [String] = []
    /// The records that are no longer as they were judged.
    var mended: Set<String> = []
    /// They as they were before, where that is kept.
    var replaced: [ReplacedFile] = []
    var failures: [String] = []
    /// Why nobody can say what remains to be said of them, and why others were not come to; nil where all went well.
    var loss: String?

    init(isDryRun: Bool) { repaired = Report.Repaired(isDryRun: isDryRun) }

    mutating func add(_ outcome: RecordRepair.Outcome, of path: String) {
        failures += outcome.failures
        guard outcome.edits > 0 else { return }
        repaired.records += 1
        repaired.edits += outcome.edits
        diffs.append(outcome.diff)
        if let file = outcome.replaced { replaced.append(file) }
        if !repaired.isDryRun { mended.insert(path) }
    }

    /// Adds what was found before, and of the records that were written what is found now.
    func add(
        _ audited: FindingList, _ remaining: [String: [Finding]], _ options: RepairOptions, to tally: inout RunTally
    ) {
        var added: Set<String> = []
        for findings in audited {
            guard let path = findings.first?.record, mended.contains(path) else {
                tally.add(findings)
                continue
            }
            if loss != nil {
                tally.add(findings.filter { !$0.isRepairable(options) })
            } else if let others = remaining[path] {
                // Those of one that was read in parts stand in several elements.
                if added.insert(path).inserted { tally.add(others) }
            } else {
                tally.add(findings)
            }
        }
    }
}
