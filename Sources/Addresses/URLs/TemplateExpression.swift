/// Expressions of Liquid and Nunjucks that stand for the site's address, or for a path on it.
enum TemplateExpression {
    /// The value of what stands between `{{` and `}}`; nil where only the generator knows it.
    static func value(of expression: Substring) -> TemplateValue? {
        var expression = expression.trimmingPrefix("-")
        if expression.hasSuffix("-") { expression.removeLast() }
        let parts = pieces(of: expression)
        guard let first = parts.first, var value = operand(first) else { return nil }
        for part in parts.dropFirst() {
            guard let next = filtered(value, by: part) else { return nil }
            value = next
        }
        return value
    }

    /// What stands between the `|` that are not in quotes, without the spaces around it.
    private static func pieces(of expression: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = expression.startIndex
        var quote: Character?
        for index in expression.indices {
            let character = expression[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "|" {
                pieces.append(expression[start..<index])
                start = expression.index(after: index)
            }
        }
        pieces.append(expression[start...])
        return pieces.map(trimmed)
    }

    /// A text in quotes, or a name for the site's address.
    private static func operand(_ text: Substring) -> TemplateValue? {
        if let text = quoted(text) { return .text(String(text)) }
        switch text {
        case "site.url": return .address(.origin, path: "")
        // `site.github.url` is of GitHub Pages, `.Site.BaseURL` and `site.BaseURL` are of Hugo.
        case "site.baseurl", "site.github.url", ".Site.BaseURL", "site.BaseURL": return .address(.root, path: "")
        default: return nil
        }
    }

    private static func quoted(_ text: Substring) -> Substring? {
        guard text.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return nil
        }
        let content = text.dropFirst().dropLast()
        return content.contains(quote) ? nil : content
    }

    /// A value behind `relative_url` and `absolute_url` of Jekyll, `url` of Eleventy, `relURL` and `absURL` of Hugo, or
    /// `prepend` and `append` of Liquid.
    private static func filtered(_ value: TemplateValue, by filter: Substring) -> TemplateValue? {
        let parts = filter.split(separator: ":", maxSplits: 1).map(trimmed)
        switch (parts.first, parts.count) {
        case ("relative_url", 1), ("absolute_url", 1), ("relURL", 1), ("absURL", 1):
            return onSite(value)
        case ("url", 1):
            // A path without a slash stays relative.
            if case .text(let path) = value, path.utf8.first != .slash { return value }
            return onSite(value)
        case ("prepend", 2): return operand(parts[1]).flatMap { joined($0, value) }
        case ("append", 2): return operand(parts[1]).flatMap { joined(value, $0) }
        default: return nil
        }
    }

    private static func onSite(_ value: TemplateValue) -> TemplateValue {
        guard case .text(let path) = value, !isAbsolute(path) else { return value }
        return .address(.root, path: path)
    }

    private static func joined(_ first: TemplateValue, _ second: TemplateValue) -> TemplateValue? {
        switch (first, second) {
        case (.text(let start), .text(let end)): .text(start + end)
        case (.address(let address, let start), .text(let end)): .address(address, path: start + end)
        // `site.url` in front of `site.baseurl` is one address.
        case (.address(.origin, ""), .address(.root, let path)): .address(.root, path: path)
        case (.text(""), .address): second
        case (.text, .address), (.address, .address): nil
        }
    }

    private static func isAbsolute(_ path: String) -> Bool {
        path.hasPrefix("//") || path.contains("://")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
