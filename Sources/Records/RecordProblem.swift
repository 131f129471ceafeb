/// What keeps a record, or an entry of it, from being used.
package struct RecordProblem: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The record, or one line or row of it, cannot be parsed, and has no entries.
        case invalid
        /// What the record says of an entry can be read in more than one way.
        case ambiguous
        /// It does not parse and names no image, or is in a language that is not read: no record, as far as one can tell.
        case unread
    }

    package var kind: Kind
    /// Line and column of `offset`.
    package var position: SourcePosition?
    /// Byte of the record.
    package var offset: Int?
    /// The entry that it is about; nil for the whole record.
    package var entryPath: String?
    /// Number of that entry among those of the record, or of the part of it.
    package var entryIndex: Int?
    /// One sentence: what is wrong, and what to do.
    package var message: String
}
