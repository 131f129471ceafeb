/// Which hosts a setting is for: one by its name, all subdomains of one, or all hosts.
package struct HostPattern: Sendable, Hashable {
    /// In lower case, without the `*.`; empty for all hosts.
    private let name: String
    private let takesSubdomains: Bool

    /// Reads `media.example`, `*.cdn.example` or `*`; nil for anything else.
    package init?(text: String) {
        if text == "*" {
            (name, takesSubdomains) = ("", true)
            return
        }
        takesSubdomains = text.hasPrefix("*.")
        let host = takesSubdomains ? String(text.dropFirst(2)) : text
        guard !host.contains("*"), !host.contains("/"), !host.contains("@"), !host.isEmpty,
            let parsed = try? HostName.parse(authority: Array(host.utf8)), parsed.port == nil
        else { return nil }
        name = parsed.host
    }

    /// Whether it takes a host, as a URL that has been resolved has it.
    package func takes(_ host: String) -> Bool {
        if name.isEmpty { return true }
        return takesSubdomains ? host.hasSuffix("." + name) : host == name
    }

    /// Which of two patterns that take the same host says more of it.
    package static func isLessSpecific(_ one: HostPattern, _ other: HostPattern) -> Bool {
        if one.takesSubdomains != other.takesSubdomains { return one.takesSubdomains }
        return one.name.utf8.count < other.name.utf8.count
    }
}
