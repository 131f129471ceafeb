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
        "what is no host is refused",
        arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "a b", "x/8", "*"])
    func wrongHosts(text: String) { #expect(PrivateHost(text: text) == nil) }
}
