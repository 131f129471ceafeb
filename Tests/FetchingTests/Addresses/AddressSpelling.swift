import Addresses
@testable import Fetching

extension IPAddress {
    /// Every way to write the address as the host of a URL, one of IPv4 also inside of one of IPv6.
    ///
    /// Of a public address, those that NAT64 with a prefix of unknown length leads to are left out: they are as well
    /// read in other ways.
    func spellings(isPublic: Bool = false) -> [String] {
        switch self {
        case .v4(let bits): Self.plain(bits) + Self.carried(bits, isPublic: isPublic)
        case .v6: spellingsOfIPv6
        }
    }

    /// Spellings that no URL may have as its host at all.
    var forbiddenSpellings: [String] {
        guard case .v6 = self else { return ["\(self)%25eth0", "[\(self)]", "\(self)..", "\(self).0"] }
        return ["[\(self)%25eth0]", "[\(self)%eth0]", "[\(self)%251]", "[\(self)].", "[\(self).]", "\(self)"]
    }

    private static func plain(_ bits: UInt32) -> [String] {
        let (first, second) = (bits >> 24, bits >> 16 & 0xff)
        let octets = [first, second, bits >> 8 & 0xff, bits & 0xff]
        func join(_ write: (UInt32) -> String) -> String { octets.map(write).joined(separator: ".") }
        func hex(_ value: UInt32) -> String { "0x" + String(value, radix: 16) }
        func octal(_ value: UInt32) -> String { "0" + String(value, radix: 8) }
        let dotted = join { "\($0)" }
        let fullWidth = String(
            String.UnicodeScalarView(
                dotted.unicodeScalars.map { $0 == "." ? "\u{3002}" : Unicode.Scalar($0.value - 0x30 + 0xff10) ?? $0 }))
        return [
            dotted, dotted + ".", "\(bits)", "\(bits).", hex(bits), hex(bits).uppercased(), octal(bits),
            "000" + octal(bits),
            join(hex), join(octal), join { "0x0000" + String($0, radix: 16) }, hex(first) + ".\(bits & 0xff_ffff)",
            "\(first).\(bits & 0xff_ffff)", "\(first).\(second).\(bits & 0xffff)",
            "\(first).\(octal(second)).\(hex(bits & 0xffff)).",
            dotted.utf8.map { "%" + String($0, radix: 16) }.joined(), fullWidth,
        ]
    }

    private static func carried(_ bits: UInt32, isPublic: Bool) -> [String] {
        let dotted = IPAddress.v4(bits).description
        func groups(_ bits: UInt32) -> String {
            String(bits >> 16, radix: 16) + ":" + String(bits & 0xffff, radix: 16)
        }
        let pair = groups(bits)
        var addresses = [
            "::ffff:\(dotted)", "::ffff:\(pair)", "0:0:0:0:0:FFFF:\(dotted)", "::ffff:0:\(dotted)",
            "64:ff9b::\(dotted)",
            "64:ff9b::\(pair)", "2002:\(pair)::", "2002:\(pair)::1", "2001:0:\(pair)::f6f6:f6f6",
            "2001:0:909:909::\(groups(~bits))", "2001:4860::5efe:\(dotted)", "2001:4860::200:5efe:\(pair)",
        ]
        // These two are addresses of their own there.
        if bits > 1 { addresses += ["::\(dotted)", "::\(pair)"] }
        if !isPublic { addresses += ["64:ff9b:1::\(dotted)", "64:ff9b:1:ffff:ffff:ffff:\(pair)"] }
        return addresses.map { "[\($0)]" }
    }

    private var spellingsOfIPv6: [String] {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt32(bytes[$0]) << 8 | UInt32(bytes[$0 + 1]) }
        func pad(_ group: UInt32) -> String {
            let digits = String(group, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        let head = groups[..<6].map { String($0, radix: 16) }.joined(separator: ":")
        let full = groups.map(pad).joined(separator: ":")
        return [
            "\(self)", full, full.uppercased(), "\(head):\(IPAddress.v4(groups[6] << 16 | groups[7]))",
        ].map { "[\($0)]" }
    }
}
