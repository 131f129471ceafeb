import Auditing
import Testing

@Suite("A history of findings")
struct FindingHistoryTests {
    private static let day: Int64 = 86_400
    private static let start: Int64 = 1_800_000_000

    private func finding(_ rule: RuleName = .imageGone, _ record: String = "posts/a.md", _ url: String = "u") -> Finding
    {
        Finding(rule: rule, severity: .error, record: record, entry: "images[0]", url: url, message: "it is gone")
    }

    /// Adds a run that looked at everything, unless the fates of what it does not report say otherwise.
    private func add(
        _ findings: [Finding], to history: inout FindingHistory, at time: Int64, scopes: [String] = ["posts"],
        rules: Set<RuleName> = [.imageGone, .flagStale],
        fate: @escaping (FindingHistory.Item) -> FindingHistory.Fate = { _ in .mended }
    ) -> (standings: [Finding.Standing], changes: HistoryChanges) {
        let look = FindingHistory.Look(scopes: scopes, rules: rules, name: { $0 }, fate: fate)
        let added = history.add(FindingList(findings), look, counting: AuditSummary(), at: time)
        return (added.findings.joined().compactMap(\.standing), added.changes)
    }

    @Test("calls nothing new in its first run, and then what the run before did not find")
    func new() {
        var history = FindingHistory()
        let first = add([finding()], to: &history, at: Self.start)
        #expect(first.changes.previousRun == nil && first.changes.new == 0 && first.changes.standing == 1)
        #expect(first.standings.map(\.newSince) == [nil])
        let later = Self.start + 12 * Self.day
        let second = add([finding(), finding(.imageGone, "posts/b.md")], to: &history, at: later)
        #expect(second.standings.map(\.newSince) == [nil, Self.start])
        #expect(second.standings.map(\.since) == [Self.start, later])
        #expect(second.changes.new == 1 && second.changes.standing == 1 && second.changes.mended.isEmpty)
        #expect(second.standings[0].fingerprint == first.standings[0].fingerprint)
    }

    @Test("calls nothing new where no run has looked before, or not by that rule")
    func unknown() {
        var history = FindingHistory()
        _ = add([], to: &history, at: 1, rules: [.imageGone])
        let second = add(
            [finding(.imageGone, "pages/a.md"), finding(.flagStale), finding(.imageGone, "posts/b.md")], to: &history,
            at: 2)
        #expect(second.standings.map(\.newSince) == [nil, nil, 1])
        // A part of what is below a directory tells nothing of the rest of it.
        _ = add([], to: &history, at: 3, scopes: [])
        let other = add([finding(.imageGone, "postscript/a.md")], to: &history, at: 4, scopes: ["."])
        #expect(other.standings.map(\.newSince) == [nil])
        #expect(add([finding(.flagStale, "x/y.md")], to: &history, at: 5).standings.map(\.newSince) == [4])
    }

    @Test("knows what was mended, and that it is back")
    func back() {
        var history = FindingHistory()
        _ = add([finding()], to: &history, at: Self.start)
        let mended = add([], to: &history, at: Self.start + Self.day)
        #expect(mended.changes.mended.map(\.key.record) == ["posts/a.md"])
        #expect(mended.changes.mended.map(\.since) == [Self.start])
        #expect(add([], to: &history, at: Self.start + 2 * Self.day).changes.mended.isEmpty)
        let back = add([finding()], to: &history, at: Self.start + 3 * Self.day)
        let standing = back.standings[0]
        #expect(standing.isBack && standing.since == Self.start + 3 * Self.day && standing.firstSeen == Self.start)
        #expect(standing.newSince == Self.start + 2 * Self.day && back.changes.new == 1 && back.changes.back == 1)
        let still = add([finding()], to: &history, at: Self.start + 4 * Self.day).standings[0]
        #expect(still.newSince == nil && still.since == standing.since && still.firstSeen == Self.start)
    }

    @Test(
        "leaves alone what a run did not look for, or does not report",
        arguments: [
            FindingHistory.Fate.unseen, .withheld,
        ])
    func unseen(fate: FindingHistory.Fate) {
        var history = FindingHistory()
        _ = add([finding()], to: &history, at: Self.start)
        let second = add([], to: &history, at: Self.start + Self.day) { _ in fate }
        #expect(second.changes.mended.isEmpty)
        let third = add([finding()], to: &history, at: Self.start + 2 * Self.day).standings[0]
        #expect(third.since == Self.start && third.newSince == nil)
    }

    @Test("counts findings alike, the first of which stays the first")
    func alike() {
        var history = FindingHistory()
        _ = add([finding(), finding()], to: &history, at: 1)
        let more = add([finding(), finding(), finding()], to: &history, at: 2)
        #expect(more.standings.map(\.newSince) == [nil, nil, 1] && Set(more.standings.map(\.fingerprint)).count == 3)
        let less = add([finding()], to: &history, at: 3)
        #expect(less.standings.map(\.since) == [1] && less.changes.mended.map(\.since) == [1, 2])
    }

    @Test(
        "knows a finding again whatever its message, place and suggestion",
        arguments: [
            { $0.message = "x" }, { $0.entry = "images[7]" }, { $0.entryIndex = 7 }, { $0.severity = .info },
            { $0.declared = .init(width: 1, height: 2) },
        ] as [@Sendable (inout Finding) -> Void])
    func same(change: @Sendable (inout Finding) -> Void) {
        var history = FindingHistory()
        _ = add([finding()], to: &history, at: 1)
        var changed = finding()
        change(&changed)
        let second = add([changed], to: &history, at: 2)
        #expect(second.standings.map(\.since) == [1] && second.changes.mended.isEmpty)
    }

    @Test("forgets what was mended long ago, and what nobody has looked for, and keeps what is there")
    func forgets() {
        var history = FindingHistory()
        let standing = finding(.imageGone, "posts/standing.md")
        _ = add([finding(), standing, finding(.flagStale, "posts/off.md")], to: &history, at: Self.start)
        let onlyStanding: (FindingHistory.Item) -> FindingHistory.Fate = {
            $0.key.record == "posts/off.md" ? .unseen : .mended
        }
        var time = Self.start
        var counts: [Int] = []
        for _ in 0..<10 {
            time += 60 * Self.day
            _ = add([standing], to: &history, at: time, fate: onlyStanding)
            counts.append(history.items.count)
        }
        // Mended after 60 days, forgotten 90 days later; what is not looked for goes after 400.
        #expect(counts == [3, 3, 3, 2, 2, 2, 2, 1, 1, 1])
        #expect(history.items.values.first?.since == Self.start)
        for step in 1...500 { _ = add([standing], to: &history, at: time + Int64(step)) }
        #expect(history.runs.count == FindingHistory.maximumRuns && history.runs.last?.time == time + 500)
    }

    @Test("calls nothing mended, new or forgotten for a clock that is wrong")
    func clock() {
        var history = FindingHistory()
        _ = add([finding()], to: &history, at: Self.start)
        for time in [Self.start - 9_000 * Self.day, 0, Self.start, Self.start + 9_000 * Self.day, Self.start + 1] {
            let run = add([finding()], to: &history, at: time) { _ in .unseen }
            #expect(run.standings.map(\.since) == [Self.start] && run.changes.new == 0 && run.changes.mended.isEmpty)
        }
        _ = add([], to: &history, at: Self.start + 9_000 * Self.day) { _ in .unseen }
        _ = add([], to: &history, at: Self.start + 2) { _ in .unseen }
        #expect(add([finding()], to: &history, at: Self.start + 3).standings.map(\.since) == [Self.start])
    }
}
