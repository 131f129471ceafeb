import Records

/// The record cannot be read: broken front matter, bad UTF-8, a syntax error, or too large.
struct RecordInvalid: RecordRule {
    let name = RuleName.recordInvalid
    let label = "cannot be read"
    let severity = Severity.error
    let summary = "the record cannot be read: broken front matter, bad UTF-8, a syntax error, or too large"
    let documentation = RuleDocumentation(
        meaning: """
            The record cannot be read: broken front matter, bad UTF-8, a syntax error. Its images are not looked at. A record that is \
            larger than max-record-size is not read either; NDJSON, CSV and TSV may be larger, but none of their lines.
            """,
        example: """
            ---
            images: [          # never closed
            ---
            """,
        remedy: """
            Mend the record at the line that the message names; split a large one, or leave it out.
            """,
        keys: ["exclude", "max-record-size"])
    let kind = RecordProblem.Kind.invalid
}

extension RuleName {
    package static let recordInvalid = RuleName("record-invalid")
}
