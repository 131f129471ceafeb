import HTTPRules
import TestSupport
import Testing

@Suite("Reuse of stored responses")
struct ReuseTests {
    private func reuse(_ response: StoredResponse, _ request: CacheRequest = get(), after seconds: Int64) -> Reuse {
        response.reuse(for: request, at: arrival + seconds)
    }

    @Test("what is fresh answers, what is stale is asked about (RFC 9111 §4.2)")
    func freshness() {
        let response = stored("cache-control: max-age=60")
        #expect(reuse(response, after: 59) == .answer)
        #expect(reuse(response, after: 60) == .validate)
    }

    @Test("no-cache never answers by itself, with or without a field (RFC 9111 §5.2.2.4)")
    func noCache() {
        #expect(reuse(stored("cache-control: No-Cache, max-age=60"), after: 0) == .validate)
        #expect(reuse(stored("cache-control: no-cache=\"a\", max-age=60"), after: 0) == .validate)
        #expect(reuse(stored("pragma: no-cache", "cache-control: max-age=60"), after: 0) == .answer)
    }

    @Test("a request may want what was checked, or what is young or fresh enough (RFC 9111 §5.2.1)")
    func requestDirectives() {
        let response = stored("cache-control: max-age=60")
        #expect(reuse(response, get("cache-control: no-cache"), after: 0) == .validate)
        #expect(reuse(response, get("cache-control: max-age=0"), after: 0) == .validate)
        #expect(reuse(response, get("cache-control: max-age=10"), after: 10) == .answer)
        #expect(reuse(response, get("cache-control: max-age=10"), after: 11) == .validate)
        #expect(reuse(response, get("cache-control: max-age=x"), after: 0) == .validate)
        #expect(reuse(response, get("cache-control: min-fresh=20"), after: 40) == .answer)
        #expect(reuse(response, get("cache-control: min-fresh=20"), after: 41) == .validate)
    }

    @Test("a request may take what is stale, unless the response forbids it (RFC 9111 §5.2.1.2, §5.2.2.2)")
    func maxStale() {
        let response = stored("cache-control: max-age=60")
        #expect(reuse(response, get("cache-control: max-stale"), after: 9_999) == .answer)
        #expect(reuse(response, get("cache-control: max-stale=5"), after: 65) == .answer)
        #expect(reuse(response, get("cache-control: max-stale=5"), after: 66) == .validate)
        let strict = stored("cache-control: max-age=60, must-revalidate")
        #expect(reuse(strict, get("cache-control: max-stale"), after: 60) == .validate)
        #expect(reuse(strict, after: 59) == .answer)
    }

    @Test("within stale-while-revalidate it answers and is asked about (RFC 5861 §3)")
    func staleWhileRevalidate() {
        let response = stored("cache-control: max-age=60, stale-while-revalidate=5")
        #expect(reuse(response, after: 59) == .answer)
        #expect(reuse(response, after: 65) == .answerAndValidate)
        #expect(reuse(response, after: 66) == .validate)
    }

    @Test("a reload of what is immutable asks nobody while it is fresh (RFC 8246 §2)")
    func immutable() {
        let response = stored("cache-control: max-age=60, immutable")
        #expect(reuse(response, get("cache-control: max-age=0"), after: 59) == .answer)
        #expect(reuse(response, get("cache-control: max-age=0"), after: 60) == .validate)
        #expect(reuse(response, get("cache-control: no-cache"), after: 0) == .validate)
    }

    @Test("without any answer what is stale will do, unless the response forbids it (RFC 9111 §4.2.4)")
    func disconnected() {
        func replaces(_ line: String, _ request: CacheRequest = get()) -> Bool {
            stored(line).mayReplace(errorStatus: nil, for: request, at: arrival + 9_999)
        }
        #expect(replaces("cache-control: max-age=60"))
        #expect(!replaces("cache-control: max-age=60, must-revalidate"))
        #expect(!replaces("cache-control: max-age=60, no-cache"))
        #expect(!replaces("cache-control: max-age=60", get("cache-control: no-cache")))
        #expect(!replaces("vary: *"))
    }

    @Test("it stands for an error of the server as long as stale-if-error says (RFC 5861 §4)")
    func staleIfError() {
        func replaces(_ line: String, _ status: Int, _ request: CacheRequest = get(), after: Int64) -> Bool {
            stored(line).mayReplace(errorStatus: status, for: request, at: arrival + after)
        }
        let line = "cache-control: max-age=60, stale-if-error=10"
        for status in [500, 502, 503, 504] { #expect(replaces(line, status, after: 70)) }
        for status in [200, 304, 404, 501] { #expect(!replaces(line, status, after: 61)) }
        #expect(!replaces(line, 503, after: 71))
        #expect(!replaces("cache-control: max-age=60", 503, after: 61))
        #expect(replaces("cache-control: max-age=60", 503, get("cache-control: stale-if-error=10"), after: 70))
    }
}
