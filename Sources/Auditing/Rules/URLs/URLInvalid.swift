/// The entry's URL is not a usable http or https URL.
struct URLInvalid: EntryRule {
    let name = RuleName.urlInvalid
    let label = "invalid address"
    let severity = Severity.error
    let summary = "not a usable http or https URL"
    let documentation = RuleDocumentation(
        meaning: """
            The URL is none that can be fetched: a scheme other than http and https, no host, bad characters.
            """,
        example: """
            url: htps://media.example/photo.jpg
            """,
        remedy: """
            Correct the URL. A relative one needs the site's address.
            """,
        keys: ["site-url", "remap"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard case .invalid(let reason) = subject.location else { return nil }
        return Issue(at: .url, "the URL cannot be used: \(reason)")
    }
}

extension RuleName {
    package static let urlInvalid = RuleName("url-invalid")
}
