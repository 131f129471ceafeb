package import Glibc

/// An IPv4 or IPv6 address, without port or zone.
package enum IPAddress: Sendable, Hashable {
    /// 32 bits, the first octet in the highest.
    case v4(UInt32)
    /// 128 bits, the first octet in the highest of `high`.
    case v6(high: UInt64, low: UInt64)

    /// From 4 or 16 bytes in network order; nil for any other count.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16:
            self = .v6(
                high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
                low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
        default: return nil
        }
    }

    /// From dotted decimal or the text form of RFC 4291 §2.2, brackets of a URL allowed; nil for anything else.
    package init?(text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, bare, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, bare, &sixteen) == 1 {
            self.init(bytes: withUnsafeBytes(of: sixteen) { Array($0) })
        } else {
            return nil
        }
    }

    /// From a socket address, which must hold as many bytes as its family needs; nil for other families.
    package init?(socketAddress: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(socketAddress)
        switch Int32(socketAddress.pointee.sa_family) {
        case AF_INET:
            self = .v4(UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            let address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            self.init(bytes: withUnsafeBytes(of: address) { Array($0) })
        default: return nil
        }
    }

    /// The octets in network order.
    package var bytes: [UInt8] {
        switch self {
        case .v4(let bits): Self.octets(bits)
        case .v6(let high, let low): Self.octets(high) + Self.octets(low)
        }
    }

    private static func octets(_ bits: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: bits.bigEndian) { Array($0) }
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or the text form of RFC 5952.
    package var description: String {
        let family: Int32 =
            switch self {
            case .v4: AF_INET
            case .v6: AF_INET6
            }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            text.initialize(repeating: 0)
            let written = inet_ntop(family, bytes, text.baseAddress, socklen_t(INET6_ADDRSTRLEN))
            return written.map { String(cString: $0) } ?? ""
        }
    }
}
