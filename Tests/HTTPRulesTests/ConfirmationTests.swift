import HTTPRules
import TestSupport
import Testing

@Suite("Confirmation by 304")
struct ConfirmationTests {
    private func confirmed(_ old: StoredResponse, _ lines: String...) -> StoredResponse {
        old.confirmed(
            by: HTTPFields(text: lines.joined(separator: "\n")), requestedAt: arrival + 100, receivedAt: arrival + 100)
    }

    @Test("its fields take the place of the stored ones, but for the length (RFC 9111 §3.2)")
    func merges() {
        let old = stored("etag: \"1\"", "cache-control: max-age=60", "x: 1", "x: 2", "content-length: 36")
        let fields = confirmed(old, "X: 3", "Content-Length: 10", "Y: 1").fields
        #expect(fields["etag"] == "\"1\"" && fields["cache-control"] == "max-age=60")
        #expect(fields["x"] == "3" && fields["y"] == "1" && fields["content-length"] == "36")
    }

    @Test("the lifetime that was stated before begins anew (RFC 9111 §4.3.4)")
    func freshens() {
        let old = stored("cache-control: max-age=60", "age: 50", "date: Tue, 14 Nov 2023 22:13:20 GMT")
        #expect(Freshness(of: confirmed(old, "etag: \"1\"")).freshUntil == arrival + 160)
        #expect(Freshness(of: confirmed(old, "cache-control: max-age=5")).freshUntil == arrival + 105)
        #expect(Freshness(of: confirmed(old, "age: 10")).freshUntil == arrival + 150)
    }

    @Test("it is about the stored response unless it names another entity tag (RFC 9111 §4.3.4)")
    func selects() {
        let old = stored("etag: \"1\"")
        #expect(old.isConfirmed(by: fields("x: 1")) && old.isConfirmed(by: fields("etag: \"1\"")))
        #expect(old.isConfirmed(by: fields("etag: W/\"1\"")))
        #expect(!old.isConfirmed(by: fields("etag: \"2\"")))
        #expect(!stored("x: 1").isConfirmed(by: fields("etag: \"2\"")))
    }

    @Test("fields of the connection are never stored, nor those that Connection names (RFC 9111 §3.1)")
    func connectionFields() {
        let old = stored(
            "connection: A, b", "a: 1", "b: 2", "c: 3", "keep-alive: x", "te: x", "transfer-encoding: x",
            "upgrade: x", "proxy-authenticate: x", "set-cookie: y")
        #expect(old.fields.fields.map(\.name) == ["c", "set-cookie"])
        #expect(confirmed(old, "connection: c", "c: 4", "upgrade: x").fields["c"] == "3")
    }
}
