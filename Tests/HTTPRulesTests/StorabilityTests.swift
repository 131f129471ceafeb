import HTTPRules
import TestSupport
import Testing

@Suite("Storability")
struct StorabilityTests {
    private func isStorable(
        _ status: Int = 200, _ line: String = "a: b", to request: CacheRequest = CacheRequest()
    ) -> Bool {
        Storability.isStorable(status: status, fields: fields(line), request: request)
    }

    @Test("no-store of either side keeps a response out (RFC 9111 §5.2.1.5, §5.2.2.5)")
    func noStore() {
        #expect(isStorable())
        #expect(!isStorable(200, "cache-control: max-age=60, No-Store"))
        #expect(!isStorable(to: get("cache-control: no-store")))
    }

    @Test("must-understand overrules no-store where the status is known (RFC 9111 §5.2.2.3)")
    func mustUnderstand() {
        #expect(isStorable(200, "cache-control: max-age=60, no-store, must-understand"))
        #expect(!isStorable(599, "cache-control: max-age=60, no-store, must-understand"))
        #expect(!isStorable(599, "cache-control: max-age=60, must-understand"))
        #expect(isStorable(599, "cache-control: max-age=60"))
    }

    @Test("other statuses need a word of the server (RFC 9111 §3)")
    func statuses() {
        #expect(!isStorable(403))
        for line in ["cache-control: public", "cache-control: private", "cache-control: max-age=1", "expires: 0"] {
            #expect(isStorable(403, line))
        }
        #expect(isStorable(404) && isStorable(410) && isStorable(301))
    }

    @Test("neither parts nor 304, and nothing but GET")
    func others() {
        #expect(!isStorable(206, "cache-control: max-age=1") && !isStorable(304, "cache-control: max-age=1"))
        #expect(!isStorable(103, "cache-control: max-age=1"))
        #expect(!isStorable(200, "cache-control: max-age=1", to: CacheRequest(method: "POST")))
    }
}
