import Caching

/// The server answers with something that is no image.
struct ImageNotImage: FailureRule {
    let name = RuleName.imageNotImage
    let label = "no image"
    let severity = Severity.error
    let summary = "the answer is not an image"
    let documentation = RuleDocumentation(
        meaning: """
            The answer has status 200 but is no image by its own bytes: often a web page that says sorry, whatever its \
            Content-Type.
            """,
        example: """
            url: https://media.example/photo.jpg    # answers with HTML
            """,
        remedy: """
            Open the URL in a browser; find the image's real address.
            """,
        keys: ["headers"])
    let kind = CacheFailure.Kind.notImage

    func message(_ failure: CacheFailure) -> String { "the answer is not an image: \(failure.detail)" }
}

extension RuleName {
    package static let imageNotImage = RuleName("image-not-image")
}
