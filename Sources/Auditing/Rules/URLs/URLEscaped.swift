import Addresses
import Records

/// The URL holds character references, which nobody reads where it stands.
struct URLEscaped: EntryRule {
    let name = RuleName.urlEscaped
    let label = "escaped address"
    let severity = Severity.warning
    let summary = "character references of HTML, such as &amp;, in a URL of data"
    let documentation = RuleDocumentation(
        meaning: """
            The URL was copied out of HTML with its character references. In data nobody reads these: a server gets amp; as \
            part of a parameter's name, and of &#038; nothing behind the #. In bodies and pages, where they are read, the rule \
            has nothing to say.
            """,
        example: """
            url: https://media.example/photo.jpg?w=600&#038;h=400
            """,
        remedy: """
            Write the characters themselves; 'proofsheet repair --urls' does. The image is then fetched by its new URL.
            """, keys: ["urls"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.entry.kind == .data, let url = Self.meant(by: subject) else { return nil }
        return Issue(
            at: .url,
            "the URL holds character references of HTML, which are not read here; \(URLText.shown(url)) is meant",
            fixes: [Issue.Fix(field: .url, value: .url(url))])
    }

    /// The URL without references; nil where it has none.
    private static func meant(by subject: EntrySubject) -> String? {
        // What stands in a `data:` URL is a document of its own.
        if case .inline = subject.location { return nil }
        let text = subject.entry.url.text
        return DataURL.holds(text) ? nil : URLEntities.decoded(text)
    }
}

extension RuleName {
    package static let urlEscaped = RuleName("url-escaped")
}
