import Auditing
import FileSystem
import Foundation
import Records
import Reporting

/// The changes that a repair makes to one record.
struct RecordRepair: Sendable {
    let path: String
    var entries: [EntryRepair] = []

    /// What became of the record.
    struct Outcome: Sendable {
        /// Values that were changed, or would be.
        var edits = 0
        var diff = ""
        /// What the record was before; nil where it was not written, or nobody asked.
        var replaced: ReplacedFile?
        /// What could not be done, each one line.
        var failures: [String] = []
    }

    /// How the record is to be written.
    struct Settings: Sendable {
        var vocabulary = EntryVocabulary()
        var hardLinks = HardLinks.refuse
        var isDryRun = false
        var makesDiff = false
        /// Keeps what a record that is written was before.
        var keepsReplaced = false
        /// Largest size in bytes of a record that is read whole.
        var sizeLimit = RecordFile.standardSizeLimit
        var partSize = RecordFile.standardPartSize
    }

    /// Times that a record is read and written before it is left to the program that keeps changing it.
    private static let maximumAttempts = 3
    /// Seconds between two of them, in which a program that is writing may come to its end.
    private static let pause = 0.05
    /// Entries that refuse their change in one part of a record before the record as a whole is given up.
    private static let maximumRefusals = 100

    init(path: String) { self.path = path }

    /// Takes the changes that the findings of a record, or of a part of it, suggest, each once.
    mutating func add(_ record: Record, _ findings: [Finding], _ options: RepairOptions, _ falseFlag: FalseFlag) {
        var places: [Int: Int] = [:]
        for finding in findings where finding.isRepairable(options) {
            for change in finding.changes {
                let place = places[change.entryIndex] ?? entries.count
                if place == entries.count {
                    entries.append(
                        EntryRepair(of: record.entries[change.entryIndex], in: record, falseFlag: falseFlag))
                }
                places[change.entryIndex] = place
                entries[place].add(change)
            }
        }
    }

    fileprivate mutating func removeNewFlags() {
        for index in entries.indices { entries[index].removeNewFlag() }
        entries.removeAll(where: \.changes.isEmpty)
    }

    /// Makes the changes and writes the record, unless it is a dry run; an entry that refuses its change costs only
    /// that change.
    ///
    /// Where another program changes the record meanwhile it is read again, and what still makes sense is done.
    func apply(_ settings: Settings) -> Outcome {
        var attempt = 1
        while true {
            var outcome = Outcome()
            do {
                try self.attempt(settings, &outcome)
                return outcome
            } catch {
                if error as? ReplacementError == .changed, attempt < Self.maximumAttempts {
                    attempt += 1
                    Thread.sleep(forTimeInterval: Self.pause)
                    continue
                }
                outcome.failures.append(message(error) + "; nothing in it was changed")
                return Outcome(failures: outcome.failures)
            }
        }
    }

    private func message(_ error: any Error) -> String {
        switch error {
        case let error as ReplacementError: error.message(path: path)
        case let error as EditRefusal: "'\(path)', \(error.entryPath): \(error.message)"
        default: "\(error)"
        }
    }

    /// Reads the record, makes the changes that it needs as it is, and writes it unless it has changed again.
    private func attempt(_ settings: Settings, _ outcome: inout Outcome) throws {
        let file = try RecordFile(
            path, vocabulary: settings.vocabulary, sizeLimit: settings.sizeLimit, partSize: settings.partSize)
        guard let file else { return }
        var replacement = settings.isDryRun ? nil : try Replacement(of: path, hardLinks: settings.hardLinks)
        var pending = PendingChanges(entries)
        var content = ContentDigest()
        var difference = settings.makesDiff || settings.keepsReplaced ? RecordDifference() : nil
        var next: RecordPart? = .first
        while let start = next, let record = try file.part(at: start) {
            // What follows is not known, and must not be lost.
            if record.isTooLarge, let problem = record.problems.first {
                throw ProofsheetError(.failure, "'\(path)': \(problem.message)")
            }
            let (bytes, count) = try edited(record, pending.take(for: record), &outcome.failures)
            outcome.edits += count
            let old = Array(record.ownBytes)
            // A repeated header is never edited.
            let new = Array(bytes.dropFirst(record.bytes.count - old.count))
            try replacement?.append(new)
            content.append(old)
            difference?.append(old: old, new: new)
            next = record.followingPart
        }
        pending.finish()
        if pending.senseless > 0 { outcome.failures.append(messageOnSenseless(pending.senseless)) }
        if outcome.edits == 0 { return }
        if let replacement = replacement.take() {
            try put(replacement, over: content, &outcome.failures)
            if settings.keepsReplaced { outcome.replaced = difference?.replacedFile(path: path) }
        }
        if settings.makesDiff { outcome.diff = difference?.text(path: path) ?? "" }
    }

