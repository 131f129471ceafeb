/// Where an entry stands.
package enum EntryKind: String, Sendable, Hashable, CaseIterable {
    /// In front matter, YAML, JSON, TOML or a table.
    case data
    /// In the body of an article, or in a page.
    case body
}

/// Kinds of entries that are looked for.
package struct ImageKinds: OptionSet, Sendable, Hashable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let data = ImageKinds(rawValue: 1)
    package static let bodies = ImageKinds(rawValue: 2)
    package static let all: ImageKinds = [.data, .bodies]
}

/// What an entry of a body has beside its values.
final class BodyPlacement: Sendable {
    /// Number of the element among the nodes of the record.
    let elementOrdinal: Int
    /// How a width or height is added; nil where none can be.
    let insertion: BodyInsertion?
    let descriptor: CandidateDescriptor?
    /// The number of the candidate of a `srcset` that it is, from 0; nil for what is none.
    let candidate: Int?
    let takesSize: Bool

    init(
        elementOrdinal: Int, insertion: BodyInsertion?, descriptor: CandidateDescriptor?, candidate: Int?,
        takesSize: Bool
    ) {
        self.elementOrdinal = elementOrdinal
        self.insertion = insertion
        self.descriptor = descriptor
        self.candidate = candidate
        self.takesSize = takesSize
    }
}
