import Auditing
import FileSystem
import Glibc
import Reporting

extension Archive {
    /// Fails where the history that a run is to be added to cannot be read, before the run has done any work.
    func checkHistory() throws(ProofsheetError) {
        if let directory = configuration.historyDirectory { _ = try HistoryFile.read(in: directory) }
    }
}

extension Run {
    /// Adds a run that came to its end to the history, where one is kept, and gives the report with what that says.
    ///
    /// A history that cannot be written is a failure of the report, which says what it can all the same.
    func keepHistory(
        of report: Report, _ tally: RunTally, by auditor: Auditor
    ) async -> Report {
        guard let directory = configuration.historyDirectory, let coverage = tally.coverage, !Task.isCancelled else {
            return report
        }
        var report = report
        var lock: HistoryLock?
        do throws(FileSystemError) {
            lock = try await HistoryLock.take(in: directory)
            if lock == nil { return report }
        } catch {
            report.failures.append(Self.message(error))
        }
        defer { withExtendedLifetime(lock) {} }
        var history: FindingHistory
        // Another run may have added to it since the start.
        do throws(ProofsheetError) { history = try HistoryFile.read(in: directory) } catch {
            report.failures.append(error.message)
            return report
        }
        let look = look(coverage, tally, auditor, report.recordFindings)
        let added = history.add(report.recordFindings, look, counting: report.summary, at: Clock.now)
        report.recordFindings = added.findings
        report.history = added.changes
        if lock != nil {
            do throws(FileSystemError) { try HistoryFile.write(history, in: directory) } catch {
                report.failures.append(Self.message(error))
            }
        }
        return report
    }

    private static func message(_ error: FileSystemError) -> String {
        "the history was not written: \(error); check --history"
    }

    private func look(
        _ coverage: RunCoverage, _ tally: RunTally, _ auditor: Auditor, _ findings: FindingList
    ) -> FindingHistory.Look {
        let names = RecordNames()
        var rules = auditor.appliedRules.subtracting(tally.droppedRules)
        if tally.doubt != nil { rules.remove(.flagStale) }
        let applied = Set(rules.map(\.rawValue))
        // Of a part, and with some of the rules alone, nobody can say later that something was not there.
        let isWhole = !isPart && auditor.ruleNames.count == Rules.all.count
        let roots = archive.paths.filter { (try? FileSystem.status(of: $0))?.kind == .directory }.map(names.name)
        let places = archive.paths.map(names.name)
        let paths = Dictionary(coverage.paths.map { (names.name(of: $0), $0) }) { first, _ in first }
        var reported: [Baseline.Key: Int] = [:]
        for finding in findings.joined() { reported[Baseline.Key(finding), default: 0] += 1 }
        return FindingHistory.Look(scopes: isWhole ? roots : [], rules: rules, name: names.name) { item in
            guard applied.contains(item.key.rule) else { return .unseen }
            guard let path = paths[item.key.record] else {
                let isGone = (try? FileSystem.exists(names.path(of: item.key.record))) == false
                return isGone && places.contains { FindingHistory.holds($0, item.key.record) } ? .mended : .unseen
            }
            var key = item.key
            key.record = path
            if coverage.count(of: key) > reported[key, default: 0] { return .withheld }
            let place: Configuration.ImagePlace = item.isInBody ? .bodies : .data
            guard key.url == nil || configuration.images.contains(place) else { return .unseen }
            return coverage.couldJudge(key, locator, serverAnswers) ? .mended : .unseen
        }
    }
}

/// The names that a history gives to records: from the root of the repository, else from the working directory.
private struct RecordNames {
    private let root: String
    private let place: RepositoryPlace

    init() {
        let directory = (try? FileSystem.resolve(".")) ?? "."
        root = HostedRepository.nearest?.root ?? directory
        place = RepositoryPlace(root: root, directory: directory)
    }

    func name(of path: String) -> String { place.path(of: path) }

    func path(of name: String) -> String { name.utf8.first == UInt8(ascii: "/") ? name : joinPath(root, name) }
}

/// Keeps other runs from adding to a history at the same time.
private final class HistoryLock: Sendable {
    /// Nil where the file system knows no locks.
    private let lock: FileLock?

    private init(_ lock: consuming FileLock?) { self.lock = lock }

    /// Makes the directory where it is missing, and waits; nil where the task is cancelled first.
    static func take(in directory: String) async throws(FileSystemError) -> HistoryLock? {
        try FileSystem.makeDirectories(directory)
        let ignoreFile = joinPath(directory, ".gitignore")
        if try !FileSystem.exists(ignoreFile) { try AtomicFile.create(ignoreFile, with: Array("/lock\n".utf8)) }
        do throws(FileSystemError) {
            guard let lock = try await FileLock(waitingFor: joinPath(directory, "lock"), isShared: false) else {
                return nil
            }
            return HistoryLock(lock)
        } catch {
            guard [ENOLCK, ENOSYS, EOPNOTSUPP].contains(error.code) else { throw error }
            return HistoryLock(nil)
        }
    }
}
