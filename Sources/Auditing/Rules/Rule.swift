package import Records

/// What a rule has to say of one place.
package struct Issue: Sendable, Hashable {
    /// What the place is.
    package enum Place: Sendable, Hashable {
        case url, width, height, flag
        /// What a candidate of `srcset` says of its image.
        case descriptor
    }

    package var place: Place
    package var message: String
    /// The values that would put it right, in the order of the fields.
    package var fixes: [Fix]

    /// One value that would put it right.
    package struct Fix: Sendable, Hashable {
        package var field: EntryField
        package var value: FieldValue
    }

    init(at place: Place, _ message: String, fixes: [Fix] = []) {
        self.place = place
        self.message = message
        self.fixes = fixes
    }
}

/// A rule by which records are judged.
package protocol Rule: Sendable {
    /// The name used in reports and in the configuration.
    var name: RuleName { get }
    /// What it finds in two or three words, to be counted: `30 wrong size`.
    var label: String { get }
    /// The severity unless the configuration says otherwise.
    var severity: Severity { get }
    /// What it says, in one line.
    var summary: String { get }
    /// The rest of what there is to know of it.
    var documentation: RuleDocumentation { get }
}

/// A rule that judges one entry at a time.
package protocol EntryRule: Rule {
    /// Nil where the entry is right.
    func check(_ subject: EntrySubject) -> Issue?
}

/// A rule that speaks of what a record declares, not of the image or its URL.
package protocol DeclarationRule: EntryRule {}

/// A rule on flags, of which one command puts right all that it finds, so that nobody need look at each.
package protocol QuietRule: Rule {}

/// A rule that judges the entries of a record beside each other.
package protocol ComparisonRule: Rule {
    /// The entries that are not right, by their numbers, in order.
    func check(_ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)]
}

/// A rule that speaks of the trouble found while a record was read.
package protocol RecordRule: Rule {
    /// The kind of trouble it speaks of.
    var kind: RecordProblem.Kind { get }
}

extension RecordProblem.Kind {
    /// The name of the rule that speaks of this kind of trouble.
    package var ruleName: RuleName {
        switch self {
        case .invalid: .recordInvalid
        case .ambiguous: .recordAmbiguous
        case .unread: .recordUnread
        }
    }
}

/// Every rule there is.
package enum Rules {
    package static let all: [any Rule] = [
        RecordInvalid(), RecordAmbiguous(), RecordUnread(),
        URLInvalid(), URLEscaped(), URLRefused(), URLInsecure(), URLMoved(),
        ImageGone(), ImageRescued(), ImageBlocked(), ImageUnreachable(), ImageNotImage(), ImageTruncated(),
        ImageCorrupt(),
        ImageUnsupported(), ImagePlaceholder(), ImageBlank(), ImageTiny(), ImageHeavy(), ImageDuplicate(),
        DimensionsMissing(), DimensionsInvalid(), DimensionsSwapped(), DimensionsScaled(), DimensionsMismatch(),
        FlagInvalid(), FlagStale(), FlagUnset(),
    ]

    /// Those that the first bytes of an image are enough for, or that its server's answer is.
    package static let judgingSizes = Set(
        all.filter { $0 is any DimensionRule || $0 is any FailureRule }.map(\.name.rawValue))

    /// Those that need nothing but what the record says.
    package static let judgingText = Set(
        [RuleName.dimensionsInvalid, .dimensionsMissing, .flagInvalid, .urlEscaped].map(\.rawValue))

    /// The names of all, as the configuration has them.
    package static let names = all.map(\.name.rawValue)
}
