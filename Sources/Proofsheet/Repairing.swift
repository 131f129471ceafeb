import Auditing
import Caching
import FileSystem
import Records
import Reporting

/// The changes that a repair makes to one record.
private struct RecordRepair: Sendable {
    var path: String
    var changes: [FieldChange]
    /// By which the record is known again when it is read to be written.
    var contentID: ObjectID
}

/// What became of one record.
private enum RepairOutcome: Sendable {
    case repaired(edits: Int, diff: String)
    case failed(String)
}

extension Run {
    /// Audits, then writes what the findings suggest; the report has the findings that remain.
    func repair(_ options: RepairOptions) async throws(ProofsheetError) -> Report {
        var plan: [RecordRepair] = []
        var flags = FlagCount()
        var tally = RunTally(failures: source.failures)
        var all: [Finding] = []
        try await forEachSubject(tally: &tally, auditor: auditor()) { subject, findings, _ in
            all += findings
            flags.count(subject, findings)
            let changes = Self.changes(of: findings, options)
            if !changes.isEmpty {
                let id = ObjectID(of: subject.record.bytes)
                plan.append(RecordRepair(path: subject.record.path, changes: changes, contentID: id))
            }
        }
        if !options.isDryRun, !configuration.isForced { try flags.check(cache: cache) }
        var repaired = Report.Repaired(isDryRun: options.isDryRun)
        var diffs: [String] = []
        var mended: Set<String> = []
        for (repair, outcome) in await outcomes(of: plan, options) {
            switch outcome {
            case .repaired(let edits, let diff):
                repaired.records += 1
                repaired.edits += edits
                mended.insert(repair.path)
                diffs.append(diff)
            case .failed(let message): tally.failures.append(message)
            }
        }
        tally.add(
            all.filter { finding in
                options.isDryRun || !mended.contains(finding.record) || !Self.isRepaired(finding, options)
            })
        var report = tally.report
        report.repaired = repaired
        report.diff = options.makesDiff ? diffs.joined() : nil
        return report
    }

    /// The changes that the findings of one record suggest, each once.
    private static func changes(of findings: [Finding], _ options: RepairOptions) -> [FieldChange] {
        var changes: [FieldChange] = []
        // A table may have as many entries as it has rows.
        var seen: Set<FieldChange> = []
        for finding in findings where isRepaired(finding, options) {
            for change in finding.changes where seen.insert(change).inserted { changes.append(change) }
        }
        return changes
    }

    private static func isRepaired(_ finding: Finding, _ options: RepairOptions) -> Bool {
        !finding.changes.isEmpty
            && (options.repairsDimensions || finding.changes.allSatisfy { $0.field == .flag })
    }

    private func outcomes(
        of plan: [RecordRepair], _ options: RepairOptions
    ) async -> [(RecordRepair, RepairOutcome)] {
        var results: [(RecordRepair, RepairOutcome)] = []
        let vocabulary = EntryVocabulary(configuration.keys)
        for repair in plan {
            // Records are written one by one: each write waits for the disk, and an interruption ends between two.
            if Task.isCancelled { break }
            results.append((repair, await queue.run { Self.apply(repair, vocabulary, options) }))
        }
        return results
    }

    private static func apply(
        _ repair: RecordRepair, _ vocabulary: EntryVocabulary, _ options: RepairOptions
    ) -> RepairOutcome {
        let path = repair.path
        do {
            guard let record = try Record.read(path, vocabulary: vocabulary),
                ObjectID(of: record.bytes) == repair.contentID
            else { return .failed(ReplacementError.changed.message(path: path)) }
            let bytes = try record.applying(repair.changes)
            if !options.isDryRun { try AtomicFile.replace(path, expecting: record.bytes, with: bytes) }
            let diff = options.makesDiff ? UnifiedDiff.text(path: path, old: record.bytes, new: bytes) : ""
            return .repaired(edits: repair.changes.count, diff: diff)
        } catch let error as ReplacementError {
            return .failed(error.message(path: path) + "; nothing in it was changed")
        } catch let error as EditRefusal {
            return .failed("'\(path)', \(error.entryPath): \(error.message); nothing in it was changed")
        } catch {
            return .failed("\(error); nothing in it was changed")
        }
    }
}

/// Keeps an empty or moved cache from turning an archive's flags false.
private struct FlagCount {
    private var isTrue = 0
    private var becomesFalse = 0

    mutating func count(_ subject: RecordSubject, _ findings: [Finding]) {
        isTrue += subject.entries.count { $0.entry.declaredFlag == .boolean(true) }
        becomesFalse += findings.count {
            $0.rule == "flag-stale" && $0.changes.contains { $0.value == .boolean(false) || $0.value == .absent }
        }
    }

    func check(cache: Cache) throws(ProofsheetError) {
        guard becomesFalse > 20, becomesFalse * 5 > isTrue else { return }
        let state = cache.exists ? "it lacks their images" : "there is no cache there"
        throw ProofsheetError(
            .failure,
            "repair would turn \(becomesFalse) of \(isTrue) true flags false, and wrote nothing: is '\(cache.directory)' "
                + "the right cache (\(state))? Run 'proofsheet warm' first, or repeat with --force")
    }
}
