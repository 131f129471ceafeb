import Addresses
import Glibc
import TestSupport
import Testing

@testable import Fetching

/// The first and last address of every range that is set apart, and those before and behind it, on each way on which a
/// request can come to an address.
@Suite("Edges of refused addresses") struct AddressEdgeTests {
    private static let policy = AddressPolicy(allowsPrivateHosts: false)

    /// One that allows no private hosts.
    private static func engine(_ change: (inout FetchOptions) -> Void = { _ in }) throws -> FetchEngine {
        try FetchEngine(
            options: .testing {
                $0.allowsPrivateHosts = false
                change(&$0)
            })
    }

    private static func edges(of range: AddressRange) throws -> [IPAddress] {
        [try #require(IPAddress(text: range.first)), try #require(IPAddress(text: range.last))]
    }

    /// The addresses just outside of a range that are public.
    private static func publicNeighbours(of range: AddressRange) throws -> [IPAddress] {
        let edges = try edges(of: range)
        return [range.before == nil ? edges[0].neighbour(-1) : nil, range.after == nil ? edges[1].neighbour(1) : nil]
            .compactMap(\.self)
    }

    @Test("written as a host in any spelling, none is connected to", arguments: AddressRange.all)
    func literals(_ range: AddressRange) async throws {
        let server = ChaosServer(isEverywhere: true) { $0.respond(200) }
        let engine = try Self.engine()
        for address in try Self.edges(of: range) {
            for host in address.spellings() {
                let outcome = await engine.fetch(server.url("/", host: host))
                #expect(outcome.isRefused && outcome.attempts == 0, "\(host): \(outcome.result)")
            }
            for host in address.forbiddenSpellings {
                let outcome = await engine.fetch(server.url("/", host: host))
                #expect(outcome.failure != nil && outcome.attempts == 0, "\(host): \(outcome.result)")
            }
        }
        #expect(server.connections == 0)
    }

    @Test("a public address beside a range is not refused, in any spelling", arguments: AddressRange.all)
    func publicLiterals(_ range: AddressRange) throws {
        for address in try Self.publicNeighbours(of: range) {
            for spelling in address.spellings(isPublic: true) {
                let host = try URLPolicy.normalize("http://\(spelling)/").host
                #expect(Self.policy.refusal(ofHost: host) == nil, "\(spelling)")
            }
        }
    }

    @Test("by a name that leads there, none is connected to", arguments: AddressRange.all)
    func names(_ range: AddressRange) async throws {
        let server = ChaosServer(isEverywhere: true) { $0.respond(200) }
        for address in try Self.edges(of: range) {
            // The way of the address itself and, for one of IPv4, through IPv6.
            let mapped: IPAddress? =
                if case .v4(let bits) = address {
                    .v6(high: 0, low: 0xffff << 32 | UInt64(bits))
                } else {
                    nil
                }
            for addresses in [[address], mapped.map { [$0] }, mapped.map { [address, $0] }].compactMap(\.self) {
                let engine = try Self.engine {
                    $0.knownAddresses = ["name.example": addresses]
                    $0.maximumRetries = 3
                }
                let outcome = await engine.fetch(server.url("/", host: "name.example"))
                #expect(outcome.isRefused && outcome.attempts == 1, "\(addresses): \(outcome.result)")
            }
        }
        #expect(server.connections == 0)
    }

    @Test("the names that lead to addresses do lead to them") func controlOfNames() async throws {
        let server = ChaosServer(isEverywhere: true) { $0.respond(200, body: $0.request.headers["host"] ?? "") }
        let engine = try FetchEngine(
            options: .testing { $0.knownAddresses = ["name.example": [.v4(0x7f00_0001)]] })
        #expect(await engine.fetch(server.url("/", host: "name.example")).text == "name.example:\(server.port)")
    }

    // Through a proxy of the test's own, since no public address can be reached.
    @Test("by a redirect in any spelling, none is asked for", arguments: AddressRange.all)
    func redirects(_ range: AddressRange) async throws {
        let hosts = try Self.edges(of: range).flatMap { $0.spellings() + $0.forbiddenSpellings }
        let proxy = ChaosServer(isEverywhere: true) { exchange in
            let number = exchange.request.path.split(separator: "/").last.flatMap { Int($0) }
            guard let number else { return exchange.respond(200) }
            exchange.redirect(
                to: exchange.request.headers["host"].map { "http://\(hosts[number]):\($0.count)/" } ?? "/")
        }
        let engine = try Self.engine { $0.proxies.always = "http://127.0.0.1:\(proxy.port)" }
        for (number, host) in hosts.enumerated() {
            let outcome = await engine.fetch("http://public.example/\(number)")
            #expect(outcome.isRefused, "\(host): \(outcome.result)")
        }
        #expect(proxy.paths == hosts.indices.map { "http://public.example/\($0)" })
    }

    @Test(
        "neither a socket is opened to one nor a kept connection used; to a public one beside it both are",
        arguments: AddressRange.all)
    func connections(_ range: AddressRange) throws {
        let options = FetchOptions.testing { $0.allowsPrivateHosts = false }
        let transfer = try Transfer(
            options: options, share: CurlShare(), memory: BodyMemory(limit: 0), alarm: LimitAlarm(),
            notes: ConnectionNotes())
        for address in try Self.edges(of: range) {
            #expect(!address.withSocketAddress { transfer.admits(socketTo: $0) }, "\(address)")
            #expect(!transfer.admits(requestTo: "\(address)", from: 1), "\(address)")
            #expect(transfer.connection == nil)
        }
        for address in try Self.publicNeighbours(of: range) {
            #expect(address.withSocketAddress { transfer.admits(socketTo: $0) }, "\(address)")
            #expect(transfer.admits(requestTo: "\(address)", from: 1), "\(address)")
        }
    }
}

extension IPAddress {
    fileprivate func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
        func rebound<Address>(_ address: Address) -> Result {
            withUnsafePointer(to: address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
        }
        switch self {
        case .v4(let bits):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = bits.bigEndian
            return rebound(address)
        case .v6:
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
            return rebound(address)
        }
    }
}
