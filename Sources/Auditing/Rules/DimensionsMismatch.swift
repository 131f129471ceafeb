import Records

/// The declared size is not the image's, and nothing explains the difference.
struct DimensionsMismatch: EntryRule {
    let name = "dimensions-mismatch"
    let severity = Severity.error
    let summary = "declared and actual size differ"

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.sizeDifference == .other, let declared = subject.declaredSize, let actual = subject.actualSize
        else { return nil }
        // The place is the first value that is wrong.
        let widthIsRight = PixelSize(width: declared.width, height: actual.height)
            .isEqual(to: actual, tolerance: subject.tolerance)
        return Issue(
            at: widthIsRight ? .height : .width,
            "declared \(declared), actual \(actual): \(Self.ratioClause(declared, actual))",
            fixes: subject.sizeFixes { _ in true })
    }

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