    private func messageOnSenseless(_ count: Int) -> String {
        "'\(path)' was changed by another program while it was read; "
            + "\(Plural.text(count, "change")) no longer made sense and \(count == 1 ? "was" : "were") not made; run again"
    }

    /// Writes the record; one that is written and may not last is a failure to be told, but is written.
    private func put(
        _ replacement: consuming Replacement, over content: ContentDigest, _ failures: inout [String]
    ) throws(ReplacementError) {
        do throws(ReplacementError) {
            try replacement.finish { path throws(FileSystemError) in try content.isContent(of: path) }
        } catch {
            guard case .notDurable = error else { throw error }
            failures.append(error.message(path: path))
        }
    }

    /// A part of the record with those of the changes that can be made, and how many these are.
    private func edited(
        _ record: Record, _ changes: [FieldChange], _ failures: inout [String]
    ) throws(EditRefusal) -> (bytes: [UInt8], count: Int) {
        var pending = changes
        for _ in 0..<Self.maximumRefusals {
            do throws(EditRefusal) {
                return (try record.applying(pending), pending.count)
            } catch {
                let refused = pending.filter { record.entries[$0.entryIndex].path == error.entryPath }
                // A refusal of no entry in particular is one of the whole record.
                if refused.isEmpty { throw error }
                pending.removeAll { refused.contains($0) }
                failures.append("'\(path)', \(error.entryPath): \(error.message); this entry was left alone")
            }
        }
        return (try record.applying(pending), pending.count)
    }
}

extension [RecordRepair] {
    /// Adds what the findings of a record suggest, where they suggest anything; parts of a record come one after the
    /// other.
    mutating func add(_ record: Record, _ findings: [Finding], _ options: RepairOptions, _ falseFlag: FalseFlag) {
        var repair = RecordRepair(path: record.path)
        if last?.path == record.path { repair = removeLast() }
        repair.add(record, findings, options, falseFlag)
        if !repair.isEmpty { append(repair) }
    }

    /// Leaves out the flags of entries that have none, and records to which nothing else is to be done.
    mutating func removeNewFlags() {
        for index in indices { self[index].removeNewFlags() }
        removeAll(where: \.isEmpty)
    }
}

extension RecordRepair {
    /// There is nothing to change.
    var isEmpty: Bool { entries.allSatisfy { $0.changes.isEmpty } }
}

/// Both states of a record that is read in parts.
private struct RecordDifference {
    private var old: [UInt8] = []
    private var new: [UInt8] = []

    mutating func append(old oldBytes: [UInt8], new newBytes: [UInt8]) {
        old += oldBytes
        new += newBytes
    }

    func text(path: String) -> String { UnifiedDiff.text(path: path, old: old, new: new) }

    func replacedFile(path: String) -> ReplacedFile { ReplacedFile(path: path, old: old, new: ContentDigest(of: new)) }
}

extension Finding {
    /// Whether it suggests changes of the kind that is wanted, or such as a person decided on.
    func isRepairable(_ options: RepairOptions) -> Bool {
        if let decisions = options.decisions { return !changes.isEmpty && decisions.decision(on: self) == .fix }
        return !changes.isEmpty && changes.allSatisfy { options.repairs($0.field) }
    }
}

extension RepairOptions {
    var kinds: Set<RepairKind> {
        var kinds: Set<RepairKind> = []
        if repairsFlags { kinds.insert(.flags) }
        if repairsDimensions { kinds.insert(.dimensions) }
        if repairsURLs { kinds.insert(.urls) }
        return kinds
    }

    func repairs(_ field: EntryField) -> Bool {
        switch field {
        case .width, .height: repairsDimensions
        case .flag: repairsFlags
        case .url: repairsURLs
        }
    }
}
