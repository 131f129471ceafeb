import Foundation
import TestSupport
import Testing

@Suite("A review lets in")
struct ReviewGateTests {
    /// Requests that are to be refused, by what is wrong with them.
    private static func strangers(_ client: ReviewClient) -> [(String, String, [String], String)] {
        let host = "Host: 127.0.0.1:\(client.port)"
        let type = "Content-Type: application/json"
        let other = String(client.token.reversed())
        return [
            ("another token", "GET", [host], other),
            ("no token", "GET", [host], ""),
            ("the start of the token", "GET", [host], String(client.token.dropLast())),
            ("a longer token", "GET", [host], client.token + "0"),
            ("another token, to change", "POST", client.ownFields, other),
            ("another host", "GET", ["Host: rebound.example:\(client.port)"], client.token),
            ("a host by name", "GET", ["Host: localhost:\(client.port)"], client.token),
            ("another port", "GET", ["Host: 127.0.0.1:1"], client.token),
            ("no host", "GET", [], client.token),
            ("another origin, to read", "GET", [host, "Origin: https://rebound.example"], client.token),
            ("another origin", "POST", [host, "Origin: https://rebound.example", type], client.token),
            ("an origin that is hidden", "POST", [host, "Origin: null", type], client.token),
            ("an origin of another port", "POST", [host, "Origin: http://127.0.0.1:1", type], client.token),
            ("no origin", "POST", [host, type], client.token),
            ("a preflight from elsewhere", "OPTIONS", [host, "Origin: https://rebound.example"], client.token),
        ]
    }

    @Test("its own page alone, and tells others nothing")
    func strangers() async throws {
        let site = try ReviewedSite()
        let run = try await site.review { client in
            let (page, number) = try await client.page()
            let decisions = ReviewClient.decisions("fix", on: try ReviewClient.fingerprints(in: page))
            for (what, method, fields, token) in Self.strangers(client) {
                for path in method == "GET"
                    ? ["", "alive", "thumbnails/a.jpg"] : ["apply?page=\(number)", "done", "undo?page=1"]
                {
                    let answer = try await client.send(method, path, fields: fields, token: token, body: decisions)
                    #expect(answer.status == 403 && answer.body.isEmpty, "\(what): \(path): \(answer)")
                    #expect(!answer.head.lowercased().contains("access-control"), "\(what)")
                }
            }
            #expect(try site.text == ReviewedSite.article)
            #expect(try await client.send("GET", "alive").status == 204)
        }
        #expect(run.status == 0 && run.output.hasSuffix("reviewed: nothing was changed\n"), "\(run)")
    }

    @Test("its page with a strict policy, and nothing that is kept or framed")
    func page() async throws {
        let site = try ReviewedSite()
        _ = try await site.review { client in
            let answer = try await client.send("GET", "", fields: ["Host: 127.0.0.1:\(client.port)"])
            #expect(answer.status == 200)
            let policy = try #require(
                answer.body.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]*)"/)?.1)
            #expect(
                policy.hasPrefix("default-src 'none'; script-src 'sha256-") && policy.hasSuffix("; connect-src 'self'"))
            #expect(policy.contains("; img-src 'self';") && !policy.contains("unsafe"))
            for field in [
                "Cache-Control: no-store", "Content-Security-Policy: frame-ancestors 'none'",
                "Referrer-Policy: no-referrer",
                "X-Content-Type-Options: nosniff", "Content-Type: text/html; charset=utf-8",
            ] {
                #expect(answer.head.contains("\r\n\(field)"), "\(field): \(answer.head)")
            }
            // A picture of the page, and none that it does not have.
            let name = try #require(answer.body.firstMatch(of: /"([0-9a-f]{64}-320\.jpg)"/)?.1)
            let picture = try await client.send("GET", "thumbnails/\(name)")
            #expect(picture.status == 200 && picture.head.contains("image/jpeg"))
            for path in ["thumbnails/../post.md", "thumbnails/x.jpg", "posts/post.md", "../posts/post.md", "x"] {
                #expect(try await client.send("GET", path).status == 404, "\(path)")
            }
        }
        let file = try await Program.run(["audit", "--format", "html", "posts"], in: site.directory)
        #expect(file.output.contains("form-action 'none'\">") && !file.output.contains("connect-src"))
        #expect(!file.output.contains("told-close"))
    }

    @Test("changes by POST alone, in JSON, and of a size that a page can send")
    func methods() async throws {
        let site = try ReviewedSite()
        let run = try await site.review { client in
            let (page, number) = try await client.page()
            let decisions = ReviewClient.decisions("fix", on: try ReviewClient.fingerprints(in: page))
            let apply = "apply?page=\(number)"
            for method in ["GET", "PUT", "HEAD", "DELETE"] {
                let answer = try await client.send(method, apply, body: decisions)
                #expect(answer.status == 405 && answer.head.contains("\r\nAllow: POST"), "\(method): \(answer)")
            }
            #expect(try await client.send("POST", "", body: decisions).status == 405)
            #expect(try await client.send("POST", apply, body: decisions, length: (1 << 26) + 1).status == 413)
            let plain = client.ownFields.dropLast() + ["Content-Type: text/plain"]
            #expect(try await client.send("POST", apply, fields: Array(plain), body: decisions).status == 415)
            #expect(try await client.send("POST", "apply", body: decisions).status == 400)
            for body in ["", "{}", "nonsense", "{\"schemaVersion\": 2, \"decisions\": []}"] {
                #expect(try await client.send("POST", apply, body: body).status == 400, "\(body)")
            }
            #expect(try site.text == ReviewedSite.article)
            let many = ReviewClient.decisions("fix", on: (0..<100_000).map { "0000000000\(100_000 + $0)" })
            let answer = try await client.send("POST", apply, body: many)
            #expect(answer.status == 200 && answer.json["title"] as? String == "Nothing was changed")
            #expect((answer.json["lines"] as? [String])?.last == "and 99980 other decisions of the same kind")
        }
        #expect(run.status == 0)
    }
}
