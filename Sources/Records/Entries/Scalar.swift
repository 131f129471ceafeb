/// One value of an entry as it stands in the record.
package struct Scalar: Sendable, Hashable {
    package enum Style: Sendable, Hashable {
        case plain, singleQuoted, doubleQuoted
        /// A YAML literal or folded scalar, `|` or `>`.
        case block
        /// A YAML alias, `*name`.
        case alias
        /// A mapping or sequence where a scalar should be.
        case collection
        /// A cell of a table, with and without quotes, which say nothing of its type.
        case cell, quotedCell

        var isCell: Bool { self == .cell || self == .quotedCell }

        /// Whether the end of its range is where the value ends.
        var hasExactEnd: Bool { self != .block && self != .collection }
    }

    /// The bytes of the value in the record: quotes included, tag and anchor excluded.
    ///
    /// Empty, and at the place where a value would stand, for an empty value. Of a block scalar it covers the header
    /// line, of a collection nothing: where these end is not needed. Of a cell without quotes the blanks around the
    /// value are excluded too.
    package var range: Range<Int>
    /// The value decoded; of an alias the value that it refers to; empty for a collection.
    package var text: String
    package var style: Style
}
