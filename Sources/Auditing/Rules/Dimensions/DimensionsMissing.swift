import Records

/// The entry has no width or no height.
struct DimensionsMissing: DimensionRule {
    let name = RuleName.dimensionsMissing
    let label = "no size"
    let severity = Severity.warning
    let summary = "width or height absent"
    let documentation = RuleDocumentation(
        meaning: """
            Without a declared width and height a browser cannot reserve room for the image, and the page jumps when it comes.
            """,
        example: """
            url: https://media.example/photo.jpg
            width: 600         # and no height
            """,
        remedy: """
            Write both; 'proofsheet repair --dimensions' does where the image is cached. A side that is there keeps its scale. \
            Lengths of CSS (100%, auto, 50vw) are left as they are, and the other side with them.
            """)

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.declaredSize == nil, subject.entry.takesSize, !subject.isStyled else { return nil }
        let missing = [("width", subject.declaredWidth), ("height", subject.declaredHeight)]
            .filter { $0.1 == .absent }.map(\.0)
        guard !missing.isEmpty else { return nil }
        var message = "no \(missing.joined(separator: " and no ")) is declared"
        message += subject.sizeClause
        return Issue(at: .url, message, fixes: subject.sizeFixes { $0 == .absent })
    }
}

extension EntrySubject {
    /// Fixes that set the actual size where the declared length is one of those picked.
    ///
    /// Where only one side is picked, the result has the ratio of the image at the scale of the other.
    func sizeFixes(where isPicked: (DeclaredLength) -> Bool) -> [Issue.Fix] {
        // Beside a length that the page decides, any number could distort the image.
        guard let actual = actualSize, !isStyled else { return [] }
        var size = actual
        // A side that is right, if at another scale, is the site's own choice: the other one follows its scale.
        if case .pixels(let width) = declaredWidth, !isPicked(declaredWidth) {
            size = actual.scaled(toWidth: width, tolerance: settings.tolerance)
        } else if case .pixels(let height) = declaredHeight, !isPicked(declaredHeight) {
            size = actual.scaled(toHeight: height, tolerance: settings.tolerance)
        } else if isRatioOnly {
            // Which of the sizes of that ratio is meant, only the site knows.
            return []
        }
        return [(EntryField.width, declaredWidth, size.width), (.height, declaredHeight, size.height)]
            .filter { isPicked($0.1) && $0.1 != .pixels($0.2) }
            .map { Issue.Fix(field: $0.0, value: .pixels($0.2)) }
    }
}

extension RuleName {
    package static let dimensionsMissing = RuleName("dimensions-missing")
}
