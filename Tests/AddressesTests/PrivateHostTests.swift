import Addresses
import Testing

@Suite("Private hosts that may be asked")
struct PrivateHostTests {
    @Test(
        "a host that the user names may be asked, and no other",
        arguments: [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false), ("192.168.4.0/22", "192.168.7.255", true),
            ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "127.0.0.1", true), ("0.0.0.0/0", "::1", false),
            ("fd00::/8", "fdff::1", true), ("fd00::/8", "fc00::1", false), ("::1", "::1", true),
        ])
    func privateHosts(text: String, address: String, isAllowed: Bool) throws {
        let host = try #require(PrivateHost(text: text))
        let policy = AddressPolicy(allowsPrivateHosts: false, privateHosts: [host])
        let parsed = try #require(IPAddress(text: address))
        // Addresses that are no one's in particular need no leave.
        #expect(AddressPolicy(allowsPrivateHosts: false).refusal(of: parsed) != nil || address == "11.0.0.0")
        #expect((policy.refusal(of: parsed) == nil) == (isAllowed || address == "11.0.0.0"))
    }

    @Test("a name that the user gives counts for the host of the URL, wherever it leads, in any case of letters")
    func privateNames() throws {
        let host = try #require(PrivateHost(text: "Intranet.Example."))
        let policy = AddressPolicy(allowsPrivateHosts: false, privateHosts: [host, .name("localhost")])
        let address = try #require(IPAddress(text: "192.168.0.1"))
        #expect(policy.refusal(of: address, host: "intranet.example") == nil)
        #expect(policy.refusal(of: address, host: "intranet.example.") == nil)
        #expect(policy.refusal(of: address, host: "x.intranet.example") != nil && policy.refusal(of: address) != nil)
        #expect(policy.refusal(ofHost: "localhost") == nil && policy.refusal(ofHost: "a.localhost") != nil)
    }

    @Test(
        "an address is one in every spelling that a URL may have",
        arguments: [
            "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f.1", "0x7F000001", "0177.0.0.1", "127.0.0.1.", "127.1.",
        ])
    func spellings(text: String) throws {
        let host = try #require(PrivateHost(text: text))
        #expect(host == .range(.v4(0x7f00_0001), prefixLength: 32))
        let policy = AddressPolicy(allowsPrivateHosts: false, privateHosts: [host])
        #expect(policy.refusal(of: .v4(0x7f00_0001), host: "127.0.0.1") == nil)
        #expect(policy.refusal(of: .v4(0x7f00_0002), host: "127.0.0.2") != nil)
    }

    @Test(
        "what is no host is refused",
        arguments: [
            "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "a b", "x/8", "*", "256.1.1.1", "127.0.0.256",
            "1.2.3.4.5", "10/8", "127.1/16", "127.0.0.1:8080", "http://127.0.0.1", "[::1]:80", "a..b", "0x",
        ])
    func wrongHosts(text: String) { #expect(PrivateHost(text: text) == nil) }
}
