import Records

/// An entry can be read in more than one way, and is therefore never edited.
struct RecordAmbiguous: RecordRule {
    let name = "record-ambiguous"
    let severity = Severity.error
    let summary = "an entry can be read in more than one way (duplicate keys), and is never edited"
    let kind = RecordProblem.Kind.ambiguous
}
