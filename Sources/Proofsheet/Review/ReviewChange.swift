import Auditing
import Caching
import FileSystem
import Records
import Reporting

/// What one step of a review changed.
struct ReviewChange: Sendable {
    /// Values of records.
    var values = 0
    /// The paths of the records.
    var records: Set<String> = []
    /// Findings that the baseline accepts from then on.
    var accepted = 0
    var diff = ""
    /// The files that were written; nil where what they held before is no longer kept.
    var files: [ReplacedFile]? = []

    var isEmpty: Bool { values == 0 && accepted == 0 }

    /// Bytes that are kept of it.
    var size: Int { (files ?? []).reduce(0) { $0 + ($1.old?.count ?? 0) } }

    /// Adds what another one changed.
    mutating func add(_ other: ReviewChange) {
        values += other.values
        records.formUnion(other.records)
        accepted += other.accepted
    }

    /// What was changed, in words.
    var summary: String {
        var parts: [String] = []
        if values > 0 {
            parts.append("changed \(Plural.text(values, "value")) in \(Plural.text(records.count, "record"))")
        }
        if accepted > 0 { parts.append("accepted \(Plural.text(accepted, "finding"))") }
        return parts.joined(separator: ", ")
    }

    /// The same as the start of a sentence.
    var title: String { summary.prefix(1).uppercased() + summary.dropFirst() }
}

extension Archive {
    /// What decisions did: the change, what could not be done, and the page that shows the records since then.
    struct CarriedOut {
        var change: ReviewChange
        var failures: [String]
        var page: ReviewPage
    }

    /// Does what a repair by decisions does, and keeps what it takes to undo that.
    ///
    /// - Parameters:
    ///   - number: That of the new page.
    ///   - known: Failures that have nothing to do with the decisions, since they were told before.
    func carryOut(
        _ decisions: Decisions, number: Int, knowing known: Set<String>
    ) async throws(ProofsheetError) -> CarriedOut {
        var options = RepairOptions()
        options.decisions = decisions
        options.makesDiff = true
        options.keepsReplaced = true
        let baselineBefore = baselineContent
        let run = try Run(try ready(for: options), writesCache: false)
        defer { run.cache.keepStamps() }
        let auditor = run.auditor()
        var collector: SheetCollector? = SheetCollector(keepsContents: true)
        let repair = try await run.repair(
            options, acceptingInto: configuration.baseline, by: auditor, knowing: run.memory(of: auditor),
            gathering: &collector)
        var change = ReviewChange()
        change.values = repair.report.repaired?.edits ?? 0
        change.records = Set(repair.replaced.map(\.path))
        change.accepted = repair.accepted
        change.diff = repair.report.diff ?? ""
        var files = repair.replaced
        if repair.accepted > 0, let path = configuration.baseline, let content = baselineContent {
            files.append(ReplacedFile(path: path, old: baselineBefore, new: ContentDigest(of: content)))
        }
        change.files = files
        var report = repair.report
        report.failures.removeAll { !known.contains($0) }
        let page = ReviewPage(report, collector ?? SheetCollector(), of: run, number: number)
        return CarriedOut(
            change: change, failures: repair.report.failures.filter { !known.contains($0) }, page: page)
    }

    private var baselineContent: [UInt8]? { configuration.baseline.flatMap { try? FileSystem.read($0).bytes } }

    /// Puts files back as they were.
    ///
    /// - Returns: Those that could not be, and why.
    func putBack(_ files: [ReplacedFile]) async -> (left: [ReplacedFile], failures: [String]) {
        // As with a repair, no object may go between the look at what records name and the write.
        let lock: FlagLock?
        do throws(ProofsheetError) {
            let cache = try orProofsheetError { () throws(CacheError) in
                try Cache(reading: configuration.cacheDirectory)
            }
            lock = try await flagLock(of: cache, alone: false)
        } catch {
            return (files, [error.message])
        }
        defer { withExtendedLifetime(lock) {} }
        let hardLinks = HardLinks(configuration.hardLinks)
        return await queue.run {
            var left: [ReplacedFile] = []
            var failures: [String] = []
            for file in files {
                do throws(ReplacementError) { try file.putBack(hardLinks) } catch {
                    failures.append(error.message(path: file.path))
                    if case .notDurable = error { continue }
                    left.append(file)
                }
            }
            return (left, failures)
        }
    }
}
