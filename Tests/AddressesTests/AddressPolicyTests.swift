import Glibc
import TestSupport
import Testing

@testable import Addresses

@Suite("Address policy") struct AddressPolicyTests {
    @Test("a range begins and ends where its registry says", arguments: AddressRange.all)
    func edges(_ range: AddressRange) throws {
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

    @Test("a refusal names the address, what it is, and the option that lets the host be asked") func words() throws {
        let policy = AddressPolicy(allowsPrivateHosts: false)
        let mapped = try #require(IPAddress(text: "::ffff:127.0.0.1"))
        let remedy = "; if the server is yours, allow it with --allow-private-host "
        #expect(policy.refusal(of: .v4(0x0a00_0001)) == "10.0.0.1 is a private address\(remedy)10.0.0.1")
        #expect(
            policy.refusal(of: .v4(0x0a00_0001), host: "media.example")
                == "10.0.0.1 is a private address\(remedy)media.example")
        #expect(policy.refusal(of: .v4(0)) == "0.0.0.0 is an unspecified address\(remedy)0.0.0.0")
        #expect(
            policy.refusal(of: mapped)
                == "::ffff:127.0.0.1 stands for 127.0.0.1, a loopback address\(remedy)::ffff:127.0.0.1")
        #expect(policy.refusal(ofHost: "a.localhost.") == "localhost is a loopback name\(remedy)a.localhost")
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
        #expect(refusal(&four)?.hasPrefix("127.0.0.1 is a loopback address;") == true)
        #expect(refusal(&six)?.hasPrefix("::1 is a loopback address;") == true)
        #expect(refusal(&local) != nil)
    }

    @Test("bytes make an address by their count alone") func bytes() {
        #expect(IPAddress(bytes: [1, 2, 3, 4]) == .v4(0x0102_0304))
        #expect(IPAddress(bytes: Array(1...16)) == .v6(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }
}
