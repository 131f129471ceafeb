import Testing

@testable import Fetching

@Suite("Credentials and header fields") struct CredentialTests {
    @Test(
        "a name and a password, or a token, are read",
        arguments: [
            // RFC 7617 §2, RFC 4648 §10.
            ("basic Aladdin:open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("Basic f:", "Basic Zjo="),
            ("BASIC fo:", "Basic Zm86"), ("basic \u{fc}:1", "Basic w7w6MQ=="), ("bearer abc.DEF-1", "Bearer abc.DEF-1"),
        ])
    func reads(_ text: String, _ value: String) {
        #expect(Credential(text)?.authorization == value)
    }

    @Test(
        "anything else is none",
        arguments: ["", "basic", "basic name", "bearer", "bearer a b", "bearer a\u{7}", "token x", "secret"])
    func refuses(_ text: String) { #expect(Credential(text) == nil) }

    @Test("no text shows a credential") func hides() throws {
        let credential = try #require(Credential("bearer abcdef"))
        var dumped = ""
        dump(["https://a:443": credential], to: &dumped)
        #expect(!"\(credential) \(String(reflecting: credential)) \(dumped)".contains("abcdef"))
    }

    @Test("a credential goes to its own origin, and to no other that it redirects to") func redirected() async throws {
        let other = ChaosServer { $0.respond(200) }
        let server = ChaosServer {
            $0.request.path == "/away" ? $0.redirect(to: other.url("/")) : $0.respond(200)
        }
        let options = FetchOptions.testing {
            $0.credentials = ["http://127.0.0.1:\(server.port)": Credential("bearer abc")].compactMapValues { $0 }
        }
        let engine = try FetchEngine(options: options)
        #expect(await engine.fetch(server.url("/here")).status == 200)
        #expect(await engine.fetch(server.url("/away")).status == 200)
        #expect(await engine.fetch(other.url("/")).status == 200)
        #expect(server.requests.map { $0.headers["authorization"] } == ["Bearer abc", "Bearer abc"])
        #expect(other.requests.count == 2 && other.requests.allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test("fields that are set go with every request") func headers() async throws {
        let server = ChaosServer { $0.respond(200) }
        let options = FetchOptions.testing { $0.headers = [("Referer", "https://site.example/"), ("X-Why", "audit")] }
        _ = try await FetchEngine(options: options).fetch(server.url("/"))
        #expect(server.requests.first?.headers["referer"] == "https://site.example/")
        #expect(server.requests.first?.headers["x-why"] == "audit")
    }

    @Test(
        "a field that is the engine's own, or none, is refused",
        arguments: [
            ("Authorization", "x"), ("cookie", "a=b"), ("Host", "a"), ("Range", "bytes=0-1"), ("a b", "x"), ("", "x"),
            ("X-A", ""), ("X-A", "a\r\nHost: b"), ("X-A:", "b"),
        ])
    func reserved(_ name: String, _ value: String) {
        #expect(throws: FetchEngineError.self) {
            try FetchEngine(options: .testing { $0.headers = [(name, value)] })
        }
    }
}
