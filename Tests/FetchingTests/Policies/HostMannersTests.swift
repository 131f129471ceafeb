import Addresses
import Testing

@testable import Fetching

@Suite("What is otherwise for some hosts")
struct HostMannersTests {
    private func manners(_ pattern: String, _ change: (inout HostManners) -> Void) throws -> HostManners {
        var manners = HostManners(pattern: try #require(HostPattern(text: pattern)))
        change(&manners)
        return manners
    }

    @Test(
        "is for a host by its name, for all subdomains of one, or for all",
        arguments: [
            ("a.example", "a.example", true), ("A.Example", "a.example", true), ("a.example", "b.a.example", false),
            ("*.a.example", "b.a.example", true), ("*.a.example", "c.b.a.example", true),
            ("*.a.example", "a.example", false), ("*.a.example", "ba.example", false), ("*", "x.example", true),
            ("10.0.0.1", "10.0.0.1", true), ("[::1]", "[::1]", true), ("bücher.example", "xn--bcher-kva.example", true),
        ])
    func patterns(pattern: String, host: String, isTaken: Bool) throws {
        #expect(try #require(HostPattern(text: pattern)).takes(host) == isTaken)
    }

    @Test(
        "has no other pattern",
        arguments: ["", "*a.example", "a.*.example", "https://a.example", "a.example/x", "a:80", "u@a"])
    func invalid(pattern: String) {
        #expect(HostPattern(text: pattern) == nil)
    }

    @Test("is taken value by value from the pattern that says most of the host")
    func precedence() throws {
        var options = FetchOptions.testing()
        options.headers = [("Referer", "https://all.example/"), ("X-All", "1")]
        options.hosts = [
            try manners("b.a.example") { $0.concurrency = 1 },
            try manners("*") {
                ($0.concurrency, $0.totalTimeout, $0.userAgent) = (3, .seconds(3), "every")
            },
            try manners("*.a.example") {
                ($0.concurrency, $0.delay, $0.userAgent) = (2, .seconds(2), "some")
                $0.headers = [("referer", "https://some.example/")]
            },
        ]
        let host = options.adapted(to: "b.a.example")
        #expect(host.hostConcurrency == 1 && host.hostDelay == .seconds(2) && host.totalTimeout == .seconds(3))
        #expect(host.userAgent == "some" && host.headers.map(\.value) == ["1", "https://some.example/"])
        let other = options.adapted(to: "x.example")
        #expect(other.hostConcurrency == 3 && other.hostDelay == options.hostDelay && other.headers.count == 2)
    }

    @Test("holds for each request of a chain of redirects by its own host")
    func requests() async throws {
        let target = ChaosServer { $0.respond(200, body: "image") }
        let first = ChaosServer { $0.redirect(to: target.url("/b", host: "localhost")) }
        let mine = try manners("127.0.0.1") { ($0.userAgent, $0.headers) = ("mine", [("X-Mine", "1")]) }
        let options = FetchOptions.testing { $0.hosts = [mine] }
        let outcome = try await FetchEngine(options: options).fetch(first.url("/a"))
        #expect(outcome.text == "image")
        #expect(first.requests[0].headers["user-agent"] == "mine" && first.requests[0].headers["x-mine"] == "1")
        #expect(target.requests[0].headers["user-agent"] == "Proofsheet" && target.requests[0].headers["x-mine"] == nil)
    }

    @Test("starts requests of a host no closer to each other, and no more at once, than is said for it")
    func scheduling() throws {
        let slow = HostKey(try URLPolicy.normalize("http://slow.example/"))
        let quick = HostKey(try URLPolicy.normalize("http://quick.example/"))
        var scheduler = HostScheduler<Int> { key in
            key == slow ? .init(concurrency: 1, delay: .zero) : .init(concurrency: 3, delay: .zero)
        }
        let now = ContinuousClock.now
        for number in 0..<5 {
            scheduler.enqueue(number, on: slow, now: now)
            scheduler.enqueue(10 + number, on: quick, now: now)
        }
        var started: [Int] = []
        while let job = scheduler.next(now: now, isLive: { _ in true }) { started.append(job) }
        #expect(started.filter { $0 < 10 } == [0] && started.filter { $0 >= 10 } == [10, 11, 12])
    }

    @Test("does not reach servers where a value cannot stand in a request")
    func checked() throws {
        for change: (inout HostManners) -> Void in [
            { $0.userAgent = "a\r\nb" }, { $0.headers = [("X-A", "a\r\nb")] }, { $0.headers = [("Host", "a")] },
        ] {
            let manners = try manners("*", change)
            let options = FetchOptions.testing { $0.hosts = [manners] }
            #expect(throws: FetchEngineError.self) { try FetchEngine(options: options) }
        }
    }
}
