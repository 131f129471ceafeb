import Addresses
import Glibc
import Testing

@testable import Fetching

@Suite("Refused addresses") struct FetchRefusalTests {
    private static let options = FetchOptions.testing { $0.allowsPrivateHosts = false }

    @Test(
        "this machine is refused in every spelling, and nothing is connected to",
        arguments: [
            "127.0.0.1", "127.1", "127.0.0.1.", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "0",
            "0.0.0.0", "127.255.255.254", "%31%32%37.0.0.1", "１２７.0.0.1", "localhost", "LOCALHOST", "localhost.",
            "x.localhost",
            "[::1]", "[::]", "[0:0::0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]", "[::ffff:0:127.0.0.1]",
        ])
    func loopback(_ host: String) async throws {
        let server = ChaosServer { $0.respond(200) }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/", host: host))
        #expect(outcome.isRefused, "\(outcome)")
        #expect(outcome.attempts == 0 && server.connections == 0)
    }

    /// A name that the system's resolver leads to addresses of this machine or its network, if there is one.
    private static let localName: String? = {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, 255)
        let own = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
        return [own, "ip6-localhost", "ip6-loopback"].first { name in
            let addresses = resolve(name)
            return IPAddress(text: name) == nil && !addresses.isEmpty
                && addresses.allSatisfy { AddressPolicy.kind(of: $0) != nil }
        }
    }()

    private static func resolve(_ name: String) -> [IPAddress] {
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, nil, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }
            .compactMap { $0?.pointee.ai_addr }.compactMap { IPAddress(socketAddress: $0) }
    }

    @Test("a name is refused by the address it leads to", .enabled(if: localName != nil)) func names() async throws {
        let server = ChaosServer { $0.respond(200) }
        let name = try #require(Self.localName)
        let options = FetchOptions.testing {
            $0.allowsPrivateHosts = false
            $0.maximumRetries = 3
        }
        let outcome = try await FetchEngine(options: options).fetch(server.url("/", host: name))
        #expect(outcome.isRefused, "\(name): \(outcome)")
        #expect(outcome.attempts == 1 && server.connections == 0)
    }

    @Test("a request on a kept connection is refused by that connection's address") func keptConnection() throws {
        let transfer = try Transfer(
            options: Self.options, share: CurlShare(), memory: BodyMemory(limit: 0), alarm: LimitAlarm(),
            notes: ConnectionNotes())
        #expect(transfer.admits(requestTo: "9.9.9.9", from: 1))
        #expect(!transfer.admits(requestTo: "127.0.0.1", from: 1))
        let remedy = "if the server is yours, allow it with --allow-private-host 127.0.0.1"
        #expect(transfer.stopped?.failure == .refused(reason: "127.0.0.1 is a loopback address; \(remedy)"))
        #expect(!transfer.admits(requestTo: "", from: 1))
    }

    // Through a proxy of the test's own, since no public address can be reached.
    @Test(
        "a redirect to a special address is refused",
        arguments: ["127.0.0.1", "localhost", "[::ffff:10.0.0.1]", "169.254.169.254", "0x7f.1"])
    func redirects(_ host: String) async throws {
        let target = ChaosServer { $0.respond(200) }
        let proxy = ChaosServer { $0.redirect(to: target.url("/", host: host)) }
        let options = FetchOptions.testing {
            $0.allowsPrivateHosts = false
            $0.proxies.always = proxy.url("")
        }
        let outcome = try await FetchEngine(options: options).fetch("http://public.example/a")
        #expect(outcome.isRefused, "\(outcome)")
        #expect(proxy.paths == ["http://public.example/a"] && target.connections == 0)
    }

    @Test("a proxy on a private address may be used; hosts written as such may not") func proxy() async throws {
        let proxy = ChaosServer { $0.respond(200, body: $0.request.path) }
        let options = FetchOptions.testing {
            $0.allowsPrivateHosts = false
            $0.proxies.always = proxy.url("")
        }
        let engine = try FetchEngine(options: options)
        #expect(await engine.fetch("http://public.example/a").text == "http://public.example/a")
        #expect(await engine.fetch("http://10.0.0.1/a").isRefused)
        #expect(proxy.requests.count == 1)
    }

    @Test("proxies of the environment get what no_proxy does not leave out, and the policy holds for both ways")
    func environmentProxies() async throws {
        let proxy = ChaosServer { $0.respond(200, body: $0.request.path) }
        let own = ChaosServer { $0.respond(200, body: "own") }
        let options = FetchOptions.testing {
            $0.allowsPrivateHosts = false
            $0.privateHosts = [PrivateHost(text: "127.0.0.1")].compactMap(\.self)
            $0.knownAddresses = ["own.example": [IPAddress(text: "127.0.0.1")].compactMap(\.self)]
            $0.knownAddresses["inner.example"] = [IPAddress(text: "127.0.0.2")].compactMap(\.self)
            $0.proxies = ProxySelection(environment: [
                "http_proxy": proxy.url(""), "NO_PROXY": "own.example,inner.example",
            ])
        }
        let engine = try FetchEngine(options: options)
        #expect(await engine.fetch("http://public.example/a").text == "http://public.example/a")
        #expect(await engine.fetch(own.url("/", host: "own.example")).text == "own")
        #expect(await engine.fetch(own.url("/")).text == "own")
        #expect(await engine.fetch("http://inner.example/a").isRefused)
        #expect(await engine.fetch("http://10.0.0.1/a").isRefused)
        #expect(proxy.paths == ["http://public.example/a"] && own.requests.count == 2)
    }
}
