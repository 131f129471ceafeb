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

    @Test("what is reckoned when it comes gives the same answer as what is reckoned anew")
    func reckonedOnce() {
        let responses = [
            stored("cache-control: max-age=60"), stored("cache-control: max-age=60, no-cache"),
            stored("cache-control: max-age=60", "age: 60"), stored("cache-control: max-age=60, must-revalidate"),
            stored("cache-control: max-age=60, stale-while-revalidate=5"), stored("a: b"),
            stored("cache-control: max-age=60", "vary: *"), stored("last-modified: Tue, 14 Nov 2023 21:56:40 GMT"),
        ]
        let requests = [get(), get("cache-control: max-age=10"), get("cache-control: max-stale"), get("accept: a")]
        for response in responses {
            for lifetime in [Int64(0), 86_400] {
                let end = response.answersUntil(unstatedLifetime: lifetime)
                for seconds in [Int64(-100), 0, 59, 60, 63, 99, 100, 86_399, 86_400] {
                    for request in requests {
                        let now = arrival + seconds
                        let once = response.reuse(
                            for: request, at: now, answersUntil: end, unstatedLifetime: lifetime)
                        // An end that lies before all times decides nothing.
                        let anew = response.reuse(
                            for: request, at: now, answersUntil: .min, unstatedLifetime: lifetime)
                        #expect(once == anew, "\(response.fields.text) at \(seconds)")
                        // Without directives, nothing answers from the end on.
                        if request.directives.isEmpty, now >= end { #expect(anew != .answer) }
                    }
                }
            }
        }
    }

    @Test("a clock that was set back makes nothing fresh that never was")
    func clockSetBack() {
        #expect(reuse(stored("cache-control: max-age=0"), after: -100) == .validate)
        #expect(reuse(stored("cache-control: max-age=60, no-cache"), after: -100) == .validate)
        #expect(reuse(stored("cache-control: max-age=60"), after: -100) == .answer)
    }

    @Test("what came more than five minutes in the future answers nothing: the clock was ahead")
    func clockAhead() {
        for fields in [["cache-control: max-age=60"], ["cache-control: max-age=31536000, immutable"], []] {
            let response = fields.first.map { stored($0) } ?? stored()
            #expect(reuse(response, get("cache-control: max-stale"), after: -301) == .validate)
            #expect(reuse(response, after: -301) == .validate)
        }
        #expect(reuse(stored("cache-control: max-age=60"), after: -300) == .answer)
    }

    @Test("a cache may heed other directives than those that the request is sent with (RFC 9111 §5.2.1)")
    func advisory() {
        let request = CacheRequest(fields: fields("cache-control: no-cache"), heeding: CacheDirectives())
        #expect(reuse(stored("cache-control: max-age=60"), request, after: 0) == .answer)
    }
}
