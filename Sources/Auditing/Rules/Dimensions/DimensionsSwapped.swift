import Probing
import Records

/// The declared size is the one coded in the file, and the EXIF orientation turns it.
struct DimensionsSwapped: DimensionRule {
    let name = RuleName.dimensionsSwapped
    let label = "swapped size"
    let severity = Severity.error
    let summary = "declared is the raw size, and the orientation swaps it"
    let documentation = RuleDocumentation(
        meaning: """
            The declared size is the one stored in the file, but its EXIF orientation turns the image by a quarter, and browsers \
            show it turned: width and height change places.
            """,
        example: """
            width: 800
            height: 600        # shown as 600×800
            """,
        remedy: """
            Write the size as displayed; 'proofsheet repair --dimensions' does.
            """,
        keys: ["tolerance"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.sizeDifference == .swapped, let declared = subject.declaredSize, let actual = subject.actualSize
        else { return nil }
        return Issue(
            at: .width,
            "declared \(declared) is the size before rotation; with its EXIF orientation the image shows as \(actual)",
            fixes: subject.sizeFixes { _ in true })
    }
}

extension RuleName {
    package static let dimensionsSwapped = RuleName("dimensions-swapped")
}
