import Glibc
import Testing

@testable import Fetching

@Suite("Address policy") struct AddressPolicyTests {
    /// A range of addresses that are set apart, by its first and last one.
    struct Range: Sendable, CustomTestStringConvertible {
        let first: String
        let last: String
        let kind: SpecialAddress
        /// What the addresses just outside are; nil for public ones.
        var before: SpecialAddress?
        var after: SpecialAddress?

        var testDescription: String { "\(first)–\(last)" }
    }

    static let ranges: [Range] = [
        Range(first: "0.0.0.0", last: "0.255.255.255", kind: .unspecified),
        Range(first: "10.0.0.0", last: "10.255.255.255", kind: .privateUse),
        Range(first: "100.64.0.0", last: "100.127.255.255", kind: .sharedCarrier),
        Range(first: "127.0.0.0", last: "127.255.255.255", kind: .loopback),
        Range(first: "169.254.0.0", last: "169.254.255.255", kind: .linkLocal),
        Range(first: "172.16.0.0", last: "172.31.255.255", kind: .privateUse),
        Range(first: "192.0.0.0", last: "192.0.0.255", kind: .reserved),
        Range(first: "192.0.2.0", last: "192.0.2.255", kind: .documentation),
        Range(first: "192.88.99.0", last: "192.88.99.255", kind: .reserved),
        Range(first: "192.168.0.0", last: "192.168.255.255", kind: .privateUse),
        Range(first: "198.18.0.0", last: "198.19.255.255", kind: .benchmarking),
        Range(first: "198.51.100.0", last: "198.51.100.255", kind: .documentation),
        Range(first: "203.0.113.0", last: "203.0.113.255", kind: .documentation),
        Range(first: "224.0.0.0", last: "239.255.255.255", kind: .multicast, after: .reserved),
        Range(first: "240.0.0.0", last: "255.255.255.254", kind: .reserved, before: .multicast, after: .broadcast),
        Range(first: "255.255.255.255", last: "255.255.255.255", kind: .broadcast, before: .reserved),

        Range(first: "::", last: "::", kind: .unspecified, after: .loopback),
        Range(first: "::1", last: "::1", kind: .loopback, before: .unspecified, after: .unspecified),
        Range(
            first: "100::", last: "100::ffff:ffff:ffff:ffff", kind: .discardOnly, before: .reserved, after: .reserved),
        Range(
            first: "2001:1::", last: "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, before: .broadcast,
            after: .benchmarking),
        Range(
            first: "2001:2::", last: "2001:2:0:ffff:ffff:ffff:ffff:ffff", kind: .benchmarking, before: .reserved,
            after: .reserved),
        Range(
            first: "2001:2:1::", last: "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, before: .benchmarking),
        Range(first: "2001:db8::", last: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", kind: .documentation),
        Range(first: "3fff::", last: "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .documentation),
        Range(first: "4000::", last: "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, after: .uniqueLocal),
        Range(
            first: "fc00::", last: "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .uniqueLocal, before: .reserved,
            after: .reserved),
        Range(
            first: "fe80::", last: "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .linkLocal, before: .reserved,
            after: .siteLocal),
        Range(
            first: "fec0::", last: "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .siteLocal, before: .linkLocal,
            after: .multicast),
        Range(first: "ff00::", last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .multicast, before: .siteLocal),
    ]

    @Test("a range begins and ends where its registry says", arguments: ranges)
    func edges(_ range: Range) throws {
        let first = try #require(IPAddress(text: range.first))
        let last = try #require(IPAddress(text: range.last))
        #expect(AddressPolicy.kind(of: first) == range.kind)
        #expect(AddressPolicy.kind(of: last) == range.kind)
        if let below = first.neighbour(-1) { #expect(AddressPolicy.kind(of: below) == range.before) }
        if let above = last.neighbour(1) { #expect(AddressPolicy.kind(of: above) == range.after) }
    }

    @Test(
        "an IPv6 address that stands for an IPv4 address is what that one is",
        arguments: [
            "::%@", "::ffff:%@", "::ffff:0:%@", "64:ff9b::%@", "64:ff9b:1::%@", "64:ff9b:1:ffff:ffff:ffff:%@",
            "2001:4860::5efe:%@", "2001:4860::200:5efe:%@",
        ])
    func embedded(_ pattern: String) throws {
        for (ipv4, kind) in [
            ("10.0.0.1", SpecialAddress.privateUse), ("127.0.0.1", .loopback), ("169.254.169.254", .linkLocal),
        ] {
            #expect(AddressPolicy.kind(of: try #require(IPAddress(text: pattern.replacing("%@", with: ipv4)))) == kind)
        }
        #expect(AddressPolicy.kind(of: try #require(IPAddress(text: pattern.replacing("%@", with: "9.9.9.9")))) == nil)
    }

    @Test(
        "6to4 and Teredo are unwrapped, Teredo to both of its addresses",
        arguments: [
            ("2002:a00:1::1", SpecialAddress.privateUse), ("2002:909:909::1", nil),
            ("2001:0:a00:1::f6f6:f6f6", .privateUse),  // Teredo with a private server
            ("2001:0:909:909::80ff:fffe", .loopback),  // Teredo with the client 127.0.0.1 inverted
            ("2001:0:909:909::f6f6:f6f6", nil),
        ] as [(String, SpecialAddress?)])
    func carriers(_ text: String, _ kind: SpecialAddress?) throws {
        #expect(AddressPolicy.kind(of: try #require(IPAddress(text: text))) == kind)
    }

    @Test(
        "a NAT64 prefix of 48, 56 or 64 bits is unwrapped wherever the address can lie",
        arguments: [
            ("64:ff9b:1:a00:0:100::", true), ("64:ff9b:1:c0:a8:1::", true), ("64:ff9b:1:0:c0:a801:800:0", true),
            ("64:ff9b:1::", true), ("64:ff9b:1:909:9:900::", false),
        ])
    func localNAT64(_ text: String, _ isRefused: Bool) throws {
        #expect((AddressPolicy.kind(of: try #require(IPAddress(text: text))) != nil) == isRefused)
    }

    @Test(
        "the prefixes of transition mechanisms end where they should",
        arguments: [
            ("::ffff:ffff:ffff", SpecialAddress.broadcast), ("::1:0:0:0", .reserved),
            ("64:ff9b::1:0:0", .reserved), ("64:ff9b:2::9.9.9.9", .reserved), ("64:ff9b:0:ffff::", .reserved),
            ("2001:1::", .reserved), ("2003::", nil), ("2001:ffff::", nil),
        ] as [(String, SpecialAddress?)])
    func carrierEdges(_ text: String, _ kind: SpecialAddress?) throws {
        #expect(AddressPolicy.kind(of: try #require(IPAddress(text: text))) == kind)
    }

    @Test("a refusal names the address and what it is") func words() throws {
        let policy = AddressPolicy(allowsPrivateHosts: false)
        let mapped = try #require(IPAddress(text: "::ffff:127.0.0.1"))
        #expect(policy.refusal(of: .v4(0x0a00_0001)) == "10.0.0.1 is a private address")
        #expect(policy.refusal(of: .v4(0)) == "0.0.0.0 is an unspecified address")
        #expect(policy.refusal(of: mapped) == "::ffff:127.0.0.1 stands for 127.0.0.1, a loopback address")
        #expect(policy.refusal(of: .v4(0x0909_0909)) == nil)
    }

    @Test("allowing private hosts lifts every refusal") func allowed() {
        let policy = AddressPolicy(allowsPrivateHosts: true)
        #expect(policy.refusal(of: .v4(0x7f00_0001)) == nil)
        #expect(policy.refusal(ofHost: "localhost") == nil)
    }

    @Test("localhost is refused by name, without a look-up", arguments: ["localhost", "localhost.", "a.localhost"])
    func names(_ host: String) {
        #expect(AddressPolicy(allowsPrivateHosts: false).refusal(ofHost: host) != nil)
    }

    @Test("names that only look like localhost are left to the look-up", arguments: ["localhost.com", "mylocalhost"])
    func otherNames(_ host: String) {
        #expect(AddressPolicy(allowsPrivateHosts: false).refusal(ofHost: host) == nil)
    }

    @Test("socket addresses are read by their family; other families are refused") func sockets() {
        let policy = AddressPolicy(allowsPrivateHosts: false)
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_addr = in6addr_loopback
        var local = sockaddr_un()
        local.sun_family = sa_family_t(AF_UNIX)
        func refusal<Address>(_ address: inout Address) -> String? {
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { policy.refusal(ofSocketAddress: $0) }
            }
        }
        #expect(refusal(&four) == "127.0.0.1 is a loopback address")
        #expect(refusal(&six) == "::1 is a loopback address")
        #expect(refusal(&local) != nil)
    }

    @Test("bytes make an address by their count alone") func bytes() {
        #expect(IPAddress(bytes: [1, 2, 3, 4]) == .v4(0x0102_0304))
        #expect(IPAddress(bytes: Array(1...16)) == .v6(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }
}

extension IPAddress {
    /// The address before or after; nil at the end of the range of all addresses.
    func neighbour(_ step: Int) -> IPAddress? {
        var bytes = bytes
        for index in bytes.indices.reversed() {
            let (sum, overflow) = bytes[index].addingReportingOverflow(UInt8(step.magnitude))
            let (difference, underflow) = bytes[index].subtractingReportingOverflow(UInt8(step.magnitude))
            bytes[index] = step > 0 ? sum : difference
            if !(step > 0 ? overflow : underflow) { return IPAddress(bytes: bytes) }
        }
        return nil
    }
}
