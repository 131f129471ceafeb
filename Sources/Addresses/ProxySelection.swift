/// Which requests go through which proxy: one for all of them, or those that the environment names, as curl has it.
package struct ProxySelection: Sendable {
    /// A host that is asked without a proxy.
    private enum Exception {
        case everything
        case address(PrivateHost)
        /// A name, which stands for its subdomains as well.
        case name(String)
    }

    /// The proxy of every request, whatever the environment says.
    package var always: String?
    private var byScheme: [String: String] = [:]
    private var exceptions: [Exception] = []

    package init() {}

    /// The variables that are read: `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in lower case or capitals.
    package static let variables = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]

    /// The proxies of an environment.
    ///
    /// The lower case wins. What a web server hands to a CGI program as `HTTP_PROXY` comes from the header of a request
    /// (RFC 3875 §4.1.18), and so does not count there.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            let capitals = name.uppercased()
            if let value = environment[name], !value.isEmpty { return value }
            if capitals == "HTTP_PROXY", environment["REQUEST_METHOD"] != nil { return nil }
            return environment[capitals].flatMap { $0.isEmpty ? nil : $0 }
        }
        for scheme in ["http", "https"] {
            // One without a scheme is one of HTTP.
            byScheme[scheme] = (value("\(scheme)_proxy") ?? value("all_proxy")).map {
                $0.contains("://") ? $0 : "http://" + $0
            }
        }
        exceptions = (value("no_proxy") ?? "").split { $0 == "," || $0 == " " }.map { Self.exception(String($0)) }
    }

    private static func exception(_ text: String) -> Exception {
        if text == "*" { return .everything }
        let name = text.lowercased().drop { $0 == "." }
        let bare = name.hasPrefix("[") && name.hasSuffix("]") ? name.dropFirst().dropLast() : name
        let isAddress = bare.utf8.contains(UInt8(ascii: "/")) || IPAddress(text: String(bare)) != nil
        if isAddress, let address = PrivateHost(text: String(bare)) { return .address(address) }
        return .name(String(name.hasSuffix(".") ? name.dropLast() : name))
    }

    /// Every proxy that there is.
    package var proxies: [String] { [always].compactMap(\.self) + byScheme.values }

    /// The proxy of a request; nil where it goes to the host itself.
    ///
    /// What is on this machine is reached without one of the environment.
    package func proxy(ofScheme scheme: String, host: String) -> String? {
        if let always { return always }
        guard let proxy = byScheme[scheme] else { return nil }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        let name = (bare.hasSuffix(".") ? String(bare.dropLast()) : bare).lowercased()
        let address = IPAddress(text: name)
        if isLocal(name, address) { return nil }
        let isExcepted = exceptions.contains { exception in
            switch exception {
            case .everything: true
            case .address(let range): address.map { range.includes($0, host: nil) } ?? false
            case .name(let end): address == nil && (name == end || name.hasSuffix("." + end))
            }
        }
        return isExcepted ? nil : proxy
    }

    /// Names and addresses of the loopback (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    private func isLocal(_ name: String, _ address: IPAddress?) -> Bool {
        guard let address else { return name == "localhost" || name.hasSuffix(".localhost") }
        return Self.loopback.contains { $0.includes(address, host: nil) }
    }

    private static let loopback = ["127.0.0.0/8", "::1"].compactMap { PrivateHost(text: $0) }
}
