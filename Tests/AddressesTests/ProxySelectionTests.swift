import Addresses
import Testing

@Suite("Proxies of the environment")
struct ProxySelectionTests {
    private func proxy(_ scheme: String, _ environment: [String: String], host: String = "h.example") -> String? {
        ProxySelection(environment: environment).proxy(ofScheme: scheme, host: host)
    }

    @Test("are those of the scheme, else the one for all; the lower case wins over capitals")
    func schemes() {
        let environment = ["https_proxy": "http://s:1", "HTTPS_PROXY": "http://S:1", "ALL_PROXY": "socks5h://a:1"]
        #expect(proxy("https", environment) == "http://s:1" && proxy("http", environment) == "socks5h://a:1")
        #expect(proxy("http", ["HTTP_PROXY": "p:3128"]) == "http://p:3128")
        #expect(proxy("https", ["HTTP_PROXY": "p:3128", "https_proxy": ""]) == nil)
        #expect(proxy("https", ["https_proxy": "", "HTTPS_PROXY": "p"]) == "http://p")
    }

    @Test("are not taken from the header of a request to a CGI program")
    func gateway() {
        let environment = ["HTTP_PROXY": "http://evil:1", "REQUEST_METHOD": "GET"]
        #expect(proxy("http", environment) == nil)
        #expect(proxy("http", environment.merging(["http_proxy": "http://p"]) { $1 }) == "http://p")
    }

    @Test(
        "leave out the hosts of no_proxy, with their subdomains, addresses and ranges",
        arguments: [
            ("h.example", "h.example", true), ("h.example", "a.h.example", true), ("h.example", "ah.example", false),
            (".h.example", "h.example", true), ("H.Example.", "h.example", true), ("h.example", "h.example.", true),
            ("example, other.example", "h.example", true), ("a b h.example", "h.example", true),
            ("*", "h.example", true),
            ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.1.2.3", false), ("10.1.2.3", "10.1.2.3", true),
            ("fd00::/8", "[fd00::1]", true), ("[fd00::1]", "[fd00::1]", true), ("2.3", "1.2.3.3", false),
            ("*.example", "h.example", false), ("", "h.example", false), (",", "h.example", false),
        ])
    func exceptions(list: String, host: String, isDirect: Bool) {
        #expect((proxy("https", ["https_proxy": "http://p", "NO_PROXY": list], host: host) == nil) == isDirect)
    }

    @Test("are not asked for what is on this machine", arguments: ["localhost", "a.localhost", "127.0.0.9", "[::1]"])
    func loopback(host: String) {
        #expect(proxy("http", ["all_proxy": "http://p"], host: host) == nil)
    }

    @Test("give way to a proxy that is named for every request")
    func always() {
        var selection = ProxySelection(environment: ["https_proxy": "http://p", "no_proxy": "*"])
        selection.always = "http://mine"
        #expect(selection.proxy(ofScheme: "https", host: "localhost") == "http://mine")
        #expect(ProxySelection().proxy(ofScheme: "https", host: "h.example") == nil)
    }
}
