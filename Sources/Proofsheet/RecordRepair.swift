import Auditing
import Caching
import FileSystem
import Records
import Reporting

/// The changes that a repair makes to one record.
struct RecordRepair: Sendable {
    let path: String
    private let changes: [FieldChange]
    /// By which the record is known again when it is read to be written.
    private let contentID: ObjectID

    /// What became of the record.
    struct Outcome: Sendable {
        /// Values that were changed, or would be.
        var edits = 0
        var diff = ""
        /// What could not be done, each one line.
        var failures: [String] = []
    }

    /// Takes the changes that the findings of a record suggest, each once; nil where there are none.
    init?(_ record: Record, _ findings: [Finding], _ options: RepairOptions) {
        var changes: [FieldChange] = []
        var seen: Set<FieldChange> = []
        for finding in findings {
            guard options.repairsDimensions || finding.changes.allSatisfy({ $0.field == .flag }) else { continue }
            for change in finding.changes where seen.insert(change).inserted { changes.append(change) }
        }
        guard !changes.isEmpty else { return nil }
        path = record.path
        self.changes = changes
        contentID = ObjectID(of: record.bytes)
    }

    /// Entries that refuse their change in one record before the record as a whole is given up.
    private static let maximumRefusals = 100

    /// Makes the changes and writes the record, unless it is a dry run; an entry that refuses its change costs only
    /// that change.
    func apply(_ vocabulary: EntryVocabulary, _ options: RepairOptions) -> Outcome {
        var outcome = Outcome()
        do {
            guard let record = try Record.read(path, vocabulary: vocabulary), ObjectID(of: record.bytes) == contentID
            else { throw ReplacementError.changed }
            var pending = changes
            let bytes = try edited(record, &pending, &outcome.failures)
            if pending.isEmpty { return outcome }
            if !options.isDryRun { try write(bytes, over: record, &outcome.failures) }
            if options.makesDiff { outcome.diff = UnifiedDiff.text(path: path, old: record.bytes, new: bytes) }
            outcome.edits = pending.count
        } catch let error as ReplacementError {
            outcome.failures.append(error.message(path: path) + "; nothing in it was changed")
        } catch let error as EditRefusal {
            outcome.failures.append("'\(path)', \(error.entryPath): \(error.message); nothing in it was changed")
        } catch {
            outcome.failures.append("\(error); nothing in it was changed")
        }
        return outcome
    }

    /// Writes the record; one that is written and may not last is a failure to be told, but is written.
    private func write(
        _ bytes: [UInt8], over record: Record, _ failures: inout [String]
    ) throws(ReplacementError) {
        do throws(ReplacementError) {
            try AtomicFile.replace(path, expecting: record.bytes, with: bytes)
        } catch {
            guard case .notDurable = error else { throw error }
            failures.append(error.message(path: path))
        }
    }

    /// The record with those of the pending changes that can be made; the others are taken out.
    private func edited(
        _ record: Record, _ pending: inout [FieldChange], _ failures: inout [String]
    ) throws(EditRefusal) -> [UInt8] {
        for _ in 0..<Self.maximumRefusals {
            do throws(EditRefusal) {
                return try record.applying(pending)
            } catch {
                let refused = pending.filter { record.entries[$0.entryIndex].path == error.entryPath }
                // A refusal of no entry in particular is one of the whole record.
                if refused.isEmpty { throw error }
                pending.removeAll { refused.contains($0) }
                failures.append("'\(path)', \(error.entryPath): \(error.message); this entry was left alone")
            }
        }
        return try record.applying(pending)
    }
}
