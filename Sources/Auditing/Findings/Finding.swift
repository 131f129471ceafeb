package import Records

/// One thing that is wrong with an entry or a record.
package struct Finding: Sendable, Hashable {
    /// The declared size as far as it is a size.
    package struct DeclaredSize: Sendable, Hashable {
        package var width: Int?
        package var height: Int?

        package init(width: Int?, height: Int?) {
            self.width = width
            self.height = height
        }
    }

    /// The record that the page was made of, where it names the image.
    package struct Source: Sendable, Hashable {
        package var record: String
        package var line: Int

        package init(record: String, line: Int) {
            self.record = record
            self.line = line
        }

        /// As editors take it: `content/a.md:12`.
        package var text: String { "\(record):\(line)" }
    }

    /// The name of the rule.
    package var rule: RuleName
    package var severity: Severity
    /// The path of the record.
    package var record: String
    /// The place of the value in question; nil where the record as a whole is meant.
    package var position: SourcePosition?
    /// The bytes of the file that hold the value in question; nil where the record as a whole is meant.
    package var range: Range<Int>?
    /// The path of the entry; nil where the record as a whole is meant.
    package var entry: String?
    /// Number of the entry among all of the record, from 0; nil where the record as a whole is meant.
    package var entryIndex: Int?
    /// The URL as the record has it.
    package var url: String?
    /// Where the image of a built page comes from; nil where that was not asked, or is not known.
    package var source: Source?
    package var declared: DeclaredSize?
    package var actual: PixelSize?
    /// What is wrong and what to do: one sentence without a full stop.
    package var message: String
    /// The shift of the page's layout that the declared size is estimated to cause, in thousandths; nil where the rule
    /// does not speak of sizes, or the actual size is not known.
    package var layoutShift: Int?
    /// What would put it right; empty where only a person can.
    package var changes: [FieldChange] = []
    /// The same as edits of the record, which reports show; empty where they would show a credential.
    package var edits: [Edit] = []
    /// Since when it is there; nil where no history is kept.
    package var standing: Standing?

    package init(
        rule: RuleName, severity: Severity, record: String, position: SourcePosition? = nil,
        range: Range<Int>? = nil, entry: String? = nil, entryIndex: Int? = nil,
        url: String? = nil, declared: DeclaredSize? = nil, actual: PixelSize? = nil, message: String,
        layoutShift: Int? = nil, changes: [FieldChange] = [], edits: [Edit] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.record = record
        self.position = position
        self.range = range
        self.entry = entry
        self.entryIndex = entryIndex
        self.url = url
        self.declared = declared
        self.actual = actual
        self.message = message
        self.layoutShift = layoutShift
        self.changes = changes
        self.edits = edits
    }
}
