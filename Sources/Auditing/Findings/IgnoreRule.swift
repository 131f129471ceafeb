import Addresses
package import Walking

/// Findings that the user knows of and does not want to hear of again.
package struct IgnoreRule: Sendable {
    /// Names of rules; empty for every rule.
    package var rules: Set<String>
    /// The URL as the record has it, `*` standing for anything; nil for any.
    package var url: URLPattern?
    /// The host of the URL, or a domain above it; nil for any.
    package var host: String?
    /// Paths of records; nil for any.
    package var record: PathGlob.Resolved?
    /// Why, in the user's own words.
    package var reason: String

    package init(
        rules: Set<String> = [], url: URLPattern? = nil, host: String? = nil, record: PathGlob? = nil, reason: String
    ) {
        self.rules = rules
        self.url = url
        self.host = host?.lowercased()
        self.record = record.map(PathGlob.Resolved.init)
        self.reason = reason
    }

    /// Whether it speaks of a finding.
    package func matches(_ finding: Finding) -> Bool {
        if !rules.isEmpty, !rules.contains(finding.rule.rawValue) { return false }
        if let url, !(finding.url.map(url.matches) ?? false) { return false }
        if let host, !(finding.url.map { URLText.isOn(host, $0) } ?? false) { return false }
        return record?.matches(filePath: finding.record) ?? true
    }
}

/// A pattern of URLs in which `*` stands for any text, even none.
package struct URLPattern: Sendable, Hashable {
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether all of a URL matches, in time that grows with the product of both lengths at most.
    package func matches(_ url: String) -> Bool {
        let bytes = Array(url.utf8)
        guard let first = pieces.first, let last = pieces.last, bytes.starts(with: first) else { return false }
        if pieces.count == 1 { return bytes.count == first.count }
        var rest = bytes[first.count...]
        // A piece is best placed as early as it fits.
        for piece in pieces.dropFirst().dropLast() {
            while !rest.isEmpty, !rest.starts(with: piece) { rest.removeFirst() }
            guard rest.starts(with: piece) else { return false }
            rest.removeFirst(piece.count)
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
