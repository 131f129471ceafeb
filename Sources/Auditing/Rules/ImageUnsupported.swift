import Caching
import Probing

/// The image's format cannot be decoded, or it has no size of its own, so that its flag is neither right nor wrong.
struct ImageUnsupported: EntryRule {
    let name = "image-unsupported"
    let severity = Severity.info
    let summary = "an image whose decoder is not built in; its size may still be known"

    func check(_ subject: EntrySubject) -> Issue? {
        if let failure = subject.knowledge.entry?.failure, failure.kind == .unsupported {
            return Issue(at: .url, message(failure))
        }
        guard let object = subject.knowledge.presentObject, object.soundness == .unsupported else { return nil }
        return Issue(
            at: .url,
            "the \(object.header.format.rawValue) cannot be decoded here (no decoder for it, or too many pixels): "
                + "its size is checked, its pixels and flag are not")
    }

    /// What is said of a failure of kind `unsupported`.
    func message(_ failure: CacheFailure) -> String { "the size cannot be checked: \(failure.detail)" }
}
