/// The image is fetched without encryption.
struct URLInsecure: EntryRule {
    let name = RuleName.urlInsecure
    let label = "not encrypted"
    let severity = Severity.info
    let summary = "http, not https"
    let documentation = RuleDocumentation(
        meaning: """
            The URL begins with http. Browsers ask for it by https on a page that came so, and show nothing where the \
            host does not answer that; on the way anybody can change it.
            """,
        example: """
            url: http://media.example/photo.jpg
            """,
        remedy: "Write https where the host answers it.", keys: ["remap"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard case .remote(let url, _) = subject.location, Self.isInsecure(url) else { return nil }
        return Issue(at: .url, "the URL is http; browsers on an https page ask for https, or show nothing")
    }

    /// Schemes differ in no way by the case of their letters (RFC 3986 §3.1).
    private static func isInsecure(_ url: String) -> Bool {
        url.utf8.prefix(7).elementsEqual("http://".utf8) { $0 == $1 || $0 | 0x20 == $1 }
    }
}

extension RuleName {
    package static let urlInsecure = RuleName("url-insecure")
}
