/// URLs in which a site generator fills something in, as records have them.
package enum URLTemplate {
    /// What the site's own address is to stand for.
    package struct Site: Sendable {
        /// Scheme, host and port: `https://news.example`; empty where they are not known.
        let origin: String
        /// The same with the path of the site, without a slash at the end: `https://news.example/blog`.
        let root: String

        /// - Parameter url: The absolute URL of the site; nil where it is not known.
        package init(url: ResolvedURL?) {
            guard let url else {
                (origin, root) = ("", "")
                return
            }
            let text = URLText.withoutQuery(url.string)
            root = String(text.utf8.last == .slash ? text.dropLast() : text)
            let start = url.scheme.utf8.count + "://".utf8.count
            let end = root.utf8.dropFirst(start).firstIndex(of: .slash) ?? root.endIndex
            origin = String(root[..<end])
        }
    }

    /// The URL with the usual words for the site's address in their place (`{{ site.baseurl }}`,
    /// `{{ '/a.png' | relative_url }}`, Ghost's `__GHOST_URL__`), without the address itself where that is not known.
    ///
    /// Nil where a template is left, whose value only the generator knows: `{{ … }}`, `{% … %}`, `${…}`, `<%= … %>`.
    package static func resolved(_ url: String, site: Site) -> String? {
        // What is longer is refused anyway.
        guard url.utf8.count <= URLPolicy.standardMaximumLength, mayHoldMark(url) || startsAtGhost(url) else {
            return url
        }
        var rest = url[...]
        var result = Joined(site: site)
        if startsAtGhost(url) {
            result.append(.address(.root, path: ""))
            rest = rest.dropFirst(ghostMark.count)
        }
        while let mark = TemplateMark.first(in: rest) {
            result.append(.text(String(rest[..<mark.range.lowerBound])))
            guard mark.isExpression, let value = TemplateExpression.value(of: rest[mark.content]), result.append(value)
            else { return nil }
            rest = rest[mark.range.upperBound...]
        }
        result.append(.text(String(rest)))
        return result.text
    }

    /// What Ghost keeps and exports in place of the site's address, its path included.
    private static let ghostMark = "__GHOST_URL__"

    private static func startsAtGhost(_ url: String) -> Bool {
        guard url.utf8.starts(with: ghostMark.utf8) else { return false }
        let next = url.utf8.dropFirst(ghostMark.utf8.count).first
        return next == nil || next == .slash
    }

    /// Nearly all URLs have none.
    private static func mayHoldMark(_ url: String) -> Bool {
        let bytes = url.utf8.span
        return bytes.indices.contains { index in
            guard index > 0 else { return false }
            return switch (bytes[index - 1], bytes[index]) {
            case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
                (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "<"), UInt8(ascii: "%")):
                true
            default: false
            }
        }
    }

    /// A URL that is put together of texts and addresses.
    private struct Joined {
        let site: Site
        var text = ""
        /// The address of the site, where that is all that there is so far.
        private var address: TemplateAddress?

        init(site: Site) { self.site = site }

        /// False where the value makes no sense behind what is there.
        @discardableResult
        mutating func append(_ value: TemplateValue) -> Bool {
            switch value {
            case .text(let new):
                if new.isEmpty { return true }
                if address != nil, new.utf8.first != .slash { text += "/" }
                text += new
                address = nil
            case .address(let new, let path):
                // `{{ site.url }}{{ site.baseurl }}` is one address.
                let isFirst = text.isEmpty && address == nil
                guard isFirst || address == .origin && new == .root else { return false }
                text = new == .origin ? site.origin : site.root
                address = new
                return append(.text(path))
            }
            return true
        }
    }
}

/// What stands for the site's own address.
enum TemplateAddress {
    /// `site.url`: scheme and host.
    case origin
    /// `site.baseurl` and filters that add it: scheme, host and the site's path.
    case root
}

/// What an expression of a template comes to.
enum TemplateValue {
    case text(String)
    /// An address of the site, and a path on it.
    case address(TemplateAddress, path: String)
}

/// A whole mark of a template in a text.
struct TemplateMark {
    /// With its delimiters, and between them.
    let range: Range<String.Index>
    let content: Range<String.Index>
    /// `{{ … }}`, which names a value.
    let isExpression: Bool

    private static let delimiters = [("{{", "}}"), ("{%", "%}"), ("${", "}"), ("<%", "%>")]

    /// The first one; nil where no mark is whole.
    static func first(in text: Substring) -> TemplateMark? {
        var marks: [TemplateMark] = []
        for (opening, closing) in delimiters {
            guard let start = text.firstRange(of: opening),
                let end = text[start.upperBound...].firstRange(of: closing)
            else { continue }
            marks.append(
                TemplateMark(
                    range: start.lowerBound..<end.upperBound, content: start.upperBound..<end.lowerBound,
                    isExpression: opening == "{{"))
        }
        return marks.min { $0.range.lowerBound < $1.range.lowerBound }
    }
}
