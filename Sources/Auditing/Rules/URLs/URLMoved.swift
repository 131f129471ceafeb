import Addresses

/// The server says that the image is to be had elsewhere for good.
struct URLMoved: EntryRule {
    let name = RuleName.urlMoved
    let severity = Severity.info
    let summary = "a permanent redirect"
    let documentation = RuleDocumentation(
        meaning: """
            The server answers that the image has another address for good (301, 308; RFC 9110 §15.4). Each visit costs \
            one more request, and old addresses end one day.
            """,
        example: """
            url: http://media.example/photo.jpg    # redirects to https
            """,
        remedy: "Write the new address, which the message names.", keys: ["max-redirects"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.knowledge.failure == nil, let target = subject.knowledge.movedTo else { return nil }
        return Issue(at: .url, "moved for good to \(URLText.shown(target))")
    }
}

extension RuleName {
    package static let urlMoved = RuleName("url-moved")
}
