import Caching
import Probing

/// The image shows nothing: what a site puts where an image is lost, or what a failed export leaves.
struct ImageBlank: EntryRule {
    let name = RuleName.imageBlank
    let label = "blank"
    let severity = Severity.warning
    let summary = "one flat colour"
    let documentation = RuleDocumentation(
        meaning: """
            The image is one flat colour, or transparent all over: what a site puts where an image is lost, or what a failed \
            export leaves. Tracking pixels are left to image-tiny.
            """,
        example: """
            url: https://media.example/spacer.png
            """,
        remedy: """
            Look at the image; find another or remove the entry.
            """,
        keys: ["tiny-side"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard let object = subject.knowledge.presentObject, let image = object.summary, image.isBlank,
            // A tracking pixel is blank by nature.
            max(object.header.width, object.header.height) > subject.settings.tinySide
        else { return nil }
        guard let color = image.dominantColor else {
            return Issue(at: .url, "the image is transparent all over, and shows nothing")
        }
        return Issue(at: .url, "the image is nothing but one flat colour, \(color)")
    }
}

extension RuleName {
    package static let imageBlank = RuleName("image-blank")
}
