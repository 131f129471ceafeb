import Probing

/// A tracking pixel, or what is left of one.
struct ImageTiny: EntryRule {
    let name = RuleName.imageTiny
    let label = "tiny"
    let severity = Severity.warning
    let summary = "a tracking pixel: 5 px or less a side"
    let documentation = RuleDocumentation(
        meaning: """
            Both sides of the image are 5 pixels or less: it counts visitors, or holds a place, and shows nothing to a \
            reader.
            """,
        example: """
            url: https://stats.example/pixel.gif    # 1×1
            """,
        remedy: "Remove the entry.", keys: ["tiny-side"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard let actual = subject.actualSize, subject.knowledge.header?.isRatioOnly == false,
            max(actual.width, actual.height) <= subject.settings.tinySide
        else { return nil }
        return Issue(at: .url, "the image is \(actual): a tracking pixel, nothing to look at")
    }
}

extension RuleName {
    package static let imageTiny = RuleName("image-tiny")
}
