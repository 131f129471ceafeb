import Records

/// A declared width or height is no whole number greater than zero.
struct DimensionsInvalid: DimensionRule {
    let name = RuleName.dimensionsInvalid
    let label = "invalid size"
    let severity = Severity.error
    let summary = "width or height is zero, negative or not a whole number"
    let documentation = RuleDocumentation(
        meaning: """
            The declared width or height is zero, negative or no whole number, so that a browser cannot reserve room by it, and \
            templates that compute with it fail.
            """,
        example: """
            width: 12.5
            height: 0
            """,
        remedy: """
            Write whole numbers of pixels; 'proofsheet repair --dimensions' does where the image is cached.
            """)

    func check(_ subject: EntrySubject) -> Issue? {
        if subject.declaredSize != nil { return nil }
        let sides: [(Issue.Place, String, DeclaredLength)] = [
            (.width, "width", subject.declaredWidth), (.height, "height", subject.declaredHeight),
        ]
        var place: Issue.Place?
        var faults: [String] = []
        for (side, name, length) in sides {
            guard case .invalid(let text) = length else { continue }
            place = place ?? side
            faults.append("\(name) '\(text)'")
        }
        guard let place else { return nil }
        var message = "\(faults.joined(separator: " and ")) is not a whole number greater than zero"
        message += subject.sizeClause
        let fixes = subject.sizeFixes { if case .invalid = $0 { true } else { false } }
        return Issue(at: place, message, fixes: fixes)
    }
}

extension RuleName {
    package static let dimensionsInvalid = RuleName("dimensions-invalid")
}
