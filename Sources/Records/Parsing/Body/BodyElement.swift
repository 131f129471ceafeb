/// A construct of a body or page that names images.
struct BodyElement {
    /// As paths have it: `img`, `source`, `video`, `meta`, the name of a shortcode or component; a Markdown image is `img`.
    var name: String
    /// All its bytes, an attribute list that belongs to it included.
    var range: Range<Int>
    /// All of them, in the order of the source; the URL of a Markdown image is one without a name.
    var attributes: [BodyAttribute]
    /// What it names; an element without any is not handed over.
    var images: [BodyImage]
    /// How a width or height is added; nil where none can be.
    var insertion: BodyInsertion?
    var construct = BodyConstruct.img
}

extension BodyElement {
    /// Its images but for those of constructs that are passed over.
    func images(without excluded: Set<BodyConstruct>) -> [BodyImage] {
        if excluded.isEmpty { return images }
        if excluded.contains(construct) { return [] }
        return images.filter { image in
            let isImported = attributes[image.urlAttribute].isElsewhere
            return !(excluded.contains(.candidate) && image.suffix.contains("["))
                && !(excluded.contains(.moduleImport) && isImported)
        }
    }
}

/// An attribute of a tag, an argument of a shortcode, or what else an element says.
struct BodyAttribute {
    /// In lower case where case says nothing, as in HTML; empty for what has no name.
    var name: String
    /// Empty, and at the value, for what has no name.
    var nameRange: Range<Int>
    /// What a new value takes the place of: quotes included, the braces of `{600}` excluded.
    ///
    /// Empty, and behind the name or its `=`, for an attribute without a value.
    var valueRange: Range<Int>
    /// Plain, or in single or double quotes.
    var style: Scalar.Style
    /// The value with character references and escapes decoded.
    var text: String
    /// The value stands outside of the element, in an import, and its range is one of the record.
    var isElsewhere = false
}

/// An image that an element names.
struct BodyImage {
    /// The URL itself: of a candidate of `srcset`, a part of the value.
    var url: Scalar
    /// Places among the element's attributes.
    var urlAttribute: Int
    var widthAttribute: Int?
    var heightAttribute: Int?
    /// Of a candidate of `srcset`.
    var descriptor: CandidateDescriptor?
    /// What is added to the element's path: nothing, or `.srcset[1]`.
    var suffix = ""
    /// A width and height are worth asking for.
    var takesSize: Bool
}

/// What a candidate of `srcset` says of its image (HTML §4.8.4.2.1).
package struct CandidateDescriptor: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        /// The width of the image in pixels, `480w`.
        case width(Int)
        /// Pixels of the image for each one of CSS, `2x`.
        case density(Double)
    }

    package var value: Value
    /// Its bytes in the record, the letter included.
    package var range: Range<Int>

    package init(value: Value, range: Range<Int>) {
        self.value = value
        self.range = range
    }
}

/// How a width or a height is added to an element.
///
/// Several that are added together are joined: opening, first, others, closing.
struct BodyInsertion: Sendable, Hashable {
    /// Byte of the record where it goes.
    var offset: Int
    /// The place among the element's attributes that the new one will have.
    var attributeIndex: Int
    /// What stands around an attribute list that is not there yet: `{:` and `}`.
    var opening = ""
    var closing = ""
    /// Before the first attribute, and before each other one.
    var firstSeparator = " "
    var separator = " "
    var assignment = "="
    /// As the neighbours have it: quotes, or the braces of a component.
    var valueOpening = "\""
    var valueClosing = "\""
    /// What a parser will see.
    var valueStyle = Scalar.Style.doubleQuoted
    var widthName = "width"
    var heightName = "height"
    /// Width and height have no names, but stand as `600x400`, with the separator between them; this is what a width without
    /// a height has behind it.
    var pairEnd: String?

    /// What an attribute list that may have to be opened and closed gets for one value.
    func text(_ name: String, _ value: String, isFirst: Bool, isLast: Bool) -> String {
        if let pairEnd {
            let start = isFirst ? opening : ""
            return name == widthName ? start + value + (isLast ? pairEnd : "") : start + separator + value
        }
        return (isFirst ? opening + firstSeparator : separator) + name + assignment + valueOpening + value
            + valueClosing + (isLast ? closing : "")
    }
}
