import Fetching
import Testing

@Suite("robots.txt of sites") struct RobotsRulesTests {
    private func rules(_ change: (inout FetchOptions) -> Void = { _ in }) throws -> RobotsRules {
        RobotsRules(engine: try FetchEngine(options: .testing(change)))
    }

    @Test("it is fetched once for each origin, however many ask at once") func once() async throws {
        let servers = (0..<2).map { _ in
            ChaosServer { $0.respond(200, body: "User-agent: *\nDisallow: /private/\n") }
        }
        let rules = try rules()
        let answers = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                let url = servers[number % 2].url(number % 3 == 0 ? "/private/\(number)?q" : "/\(number)")
                group.addTask { await rules.allows(url) == (number % 3 != 0) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 60 && answers.allSatisfy(\.self))
        #expect(servers.map(\.paths) == [["/robots.txt"], ["/robots.txt"]])
        #expect(await rules.answer(for: servers[0].url("/private/")) == .disallowed)
        #expect(await rules.answer(for: servers[0].url("/a/../%70rivate/x")) == .disallowed)
    }

    @Test(
        "a site that refuses or lacks it forbids nothing; one that fails forbids all",
        arguments: [
            (400, true), (401, true), (403, true), (404, true), (410, true), (429, true), (500, false), (503, false),
        ])
    func statuses(_ status: Int, _ isAllowed: Bool) async throws {
        let server = ChaosServer { $0.respond(status, body: "User-agent: *\nDisallow: /\n") }
        let answer = try await rules().answer(for: server.url("/a"))
        #expect(answer == (isAllowed ? .allowed : .unreachable(reason: "robots.txt is answered with \(status)")))
    }

    @Test("a site that can't be reached forbids all, and says why") func unreachable() async throws {
        let url = "http://127.0.0.1:\(ChaosServer.closedPort())/a"
        guard case .unreachable(let reason) = try await rules().answer(for: url) else { throw Unexpected() }
        #expect(reason.hasPrefix("robots.txt can't be read: no connection to 127.0.0.1"))
    }

    @Test("five redirects are followed, to other sites too, and speak for the first; more count as none")
    func redirects() async throws {
        let other = ChaosServer { $0.respond(200, body: "User-agent: proofsheet\nDisallow: /\n") }
        for length in [5, 6] {
            let server = ChaosServer { exchange in
                let number = Int(exchange.request.path.dropFirst()) ?? 0
                exchange.redirect(to: number + 1 < length ? "/\(number + 1)" : other.url("/robots.txt"))
            }
            #expect(try await rules().allows(server.url("/a")) == (length == 6))
        }
    }

    @Test("a file without end is read as far as it counts", arguments: [50_000_000, 100_000])
    func endless(_ largestBody: Int) async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n")
            while exchange.send(String(repeating: "# more\n", count: 1_000)) {}
            exchange.hangUp()
        }
        let rules = try rules { $0.maximumBodySize = largestBody }
        #expect(await rules.answer(for: server.url("/a")) == .disallowed)
        #expect(await rules.answer(for: server.url("/b")) == .allowed)
    }

    @Test("what its own request will tell better is not asked about", arguments: ["", "ftp://a/", "http://a:b@c/"])
    func others(_ url: String) async throws { #expect(try await rules().allows(url)) }

    @Test("an address that is refused is not asked for its robots.txt") func refused() async throws {
        let server = ChaosServer { $0.respond(200, body: "User-agent: *\nDisallow: /\n") }
        let rules = try rules { $0.allowsPrivateHosts = false }
        #expect(await rules.allows(server.url("/a")) && server.connections == 0)
    }
}

extension RobotsRules {
    fileprivate func allows(_ url: String) async -> Bool { await answer(for: url) == .allowed }
}
