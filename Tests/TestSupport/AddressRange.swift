package import Addresses

/// A range of addresses that are set apart, by its first and last one.
package struct AddressRange: Sendable, CustomStringConvertible {
    package let first: String
    package let last: String
    package let kind: SpecialAddress
    /// What the addresses just outside are; nil for public ones.
    package var before: SpecialAddress?
    package var after: SpecialAddress?

    package var description: String { "\(first)–\(last)" }

    package init(
        first: String, last: String, kind: SpecialAddress, before: SpecialAddress? = nil, after: SpecialAddress? = nil
    ) {
        self.first = first
        self.last = last
        self.kind = kind
        self.before = before
        self.after = after
    }

    package static let all: [AddressRange] = [
        AddressRange(first: "0.0.0.0", last: "0.255.255.255", kind: .unspecified),
        AddressRange(first: "10.0.0.0", last: "10.255.255.255", kind: .privateUse),
        AddressRange(first: "100.64.0.0", last: "100.127.255.255", kind: .sharedCarrier),
        AddressRange(first: "127.0.0.0", last: "127.255.255.255", kind: .loopback),
        AddressRange(first: "169.254.0.0", last: "169.254.255.255", kind: .linkLocal),
        AddressRange(first: "172.16.0.0", last: "172.31.255.255", kind: .privateUse),
        AddressRange(first: "192.0.0.0", last: "192.0.0.255", kind: .reserved),
        AddressRange(first: "192.0.2.0", last: "192.0.2.255", kind: .documentation),
        AddressRange(first: "192.88.99.0", last: "192.88.99.255", kind: .reserved),
        AddressRange(first: "192.168.0.0", last: "192.168.255.255", kind: .privateUse),
        AddressRange(first: "198.18.0.0", last: "198.19.255.255", kind: .benchmarking),
        AddressRange(first: "198.51.100.0", last: "198.51.100.255", kind: .documentation),
        AddressRange(first: "203.0.113.0", last: "203.0.113.255", kind: .documentation),
        AddressRange(first: "224.0.0.0", last: "239.255.255.255", kind: .multicast, after: .reserved),
        AddressRange(
            first: "240.0.0.0", last: "255.255.255.254", kind: .reserved, before: .multicast, after: .broadcast),
        AddressRange(first: "255.255.255.255", last: "255.255.255.255", kind: .broadcast, before: .reserved),

        AddressRange(first: "::", last: "::", kind: .unspecified, after: .loopback),
        AddressRange(first: "::1", last: "::1", kind: .loopback, before: .unspecified, after: .unspecified),
        AddressRange(
            first: "100::", last: "100::ffff:ffff:ffff:ffff", kind: .discardOnly, before: .reserved, after: .reserved),
        AddressRange(
            first: "2001:1::", last: "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, before: .broadcast,
            after: .benchmarking),
        AddressRange(
            first: "2001:2::", last: "2001:2:0:ffff:ffff:ffff:ffff:ffff", kind: .benchmarking, before: .reserved,
            after: .reserved),
        AddressRange(
            first: "2001:2:1::", last: "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, before: .benchmarking),
        AddressRange(first: "2001:db8::", last: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", kind: .documentation),
        AddressRange(first: "3fff::", last: "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .documentation),
        AddressRange(
            first: "4000::", last: "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .reserved, after: .uniqueLocal),
        AddressRange(
            first: "fc00::", last: "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .uniqueLocal, before: .reserved,
            after: .reserved),
        AddressRange(
            first: "fe80::", last: "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .linkLocal, before: .reserved,
            after: .siteLocal),
        AddressRange(
            first: "fec0::", last: "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .siteLocal, before: .linkLocal,
            after: .multicast),
        AddressRange(
            first: "ff00::", last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kind: .multicast, before: .siteLocal),
    ]
}

extension IPAddress {
    /// The address before or after; nil at the end of the range of all addresses.
    package func neighbour(_ step: Int) -> IPAddress? {
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
