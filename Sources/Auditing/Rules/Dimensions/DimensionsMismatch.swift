import Records

/// The declared size is not the image's, and nothing explains the difference.
struct DimensionsMismatch: DimensionRule, ComparisonRule {
    let name = RuleName.dimensionsMismatch
    let label = "wrong size"
    let severity = Severity.error
    let summary = "declared and actual size differ"
    let documentation = RuleDocumentation(
        meaning: """
            The declared size is not that of the image, and neither a turned image nor another scale explains it. A browser \
            reserves a box of the declared ratio, and the page jumps when the image comes, or the image is stretched. Of a \
            candidate in srcset it says where the number before w is not the width of the image, or the number before x does \
            not fit the image for 1x: browsers choose by these.
            """,
        example: """
            width: 600
            height: 400        # the image is 600×338
            """,
        remedy: """
            Write the size of the image; 'proofsheet repair --dimensions' does. Where the box is meant, crop the image to it.
            """,
        keys: ["tolerance"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.sizeDifference == .other, let declared = subject.declaredSize, let actual = subject.actualSize
        else { return nil }
        // The place is the first value that is wrong.
        let widthIsRight = PixelSize(width: declared.width, height: actual.height)
            .isEqual(to: actual, tolerance: subject.settings.tolerance)
        let known = subject.isRatioOnly ? "viewBox" : "actual"
        return Issue(
            at: widthIsRight ? .height : .width,
            "declared \(declared), \(known) \(actual): \(Self.ratioClause(declared, actual))",
            fixes: subject.sizeFixes { _ in true })
    }

    func check(_ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)] { CandidateSize.check(entries) }

    /// By how much the ratio is off, in per cent with one decimal.
    private static func ratioClause(_ declared: PixelSize, _ actual: PixelSize) -> String {
        let change = (declared.ratio / actual.ratio - 1) * 100
        let tenths = (change.magnitude * 10).rounded()
        guard tenths >= 1 else { return "the ratio is off by less than 0.1 %" }
        guard tenths < 1e9 else { return "the ratio is off beyond measure" }
        let whole = Int(tenths)
        return "the ratio is off by \(whole / 10).\(whole % 10) % (too \(change > 0 ? "wide" : "tall"))"
    }
}

extension RuleName {
    package static let dimensionsMismatch = RuleName("dimensions-mismatch")
}
