import Records

/// A file looks like a record by its name, and is left alone: it names no image, or is in a language that is not read.
struct RecordUnread: RecordRule {
    let name = RuleName.recordUnread
    let label = "not read"
    let severity = Severity.info
    let summary =
        "the file is left alone: it does not parse and names no image, or its front matter is in another language"
    let documentation = RuleDocumentation(
        meaning: """
            The file has the name of a record, and was not read. It does not parse, and nothing in it names an image: a template, an \
            archetype, the settings of a program. Or its front matter is JavaScript or the like, which is not run. It does not count \
            as a record that was looked at. A file that names an image and does not parse is record-invalid.
            """,
        example: """
            ---
            title: {{ replace .Name "-" " " | title }}
            ---
            """,
        remedy: """
            Leave such files out, or write the front matter in YAML, TOML or JSON. With strict they are errors.
            """,
        keys: ["exclude", "strict"])
    let kind = RecordProblem.Kind.unread
}

extension RuleName {
    package static let recordUnread = RuleName("record-unread")
}
