/// A kind of address that is not a public host: the special-purpose registries of IANA (RFC 6890) and what
/// older standards set apart.
package enum SpecialAddress: String, Sendable, Hashable {
    case unspecified, loopback, multicast, broadcast, reserved, documentation, benchmarking
    case privateUse = "private"
    case linkLocal = "link-local"
    case siteLocal = "site-local"
    case sharedCarrier = "carrier-grade NAT"
    case uniqueLocal = "unique local"
    case discardOnly = "discard-only"

    /// What an IPv4 address is set apart for; nil for a public one.
    package static func kind(ofIPv4 bits: UInt32) -> SpecialAddress? {
        if bits == .max { return .broadcast }
        return blocksIPv4.first { $0.contains(bits) }?.kind
    }

    /// What an IPv6 address is set apart for by its own bits, an IPv4 address inside it not looked at; nil for a
    /// public one.
    package static func kind(ofIPv6 high: UInt64, _ low: UInt64) -> SpecialAddress? {
        if high == 0, low == 0 { return .unspecified }
        if high == 0, low == 1 { return .loopback }
        if let block = blocksIPv6.first(where: { $0.contains(high) }) { return block.kind }
        // Only 2000::/3 has been given out as global unicast so far (RFC 4291 §2.4).
        return high >> 61 == 0b001 ? nil : .reserved
    }

    private struct Block<Bits: FixedWidthInteger & Sendable>: Sendable {
        let prefix: Bits
        let length: Int
        let kind: SpecialAddress

        init(_ prefix: Bits, _ length: Int, _ kind: SpecialAddress) {
            self.prefix = prefix
            self.length = length
            self.kind = kind
        }

        func contains(_ bits: Bits) -> Bool {
            (bits ^ prefix) >> (Bits.bitWidth - length) == 0
        }
    }

    private static let blocksIPv4: [Block<UInt32>] = [
        Block(0x0000_0000, 8, .unspecified),  // 0.0.0.0/8, RFC 791 §3.2
        Block(0x0a00_0000, 8, .privateUse),  // 10.0.0.0/8, RFC 1918
        Block(0x6440_0000, 10, .sharedCarrier),  // 100.64.0.0/10, RFC 6598
        Block(0x7f00_0000, 8, .loopback),  // 127.0.0.0/8, RFC 1122 §3.2.1.3
        Block(0xa9fe_0000, 16, .linkLocal),  // 169.254.0.0/16, RFC 3927
        Block(0xac10_0000, 12, .privateUse),  // 172.16.0.0/12, RFC 1918
        Block(0xc000_0000, 24, .reserved),  // 192.0.0.0/24, RFC 6890
        Block(0xc000_0200, 24, .documentation),  // 192.0.2.0/24, RFC 5737
        Block(0xc058_6300, 24, .reserved),  // 192.88.99.0/24, RFC 7526
        Block(0xc0a8_0000, 16, .privateUse),  // 192.168.0.0/16, RFC 1918
        Block(0xc612_0000, 15, .benchmarking),  // 198.18.0.0/15, RFC 2544
        Block(0xc633_6400, 24, .documentation),  // 198.51.100.0/24, RFC 5737
        Block(0xcb00_7100, 24, .documentation),  // 203.0.113.0/24, RFC 5737
        Block(0xe000_0000, 4, .multicast),  // 224.0.0.0/4, RFC 5771
        Block(0xf000_0000, 4, .reserved),  // 240.0.0.0/4, RFC 1112 §4
    ]

    /// By the upper half, in which all of these prefixes end.
    private static let blocksIPv6: [Block<UInt64>] = [
        Block(0x0100_0000_0000_0000, 64, .discardOnly),  // 100::/64, RFC 6666
        Block(0x2001_0002_0000_0000, 48, .benchmarking),  // 2001:2::/48, RFC 5180
        Block(0x2001_0db8_0000_0000, 32, .documentation),  // 2001:db8::/32, RFC 3849
        Block(0x2001_0000_0000_0000, 23, .reserved),  // 2001::/23, RFC 2928
        Block(0x3fff_0000_0000_0000, 20, .documentation),  // 3fff::/20, RFC 9637
        Block(0xfc00_0000_0000_0000, 7, .uniqueLocal),  // fc00::/7, RFC 4193
        Block(0xfe80_0000_0000_0000, 10, .linkLocal),  // fe80::/10, RFC 4291 §2.5.6
        Block(0xfec0_0000_0000_0000, 10, .siteLocal),  // fec0::/10, RFC 3879
        Block(0xff00_0000_0000_0000, 8, .multicast),  // ff00::/8, RFC 4291 §2.7
    ]
}
