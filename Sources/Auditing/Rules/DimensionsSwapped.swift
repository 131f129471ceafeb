import Probing
import Records

/// The declared size is the one coded in the file, and the EXIF orientation turns it.
struct DimensionsSwapped: EntryRule {
    let name = "dimensions-swapped"
    let severity = Severity.error
    let summary = "declared is the raw size, and the orientation swaps it"

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.sizeDifference == .swapped, let declared = subject.declaredSize, let actual = subject.actualSize
        else { return nil }
        return Issue(
            at: .width,
            "declared \(declared) is the size before rotation; with its EXIF orientation the image shows as \(actual)",
            fixes: subject.sizeFixes { _ in true })
    }
}
