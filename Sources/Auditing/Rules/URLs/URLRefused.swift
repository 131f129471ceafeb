import Caching

/// The address policy does not let the request go out.
struct URLRefused: FailureRule {
    let name = RuleName.urlRefused
    let label = "refused address"
    let severity = Severity.error
    let summary = "refused by the address policy"
    let documentation = RuleDocumentation(
        meaning: """
            The address policy does not let the request go out: the host is a private, loopback, link-local or reserved address, \
            or a redirect leads to one. It is the same with a redirect or a remapping to a URL that is not http or https.
            """,
        example: """
            url: http://192.168.0.10/photo.jpg
            """,
        remedy: """
            Use a public address, or allow the host, which the message names, where the server is your own.
            """,
        keys: ["allow-private-host", "allow-private-hosts", "remap"])
    let kind = CacheFailure.Kind.refused

    func message(_ failure: CacheFailure) -> String { "not fetched: \(failure.detail)" }
}

extension RuleName {
    package static let urlRefused = RuleName("url-refused")
}
