import Records

/// An entry can be read in more than one way, and is therefore never edited.
struct RecordAmbiguous: RecordRule {
    let name = RuleName.recordAmbiguous
    let label = "ambiguous"
    let severity = Severity.error
    let summary = "an entry can be read in more than one way (duplicate keys), and is never edited"
    let documentation = RuleDocumentation(
        meaning: """
            An entry can be read in more than one way: a key or column that is there twice, a row with too many cells. Parsers \
            disagree on which counts, so that it is never edited.
            """,
        example: """
            width: 600
            width: 800
            """,
        remedy: """
            Remove one of the two.
            """)
    let kind = RecordProblem.Kind.ambiguous
}

extension RuleName {
    package static let recordAmbiguous = RuleName("record-ambiguous")
}
