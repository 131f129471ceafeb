import HTTPRules
import TestSupport
import Testing

@testable import conformance_proxy

/// Rules that the proxy for suites of tests needs beside those of `HTTPRules`.
@Suite("Errors of servers, and other methods than GET")
struct ErrorsAndMethodsTests {
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

    @Test("a method that may change something makes the stored response invalid where it succeeds (RFC 9111 §4.4)")
    func invalidation() {
        for method in ["POST", "PUT", "DELETE", "M-SEARCH"] {
            let request = CacheRequest(method: method)
            #expect(request.invalidates(status: 200) && request.invalidates(status: 303))
            #expect(!request.invalidates(status: 404))
        }
        for method in ["GET", "HEAD", "OPTIONS"] {
            #expect(!CacheRequest(method: method).invalidates(status: 200))
        }
    }
}
