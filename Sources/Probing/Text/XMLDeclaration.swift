/// An XML declaration (XML 1.0 §2.8), as browsers take it.
///
/// It is read here because a parser that had read it would believe its encoding and `standalone`, which browsers do not.
struct XMLDeclaration {
    /// Whether the version is 1.1, in which more characters can be referred to.
    let isVersion11: Bool
    /// The encoding as it stands there, of any form, since Chromium demands none; nil without one.
    let encoding: String?

    /// Takes apart what stands between `<?xml` and `?>`; nil where it is not well-formed.
    init?(_ text: [UInt16]) {
        var rest = text[...]
        var parts: [(name: String, value: String)] = []
        while true {
            let isSeparated = Self.skipSpace(&rest)
            if rest.isEmpty { break }
            let name = rest.prefix { $0.isXMLNameCharacter }
            rest = rest.dropFirst(name.count)
            Self.skipSpace(&rest)
            guard isSeparated, rest.popFirst() == 0x3D else { return nil }
            Self.skipSpace(&rest)
            guard let quote = rest.popFirst(), quote.isXMLQuote, let end = rest.firstIndex(of: quote) else {
                return nil
            }
            parts.append((String(decoding: name, as: UTF16.self), String(decoding: rest[..<end], as: UTF16.self)))
            rest = rest[(end + 1)...]
        }
        guard let version = parts.first, version.name == "version", version.value.hasPrefix("1."),
            !version.value.dropFirst(2).isEmpty,
            version.value.utf8.dropFirst(2).allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        isVersion11 = version.value == "1.1"
        parts.removeFirst()
        encoding = parts.first?.name == "encoding" ? parts.removeFirst().value : nil
        if parts.first?.name == "standalone", ["yes", "no"].contains(parts[0].value) { parts.removeFirst() }
        guard parts.isEmpty else { return nil }
    }

    @discardableResult
    private static func skipSpace(_ rest: inout ArraySlice<UInt16>) -> Bool {
        let space = rest.prefix { $0.isXMLSpace }
        rest = rest[space.endIndex...]
        return !space.isEmpty
    }
}
