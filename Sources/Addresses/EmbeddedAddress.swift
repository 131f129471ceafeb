/// The IPv4 addresses that an IPv6 address of a transition mechanism stands for.
enum EmbeddedAddress {
    /// What was found inside an IPv6 address.
    struct Reading {
        /// Each IPv4 address that packets to the address could reach.
        var addresses: [UInt32]
        /// The prefix exists for the mechanism alone, so that the address is as public as what it embeds.
        var isOnlyCarrier: Bool
    }

    static func read(high: UInt64, low: UInt64) -> Reading {
        let last = UInt32(truncatingIfNeeded: low)
        var reading = carried(high: high, low: low) ?? Reading(addresses: [], isOnlyCarrier: false)
        // ISATAP, RFC 5214 §6.1: an interface identifier of 00-00-5E-FE or, of a global address, 02-00-5E-FE.
        if low >> 32 & 0xfdff_ffff == 0x0000_5efe {
            reading.addresses.append(last)
        }
        return reading
    }

    private static func carried(high: UInt64, low: UInt64) -> Reading? {
        let last = UInt32(truncatingIfNeeded: low)
        switch (high, low >> 32) {
        case (0, 0),  // IPv4-compatible, RFC 4291 §2.5.5.1
            (0, 0x0000_ffff),  // IPv4-mapped, RFC 4291 §2.5.5.2
            (0, 0xffff_0000),  // IPv4-translated, RFC 2765 §2.1
            (0x0064_ff9b_0000_0000, 0):  // NAT64, RFC 6052 §2.1
            return Reading(addresses: [last], isOnlyCarrier: true)
        default: break
        }
        if high >> 16 == 0x0064_ff9b_0001 {
            return Reading(addresses: localNAT64(high: high, low: low), isOnlyCarrier: true)
        }
        if high >> 48 == 0x2002 {  // 6to4, RFC 3056 §2
            return Reading(addresses: [UInt32(truncatingIfNeeded: high >> 16)], isOnlyCarrier: true)
        }
        if high >> 32 == 0x2001_0000 {  // Teredo, RFC 4380 §4: the server, and the client with its bits inverted
            return Reading(addresses: [UInt32(truncatingIfNeeded: high), ~last], isOnlyCarrier: true)
        }
        return nil
    }

    /// What an address of 64:ff9b:1::/48 (RFC 8215) may embed.
    ///
    /// That range holds prefixes of 48, 56, 64 or 96 bits, which nothing in the address tells apart. The shorter ones leave a suffix of zeros (RFC 6052 §2.2): where it is there, each reading has to be public.
    private static func localNAT64(high: UInt64, low: UInt64) -> [UInt32] {
        let last = UInt32(truncatingIfNeeded: low)
        guard last & 0x00ff_ffff == 0 else { return [last] }
        return (last == 0 ? [] : [last]) + [
            UInt32(truncatingIfNeeded: low >> 24),
            UInt32(truncatingIfNeeded: (high & 0xff) << 24 | (low >> 32 & 0x00ff_ffff)),
            UInt32(truncatingIfNeeded: (high & 0xffff) << 16 | (low >> 40 & 0xffff)),
        ]
    }
}
