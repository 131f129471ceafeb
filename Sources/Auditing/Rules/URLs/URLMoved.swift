import Addresses
import Records

/// The server says that the image is to be had elsewhere for good.
struct URLMoved: EntryRule {
    let name = RuleName.urlMoved
    let label = "moved"
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
        remedy: """
            Write the new address, which the message names, or let 'proofsheet repair --urls' do it: where all redirects are \
            permanent, two runs (the key 'move-count') have seen the same address, and it gave an intact image. It never \
            writes a front page, an address that looks like an error or a login, that holds a credential or expires, or one \
            that is fetched from elsewhere by 'remap'. With --now, it does not wait for a second run.
            """, keys: ["move-count", "urls", "max-redirects"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.knowledge.failure == nil, let target = subject.knowledge.movedTo else { return nil }
        let message = "moved for good to \(URLText.shown(target))"
        guard case .remote(let url, _) = subject.location, subject.knowledge.movedCount >= subject.settings.moveCount
        else { return Issue(at: .url, message) }
        let moved = MovedURL(written: subject.entry.url.text, url: url, knowledge: subject.knowledge)
        return switch moved.decision(to: target) {
        case .write(let text): Issue(at: .url, message, fixes: [Issue.Fix(field: .url, value: .url(text))])
        case .leave(let reason): Issue(at: .url, "\(message), which is left to you: \(reason)")
        }
    }
}

extension RuleName {
    package static let urlMoved = RuleName("url-moved")
}
