/// A host that may be asked though its address is set apart, since the user names it.
package enum PrivateHost: Sendable, Hashable {
    /// Addresses that share their first bits with this one.
    case range(IPAddress, prefixLength: Int)
    /// A host by the name that a URL has, in lower case and without a dot at its end; its address does not matter.
    case name(String)

    /// Reads an address, a range such as `10.0.0.0/8` or `fd00::/8` (RFC 4632 §3.1, RFC 4291 §2.3), or a name; nil for
    /// anything else.
    ///
    /// An address may be spelled as in a URL: `127.1`, `0x7f000001` and `2130706433` are 127.0.0.1.
    package init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if let address = parts.first.flatMap({ IPAddress(text: String($0)) }) {
            let longest = address.bytes.count * 8
            guard parts.count == 2 else {
                self = .range(address, prefixLength: longest)
                return
            }
            guard let length = Int(parts[1]), (0...longest).contains(length) else { return nil }
            self = .range(address, prefixLength: length)
            return
        }
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        let isAllowed: (UInt8) -> Bool = {
            $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }
        guard !name.isEmpty, name.utf8.allSatisfy(isAllowed),
            let host = try? HostName.parse(authority: Array(name.utf8)).host
        else { return nil }
        self = IPAddress(text: host).map { .range($0, prefixLength: $0.bytes.count * 8) } ?? .name(host)
    }

    /// Whether it means an address, or the host of the URL that led there.
    func includes(_ address: IPAddress, host: String?) -> Bool {
        switch self {
        case .name(let name): return host.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 } == name
        case .range(let start, let length):
            let (first, second) = (start.bytes, address.bytes)
            guard first.count == second.count else { return false }
            return zip(first, second).enumerated().allSatisfy { index, pair in
                let bits = min(8, max(0, length - index * 8))
                return (pair.0 ^ pair.1) >> (8 - bits) == 0
            }
        }
    }
}
