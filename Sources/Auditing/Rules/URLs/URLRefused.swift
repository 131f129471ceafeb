import Caching

/// The address policy does not let the request go out.
struct URLRefused: FailureRule {
    let name = RuleName.urlRefused
    let severity = Severity.error
    let summary = "refused by the address policy"
    let documentation = RuleDocumentation(
        meaning: """
            The address policy does not let the request go out: the host is a private, loopback, link-local or reserved address, \
            or a redirect leads to one.
            """,
        example: """
            url: http://192.168.0.10/photo.jpg
            """,
        remedy: """
            Use a public address, or allow private hosts for servers of your own.
            """,
        keys: ["allow-private-hosts", "remap"])
    let kind = CacheFailure.Kind.refused

    func message(_ failure: CacheFailure) -> String { "not fetched: \(failure.detail)" }
}

extension RuleName {
    package static let urlRefused = RuleName("url-refused")
}
