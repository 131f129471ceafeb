import Caching
import Fetching
import Testing

@testable import Proofsheet

@Suite("Planning and judging requests")
struct FetchPlanTests {
    @Test("the first remapping that matches counts, and its groups are filled in")
    func remaps() throws {
        let remappings = try [
            Remapping("^https://(.*)\\.example/ http://127.0.0.1/$1/"), Remapping("^https:// http://other/"),
        ]
        #expect(Remapping.apply(remappings, to: "https://cdn.example/a") == "http://127.0.0.1/cdn/a")
        #expect(Remapping.apply(remappings, to: "https://cdn.test/a") == "http://other/cdn.test/a")
        #expect(Remapping.apply(remappings, to: "http://cdn.test/a") == "http://cdn.test/a")
    }

    @Test(
        "a remapping to what is not fetched is a refusal, not a fault of the record's URL",
        arguments: [
            ("ftp://cdn.example/a.jpg", "the URL is neither http nor https"), ("/a.jpg", "the URL is not absolute"),
            ("http://me:secret@cdn.example/a.jpg", "the URL holds a user name or password"),
        ])
    func refusedRemapping(target: String, reason: String) {
        let rules = RequestRules(Configuration())
        #expect(
            rules.refusal(ofRemapped: target)
                == .refused(reason: "remapped to a URL that is not fetched: \(reason) (option remap)"))
        #expect(rules.refusal(ofRemapped: "http://cdn.example/a.jpg") == nil)
    }

    func judge(_ status: Int, body: [UInt8] = [], type: String? = nil) -> CacheFailure? {
        let response = FetchResponse(
            status: status, headers: type.map { [("content-type", $0)] } ?? [], body: body, finalURL: "https://h/")
        let outcome = FetchOutcome(result: .success(response), attempts: 1, bytesReceived: body.count)
        guard case .failure(let failure) = ImageEvaluation(outcome, now: 7) else { return nil }
        return failure
    }

    @Test(
        "each status has its kind of failure",
        arguments: [
            (404, CacheFailure.Kind.gone), (410, .gone), (401, .blocked), (403, .blocked), (429, .blocked),
            (451, .blocked), (500, .unreachable), (204, .unreachable), (206, .unreachable), (301, .unreachable),
        ])
    func statuses(status: Int, kind: CacheFailure.Kind) throws {
        let failure = try #require(judge(status))
        #expect(failure.kind == kind && failure.status == status && failure.occurredAt == 7)
        #expect(failure.detail == "the server answered \(status)")
    }

    @Test("what came in place of an image is described")
    func describes() throws {
        let page = Array("<!DOCTYPE html><p>".utf8)
        #expect(judge(200, body: page, type: "image/jpeg")?.detail == "a web page labelled image/jpeg, 18 bytes")
        #expect(judge(200, body: Array("{}".utf8))?.detail == "text without a Content-Type, 2 bytes")
        #expect(judge(200)?.detail == "it is empty")
        #expect(judge(200, body: page)?.kind == .notImage)
        let cut = FetchResponse(status: 200, body: page, finalURL: "https://h/", isCut: true)
        let outcome = FetchOutcome(result: .success(cut), attempts: 1, bytesReceived: 18)
        guard case .failure(let failure) = ImageEvaluation(outcome, now: 7) else {
            Issue.record("a web page is no image")
            return
        }
        #expect(failure.detail == "a web page without a Content-Type")
    }

    @Test(
        "trouble without an answer is a refusal or no answer",
        arguments: [
            (FetchFailure.refused(reason: "private"), CacheFailure.Kind.refused),
            (.timedOut(reason: "slow"), .unreachable), (.tooLarge(limit: 5), .unreachable),
            (.deferred(host: "h", status: 429, until: 9), .blocked),
            (.deferred(host: "h", status: 503, until: 9), .unreachable),
        ])
    func failures(failure: FetchFailure, kind: CacheFailure.Kind) {
        let outcome = FetchOutcome(result: .failure(failure), attempts: 1, bytesReceived: 0)
        guard case .failure(let judged) = ImageEvaluation(outcome, now: 0) else {
            Issue.record("no failure")
            return
        }
        #expect(judged.kind == kind && judged.detail == failure.reason)
    }

    @Test("a run that was ended leaves nothing behind")
    func cancelled() {
        let outcome = FetchOutcome(result: .failure(.cancelled), attempts: 1, bytesReceived: 0)
        guard case .cancelled = ImageEvaluation(outcome, now: 0) else {
            Issue.record("a cancelled request was judged")
            return
        }
    }
}
