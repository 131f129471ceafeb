import Records

/// The record cannot be read: broken front matter, bad UTF-8, a syntax error.
struct RecordInvalid: RecordRule {
    let name = "record-invalid"
    let severity = Severity.error
    let summary = "the record cannot be read: broken front matter, bad UTF-8, a syntax error"
    let kind = RecordProblem.Kind.invalid
}
