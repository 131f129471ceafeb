package import Glibc

/// Which addresses requests may go to.
///
/// It is asked with the address that a socket is about to connect to, so that no spelling of a host, no name and
/// no redirect gets past it.
package struct AddressPolicy: Sendable {
    /// Lifts every refusal.
    package let allowsPrivateHosts: Bool
    /// Hosts for which nothing is refused.
    package let privateHosts: [PrivateHost]

    package init(allowsPrivateHosts: Bool, privateHosts: [PrivateHost] = []) {
        self.allowsPrivateHosts = allowsPrivateHosts
        self.privateHosts = privateHosts
    }

    /// Why no request may go to an address; nil where it may.
    ///
    /// - Parameter host: The host of the URL that led there.
    package func refusal(of address: IPAddress, host: String? = nil) -> String? {
        guard !allowsPrivateHosts, let (kind, embedded) = Self.special(address),
            !privateHosts.contains(where: { $0.includes(address, host: host) })
        else { return nil }
        let noun = "\(kind == .unspecified ? "an" : "a") \(kind.rawValue) address"
        let reason = embedded.map { "\(address) stands for \(IPAddress.v4($0)), \(noun)" } ?? "\(address) is \(noun)"
        return "\(reason); \(Self.remedy(for: host ?? address.description))"
    }

    /// How a refusal is lifted for one host.
    private static func remedy(for host: String) -> String {
        "if the server is yours, allow it with --allow-private-host \(host)"
    }

    /// Like `refusal(of:)`, of a socket address with all the bytes of its family; a family other than IPv4 and IPv6
    /// is refused.
    package func refusal(ofSocketAddress address: UnsafePointer<sockaddr>, host: String? = nil) -> String? {
        guard let address = IPAddress(socketAddress: address) else {
            return "it is neither an IPv4 nor an IPv6 address"
        }
        return refusal(of: address, host: host)
    }

    /// Why no request may go to the host of a URL, as far as that shows without looking its name up; nil where it
    /// doesn't show or may.
    ///
    /// Through a proxy this is the only check of the target: there the proxy looks names up.
    package func refusal(ofHost host: String) -> String? {
        if let address = IPAddress(text: host) { return refusal(of: address, host: host) }
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard !allowsPrivateHosts, !privateHosts.contains(.name(name)),
            name == "localhost" || name.hasSuffix(".localhost")
        else { return nil }
        // RFC 6761 §6.3: these names are the machine itself, whatever a resolver says.
        return "localhost is a loopback name; \(Self.remedy(for: name))"
    }

    /// What an address, or an IPv4 address embedded in it, is set apart for; nil for a public one.
    package static func kind(of address: IPAddress) -> SpecialAddress? {
        special(address)?.kind
    }

    private static func special(_ address: IPAddress) -> (kind: SpecialAddress, embedded: UInt32?)? {
        switch address {
        case .v4(let bits):
            return SpecialAddress.kind(ofIPv4: bits).map { ($0, nil) }
        case .v6(let high, let low):
            if high == 0, low <= 1 { return SpecialAddress.kind(ofIPv6: high, low).map { ($0, nil) } }
            let reading = EmbeddedAddress.read(high: high, low: low)
            for embedded in reading.addresses {
                if let kind = SpecialAddress.kind(ofIPv4: embedded) { return (kind, embedded) }
            }
            return reading.isOnlyCarrier ? nil : SpecialAddress.kind(ofIPv6: high, low).map { ($0, nil) }
        }
    }
}
