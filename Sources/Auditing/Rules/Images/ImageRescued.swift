import Addresses
import Caching

/// The image is gone at its own address, and the cache has it from elsewhere.
struct ImageRescued: EntryRule {
    let name = RuleName.imageRescued
    let label = "gone, kept copy"
    let severity = Severity.info
    let summary = "gone at its own address, and had from elsewhere"
    let documentation = RuleDocumentation(
        meaning: """
            The image's own server no longer gives it, and the cache has it from another address (the key 'fallback'), an \
            archive of the web for instance, or from a file that somebody supplied ('proofsheet cache import'). The flag may \
            be true. Its own address is asked again when its failure is no longer believed; a supplied file stays until \
            'proofsheet warm --force' gets an intact image from the server.
            """,
        example: """
            url: https://media.example/gone.jpg    # 404; the archive has it
            """,
        remedy: """
            Nothing has to be done while pages show the cached copy. Else put the image where it will stay, and write that \
            address.
            """, keys: ["fallback"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard let origin = subject.knowledge.rescue, let failure = subject.knowledge.failure else { return nil }
        return Issue(at: .url, Self.message(failure, origin))
    }

    static func message(_ failure: CacheFailure, _ origin: ObjectOrigin) -> String {
        let state = failure.kind == .gone ? "gone at its own address" : "not to be had at its own address"
        let source =
            switch origin {
            case .fallback(let url): URLText.shown(url)
            case .imported: "a file that was imported"
            }
        return "\(state) (\(failure.detail)); the cache has it from \(source)"
    }
}

extension RuleName {
    package static let imageRescued = RuleName("image-rescued")
}
