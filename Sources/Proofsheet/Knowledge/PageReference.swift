import Addresses
import Auditing
import Records

extension Record {
    /// What the URL of an entry says once the `<base>` of its page has had its say.
    func reference(to entry: ImageEntry) -> String { base(of: entry)?.resolve(entry.url.text) ?? entry.url.text }

    /// The `<base>` that an entry's URL is relative to.
    func base(of entry: ImageEntry) -> BaseReference? {
        guard let baseURL, entry.kind == .body else { return nil }
        return BaseReference(baseURL)
    }
}

extension ImageLocator {
    /// Where the image of an entry is.
    func locate(_ entry: ImageEntry, of record: Record) -> ImageLocation {
        locate(record.reference(to: entry), in: record.path)
    }
}

/// What relative references of a page are added to, and may itself be relative to the page (HTML §4.2.3).
struct BaseReference: Sendable {
    private let base: String

    init(_ base: String) { self.base = base.trimmingSpaces() }

    /// The reference as it would stand in a page without a base; as it is where the base does not matter to it.
    func resolve(_ reference: String) -> String {
        let own = reference.trimmingSpaces()
        if base.isEmpty || Self.hasScheme(own) || own.hasPrefix("//") || own.hasPrefix("{") { return reference }
        if Self.hasScheme(base) {
            guard let resolved = try? ResolvedURL.resolve(reference: own, against: base) else { return reference }
            return resolved.string
        }
        if own.hasPrefix("/") { return host + own }
        let path = base.prefix { $0 != "?" && $0 != "#" }
        guard let slash = path.lastIndex(of: "/") else { return reference }
        return path[...slash] + own
    }

    /// `//host` of a base that begins so.
    private var host: Substring {
        base.hasPrefix("//") ? base.prefix(2) + base.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" } : ""
    }

    /// Whether a reference has neither a scheme nor a host (RFC 3986 §4.2).
    static func isRelative(_ url: String) -> Bool { !hasScheme(url) && !url.hasPrefix("//") }

    private static func hasScheme(_ url: String) -> Bool {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = url.utf8[..<colon]
        return scheme.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } == true
            && scheme.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte | 0x20
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
                    || "+-.".utf8.contains(byte)
            }
    }
}

extension String {
    /// Without white space and control characters at both ends, which are no part of a URL
    /// (https://url.spec.whatwg.org/#url-parsing).
    func trimmingSpaces() -> String {
        let start = unicodeScalars.drop { $0.value <= 0x20 }
        return String(Substring.UnicodeScalarView(start.dropLast(start.reversed().prefix { $0.value <= 0x20 }.count)))
    }
}
