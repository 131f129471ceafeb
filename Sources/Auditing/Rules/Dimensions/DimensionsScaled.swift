import Records

/// The declared size has the ratio of the image at another scale: nothing jumps, but the numbers are not its own.
struct DimensionsScaled: DeclarationRule {
    let name = RuleName.dimensionsScaled
    let label = "scaled size"
    let severity = Severity.warning
    let summary = "the same ratio at another scale"
    let documentation = RuleDocumentation(
        meaning: """
            The declared size has the ratio of the image at another scale: nothing jumps, but the numbers are not the image's. \
            It is never repaired, since the box may be the one that the page wants. Drawings (SVG) are right at every scale, and so is the size in a \
            tag or of an image of Markdown, which is that of its box.
            """,
        example: """
            width: 300
            height: 200        # the image is 1200×800
            """,
        remedy: """
            Write the image's own size, or turn the rule off where sizes are those of boxes.
            """,
        keys: ["tolerance"])

    func check(_ subject: EntrySubject) -> Issue? {
        // In HTML they are the box of an element, of any scale (HTML §4.8.17): only of the ratio is it to be the image's.
        if subject.entry.kind == .body, subject.entry.takesSize { return nil }
        guard subject.sizeDifference == .scaled, let declared = subject.declaredSize, let actual = subject.actualSize
        else { return nil }
        // The declared size may be the box the site wants, so that no fix is offered: the ratio is right.
        return Issue(at: .width, "declared \(declared) is the image's \(actual) at another scale; the ratio is right")
    }
}

extension RuleName {
    package static let dimensionsScaled = RuleName("dimensions-scaled")
}
