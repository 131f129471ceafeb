import Caching
import Probing

/// The image shows nothing: what a site puts where an image is lost, or what a failed export leaves.
struct ImageBlank: EntryRule {
    let name = "image-blank"
    let severity = Severity.warning
    let summary = "one flat colour"

    /// Both sides of a tracking pixel, which is blank by nature, are no longer than this.
    private static let trackingPixelSide = 5

    func check(_ subject: EntrySubject) -> Issue? {
        guard let object = subject.knowledge.presentObject, let image = object.summary, image.isBlank,
            max(object.header.width, object.header.height) > Self.trackingPixelSide
        else { return nil }
        guard let color = image.dominantColor else {
            return Issue(at: .url, "the image is transparent all over, and shows nothing")
        }
        return Issue(at: .url, "the image is nothing but one flat colour, \(color)")
    }
}
