import Addresses

/// What a site's robots.txt lets one crawler fetch (RFC 9309).
package struct RobotsPolicy: Sendable, Hashable {
    /// Nothing is forbidden; also where there is no robots.txt.
    package static let allowingAll = RobotsPolicy(rules: [])
    /// Bytes of a robots.txt that are read; the rest is as if it were not there (§2.5).
    package static let maximumSize = 500 * 1024

    /// Rules of the groups that are about the crawler.
    private let rules: [RobotsRule]

    private init(rules: [RobotsRule]) { self.rules = rules }

    /// Reads a robots.txt; whatever makes no sense in it is passed over.
    ///
    /// - Parameters:
    ///   - bytes: The file, or its start.
    ///   - token: The product token of the crawler, whose groups are told apart without regard to case (§2.2.1).
    package init(_ bytes: some Sequence<UInt8>, for token: String) {
        var parser = RobotsParser(token: token)
        for line in Self.lines(of: bytes) { parser.read(line) }
        rules = parser.rules
    }

    /// Whether a URL may be fetched, by its path and query; the robots.txt itself always may (§2.2.2).
    ///
    /// - Parameter path: What follows the host, in the form in which it is sent.
    package func allows(path: String) -> Bool {
        let path = RobotsRule.normalized(Array(path.utf8))
        guard path != Array("/robots.txt".utf8) else { return true }
        // The most specific rule counts, and of two that are as specific the one that allows.
        var best: RobotsRule?
        for rule in rules where rule.length >= best?.length ?? 0 && rule.matches(path) {
            guard rule.length > best?.length ?? -1 || rule.isAllowing else { continue }
            best = rule
        }
        return best?.isAllowing ?? true
    }

    /// Lines end with CR, LF or both, and a file may begin with a byte order mark (§2.2).
    private static func lines(of bytes: some Sequence<UInt8>) -> [ArraySlice<UInt8>] {
        let text = Array(bytes.prefix(maximumSize))
        let start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        return text[start...].split { $0 == 0x0a || $0 == 0x0d }
    }
}

/// Picks the rules that are about one crawler out of the lines of a robots.txt.
private struct RobotsParser {
    private let token: [UInt8]
    /// Rules of all groups that name the crawler, and of all that are for those that none names.
    private var own: [RobotsRule] = []
    private var common: [RobotsRule] = []
    private var isNamed = false
    /// Whom the group is about in which the next rule stands.
    private var isOwn = false
    private var isCommon = false
    /// A user-agent line after rules begins another group; several in a row are one.
    private var hasRules = true

    init(token: String) { self.token = Array(token.lowercased().utf8) }

    var rules: [RobotsRule] { isNamed ? own : common }

    mutating func read(_ line: ArraySlice<UInt8>) {
        let content = line.prefix { $0 != UInt8(ascii: "#") }
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return }
        let key = String(decoding: Self.trimmed(content[..<colon]), as: UTF8.self).lowercased()
        let value = Self.trimmed(content[(colon + 1)...])
        switch key {
        case "user-agent": readAgent(value)
        case "allow": add(value, isAllowing: true)
        case "disallow": add(value, isAllowing: false)
        // Sitemap, crawl-delay and the like stand outside of groups, and end none.
        default: break
        }
    }

    private mutating func readAgent(_ value: ArraySlice<UInt8>) {
        if hasRules { (isOwn, isCommon, hasRules) = (false, false, false) }
        // Nothing but the token counts of a name such as `Bot/2.1`.
        let name = value.prefix { $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        if value.first == UInt8(ascii: "*") {
            isCommon = true
        } else if String(decoding: name, as: UTF8.self).lowercased().utf8.elementsEqual(token) {
            isOwn = true
            isNamed = true
        }
    }

    private mutating func add(_ value: ArraySlice<UInt8>, isAllowing: Bool) {
        hasRules = true
        // An empty path matches nothing; one that begins otherwise is none.
        guard let first = value.first, first == .slash || first == UInt8(ascii: "*") else { return }
        let rule = RobotsRule(Array(value), isAllowing: isAllowing)
        if isOwn { own.append(rule) }
        if isCommon { common.append(rule) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0 == .space || $0 == .tab }
        while let last = bytes.last, last == .space || last == .tab { bytes.removeLast() }
        return bytes
    }
}
