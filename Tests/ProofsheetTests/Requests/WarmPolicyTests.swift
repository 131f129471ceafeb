import Auditing
import Caching
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Which images a run asks for")
struct WarmPolicyTests {
    private let start: Int64 = 1_000_000

    private func policy(isForced: Bool = false, retriesFailed: Bool = false) throws -> WarmPolicy {
        var configuration = Configuration()
        configuration.isForced = isForced
        configuration.retriesFailed = retriesFailed
        return try WarmPolicy(configuration, startTime: start)
    }

    /// What is known of a URL whose last request failed.
    private func failed(_ kind: CacheFailure.Kind = .unreachable, at time: Int64) -> ImageKnowledge {
        let failure = CacheFailure(kind: kind, detail: "no answer", occurredAt: time)
        return ImageKnowledge(entry: CacheEntry(url: "u", failure: failure))
    }

    @Test("what was answered after the run began is not due, however much the run wants")
    func answeredSince() throws {
        for policy in [try policy(), try policy(isForced: true), try policy(retriesFailed: true)] {
            #expect(policy.isDue(failed(at: start - 1)) && policy.isDueStill(failed(at: start - 1)))
            // Of the second of the start nobody knows, unless it was not so yet when the run looked.
            #expect(policy.isDue(failed(at: start)) && !policy.isDueStill(failed(at: start)))
            #expect(!policy.isDue(failed(at: start + 1)) && !policy.isDueStill(failed(at: start + 1)))
        }
    }

    @Test("what was answered in the future was not answered since the run began, but by a clock that was ahead")
    func clockAhead() throws {
        let ahead = Clock.now + 86_400
        for policy in [try policy(), try policy(isForced: true), try policy(retriesFailed: true)] {
            #expect(policy.isDue(failed(.gone, at: ahead)) && policy.isDueStill(failed(.gone, at: ahead)))
            #expect(policy.isDue(failed(.gone, at: .max)))
        }
        // A failure since then is one all the same.
        var entry = try #require(failed(.gone, at: Clock.now).entry)
        entry.fetchedAt = ahead
        #expect(try !policy(isForced: true).isDue(ImageKnowledge(entry: entry)))
    }

    @Test("an image that was fetched since and is gone already is due")
    func gone() throws {
        let entry = CacheEntry(url: "u", freshUntil: .max, fetchedAt: start + 1)
        #expect(try policy().isDueStill(ImageKnowledge(entry: entry)))
    }

    @Test("of two forced runs that want a URL at once, the second takes what the first got")
    func forcedTogether() throws {
        let directory = try TemporaryDirectory()
        let (first, second) = (
            try Cache(writingTo: directory.path(of: "C")), try Cache(writingTo: directory.path(of: "C"))
        )
        let old = failed(at: start - 9)
        try first.update([try #require(old.entry)])
        let policy = try policy(isForced: true)
        func lease(in cache: Cache) -> Lease { Lease("u", EntryRevision(of: old), in: cache, isDue: policy.isDueStill) }
        guard case .held = lease(in: first), case .elsewhere = lease(in: second) else {
            Issue.record("the first has it, and the second has not")
            return
        }
        try first.update([try #require(failed(.gone, at: start + 1).entry)])
        first.endLease(of: "u")
        guard case .notDue(let known) = lease(in: second) else {
            Issue.record("the second fetches what the first has fetched")
            return
        }
        #expect(known.entry?.failure?.kind == .gone)
        // It has let go of it again.
        #expect(try first.lease("u"))
    }
}
