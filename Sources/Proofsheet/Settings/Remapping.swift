import Addresses
import Foundation

/// Fetches the URLs that match a pattern from elsewhere; records and cache keep the URL as it was.
public struct Remapping: Sendable, Hashable {
    /// The regular expression, as it was given.
    public let pattern: String
    /// The replacement, as it was given; `$1` in it stands for the first group.
    public let replacement: String
    private let expression: NSRegularExpression

    /// Makes a remapping of a regular expression (ICU syntax) and a replacement.
    ///
    /// Throws a usage error where the expression is not valid.
    public init(pattern: String, replacement: String) throws(ProofsheetError) {
        try self.init(pattern: pattern, replacement: replacement, name: "remap")
    }

    private init(pattern: String, replacement: String, name: String) throws(ProofsheetError) {
        self.pattern = pattern
        self.replacement = replacement
        do {
            expression = try NSRegularExpression(pattern: pattern)
        } catch {
            throw ProofsheetError(.usage, "the \(name) pattern '\(pattern)' is not a regular expression")
        }
    }

    /// Reads `PATTERN REPLACEMENT`, separated by white space.
    public init(_ text: String) throws(ProofsheetError) { try self.init(text, of: "remap") }

    /// - Parameter name: The key or option that the text is a value of.
    init(_ text: String, of name: String) throws(ProofsheetError) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2 else {
            throw ProofsheetError(
                .usage, "the \(name) value '\(URLText.shown(text))' is not of the form 'PATTERN REPLACEMENT'")
        }
        try self.init(pattern: String(parts[0]), replacement: String(parts[1]), name: name)
    }

    /// The URL with every match replaced; nil where nothing matches.
    func apply(to url: String) -> String? {
        let range = NSRange(url.startIndex..., in: url)
        guard expression.firstMatch(in: url, range: range) != nil else { return nil }
        return expression.stringByReplacingMatches(in: url, range: range, withTemplate: replacement)
    }
}

extension Remapping {
    /// Where a URL is fetched from: the first remapping that matches counts.
    static func apply(_ remappings: [Remapping], to url: String) -> String {
        for remapping in remappings {
            if let target = remapping.apply(to: url) { return target }
        }
        return url
    }

    /// Other URLs that the image of a URL may be had from: one for each fallback that matches, in order.
    static func addresses(_ fallbacks: [Remapping], for url: String) -> [String] {
        var addresses: [String] = []
        for address in fallbacks.compactMap({ $0.apply(to: url) }) where address != url {
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
    }
}
