import Auditing
import Decoding
import FileSystem
import Reporting

/// A review of an archive: the proof sheet of an audit, from which decisions are carried out, and undone.
///
/// It makes no request. Each page that it makes has a number, and what is asked for from an older page is refused, since
/// nobody has seen what it would be done to. One change is made after the other: what comes meanwhile is refused, too.
public actor Review {
    private let archive: Archive
    private var page: ReviewPage
    /// What was changed, and not undone since.
    private var changes: [ReviewChange] = []
    /// What the page tells of the last thing that was done.
    private var notice: ProofSheet.Review.Notice?
    private var isBusy = false
    private var hasEnded = false
    /// Who waits for the end of what is being written.
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Bytes of records as they were, which are kept so that changes can be undone; the last change can be, whatever it takes.
    private static let historyLimit = 1 << 26

    /// Audits an archive; whether it asks servers, and where its report goes, is of no account.
    ///
    /// A baseline that is named and not there is made when the first finding is accepted.
    public init(of archive: Archive) async throws(ProofsheetError) {
        var archive = archive
        archive.makesProofSheet = true
        archive.output = nil
        archive.earlierReport = nil
        archive.configuration.isOnline = false
        // It looks again after each change, and these looks are no runs.
        archive.configuration.historyDirectory = nil
        self.archive = archive
        page = try await ReviewPage.audit(of: archive, number: 1)
    }

    /// The page, as a document in HTML.
    ///
    /// It asks for its pictures as `thumbnails/NAME`, and for changes as `apply`, `undo` and `done`, beside its own address.
    /// A page that is asked for again shows the records as they are then.
    public func document() async -> [UInt8] {
        if page.wasShown, !isBusy, !hasEnded {
            isBusy = true
            await lookAgain()
            endWork()
        }
        page.wasShown = true
        let state = ProofSheet.Review(
            page: page.number, baseline: archive.configuration.baseline, notice: notice,
            undoable: changes.last.flatMap { $0.files == nil ? nil : $0.summary })
        return page.document(state)
    }

    /// A picture of the page as a JPEG; nil where it has none of this name, or none can be made.
    public func thumbnail(named name: String) async -> [UInt8]? {
        guard let picture = page.pictures[name] else { return nil }
        let objects = page.objects
        return await archive.queue.run { ThumbnailMaker.thumbnail(of: picture, in: objects)?.bytes }
    }

    /// Writes what was decided of findings: fixes to the records, and what is accepted to the baseline.
    ///
    /// Records that have changed since the page was made are left alone.
    ///
    /// - Parameters:
    ///   - decisions: What was decided; to leave a finding changes nothing.
    ///   - number: The number of the page on which it was decided.
    public func apply(_ decisions: Decisions, fromPage number: Int) async -> ReviewAnswer {
        if let refusal = begin(fromPage: number) { return refusal }
        defer { endWork() }
        let (page, queue) = (page, archive.queue)
        let stale = await queue.run { page.staleFindings(among: decisions) }
        var lines = stale.keys.sorted().map {
            "'\($0)' has changed since the page was made; nothing in it was changed now: look at it again"
        }
        let fresh = decisions.without(Set(stale.values.joined()))
        guard fresh.changesAny else {
            await lookAgain()
            return tell("Nothing was changed", lines)
        }
        let known = Set(page.report.failures)
        do throws(ProofsheetError) {
            let done = try await archive.carryOut(fresh, number: page.number + 1, knowing: known)
            self.page = done.page
            lines += done.failures
            if done.change.isEmpty { return tell("Nothing was changed", lines) }
            keep(done.change)
            return tell(done.change.title, lines, of: done.change)
        } catch {
            return ReviewAnswer(isPageNew: false, title: "Nothing was changed", lines: lines + [error.message])
        }
    }

    /// Gives the files of the last change their old content again.
    ///
    /// Where one of them has changed since, nothing is undone.
    ///
    /// - Parameter number: The number of the page on which it was asked for.
    public func undo(fromPage number: Int) async -> ReviewAnswer {
        if let refusal = begin(fromPage: number) { return refusal }
        defer { endWork() }
        guard let change = changes.last, let files = change.files else {
            return ReviewAnswer(isPageNew: false, title: "There is nothing to undo", lines: [])
        }
        let changed = files.filter { !$0.isUnchanged }.map {
            "'\($0.path)' has changed since; nothing was undone: undo what you want by hand"
        }
        if !changed.isEmpty {
            await lookAgain()
            return tell("Nothing was undone", changed)
        }
        let (left, failures) = await archive.putBack(files)
        if left.isEmpty {
            changes.removeLast()
        } else {
            changes[changes.count - 1].files = left
        }
        await lookAgain()
        return tell(left.isEmpty ? "Undone: \(change.summary)" : "Not all was undone", failures)
    }

    /// Lets nothing be changed from now on, waits for what is being written, and tells what was changed and not undone.
    public func finish() async -> String {
        hasEnded = true
        if isBusy { await withCheckedContinuation { waiting.append($0) } }
        let sum = changes.reduce(into: ReviewChange()) { $0.add($1) }
        return sum.isEmpty ? "reviewed: nothing was changed" : "reviewed: \(sum.summary)"
    }

    /// Why nothing can be changed now; nil where it can, which is then for the caller to do.
    private func begin(fromPage number: Int) -> ReviewAnswer? {
        if hasEnded { return ReviewAnswer(isPageNew: false, title: "The review has ended", lines: []) }
        if isBusy {
            return ReviewAnswer(
                isPageNew: false, title: "Nothing was changed",
                lines: ["another change is being written; wait for its end, and try again"])
        }
        if number != page.number {
            return ReviewAnswer(
                isPageNew: true, title: "Nothing was changed",
                lines: ["the page was out of date, since something was changed from another window; look at it again"])
        }
        isBusy = true
        notice = nil
        return nil
    }

    private func endWork() {
        isBusy = false
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Makes the page anew; where that cannot be done, the old one stays and says so.
    private func lookAgain() async {
        do throws(ProofsheetError) { page = try await ReviewPage.audit(of: archive, number: page.number + 1) } catch {
            notice = ProofSheet.Review.Notice(
                title: "The records could not be looked at again", lines: [error.message])
        }
    }

    /// Has the next page tell what was done.
    private func tell(_ title: String, _ lines: [String], of change: ReviewChange? = nil) -> ReviewAnswer {
        let lines = lines + (notice?.lines ?? [])
        notice = ProofSheet.Review.Notice(
            title: title, lines: lines, diff: change?.diff ?? "", isUndoable: change != nil)
        return ReviewAnswer(isPageNew: true, title: title, lines: lines)
    }

    /// Adds a change to the history, and lets go of the oldest content where there is too much.
    private func keep(_ change: ReviewChange) {
        changes.append(change)
        var size = 0
        for place in changes.indices.reversed() {
            size += changes[place].size
            if size > Self.historyLimit, place < changes.count - 1 { changes[place].files = nil }
        }
    }
}

/// What became of something that a review was asked for.
public struct ReviewAnswer: Sendable, Hashable {
    /// The page is another one now, or was out of date: it is to be asked for again, and tells the same.
    public var isPageNew: Bool
    /// What was done, in a few words.
    public var title: String
    /// What was not done, each one sentence with what to do.
    public var lines: [String]

    /// The same as JSON, in which nothing could steer a terminal or change the order of reading.
    public var json: String {
        JSONValue.members([
            "isPageNew": .bool(isPageNew), "title": .string(PlainText.escaped(title)),
            "lines": .array(lines.map { .string(PlainText.escaped($0)) }),
        ]).compact
    }
}
