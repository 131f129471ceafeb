import Records

/// The record cannot be read: broken front matter, bad UTF-8, a syntax error.
struct RecordInvalid: RecordRule {
    let name = RuleName.recordInvalid
    let severity = Severity.error
    let summary = "the record cannot be read: broken front matter, bad UTF-8, a syntax error"
    let documentation = RuleDocumentation(
        meaning: """
            The record cannot be read: broken front matter, bad UTF-8, a syntax error. Its images are not looked at.
            """,
        example: """
            ---
            images: [          # never closed
            ---
            """,
        remedy: """
            Mend the record at the line that the message names.
            """,
        keys: ["exclude"])
    let kind = RecordProblem.Kind.invalid
}

extension RuleName {
    package static let recordInvalid = RuleName("record-invalid")
}
