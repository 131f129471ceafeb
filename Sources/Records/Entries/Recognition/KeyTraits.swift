/// What the words of a key say, beside what the vocabulary says of it.
struct KeyTraits: OptionSet, Sendable, Hashable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// It names a picture in so many words: `image`, `team_photo`, `thumbnailUrl`.
    ///
    /// A path without extension will do.
    static let picture = KeyTraits(rawValue: 1 << 0)
    /// It names a picture that may also be a thing or a style: `cover`, `icon`.
    ///
    /// An address without extension will do.
    static let figure = KeyTraits(rawValue: 1 << 1)
    /// It may name a picture: `background`, `image_2x`.
    ///
    /// The value must end like an image.
    static let hint = KeyTraits(rawValue: 1 << 2)
    /// It names an address or a file: `url`, `source_url`, `file_name`.
    static let file = KeyTraits(rawValue: 1 << 3)
    /// It names the one picture of its mapping, whose sizes are those of the mapping.
    static let main = KeyTraits(rawValue: 1 << 4)
    /// It names an address of content, so that the type beside it is that of the content: `contentUrl`.
    static let content = KeyTraits(rawValue: 1 << 5)
    /// An identifier that is an address where the type says image: `id` of IIIF.
    static let identifier = KeyTraits(rawValue: 1 << 6)
    /// It tells about a picture: `image_alt`, `title`.
    ///
    /// Its value is never an address.
    static let about = KeyTraits(rawValue: 1 << 7)
    /// It says what the mapping is: `type`, `format`, `mime_type`.
    static let type = KeyTraits(rawValue: 1 << 8)
    /// It names the unit of sizes.
    static let unit = KeyTraits(rawValue: 1 << 9)
    /// It measures a thing that can be touched.
    static let physical = KeyTraits(rawValue: 1 << 10)
    /// A corner of a part of a picture, so that `w` and `h` are those of the part.
    static let corner = KeyTraits(rawValue: 1 << 11)
    /// A width or height of something that its other words name.
    static let width = KeyTraits(rawValue: 1 << 12)
    static let height = KeyTraits(rawValue: 1 << 13)
    /// The number of a mapping that is a width or height (schema.org's QuantitativeValue).
    static let value = KeyTraits(rawValue: 1 << 14)
    /// Below it stand the sizes of what is beside it: `dimensions`.
    static let measures = KeyTraits(rawValue: 1 << 15)
    /// Below it stand facts about the file beside it: `metadata`, `media_details`.
    static let facts = KeyTraits(rawValue: 1 << 16)
    /// Below it stands what is no picture: `video`, `map`.
    static let other = KeyTraits(rawValue: 1 << 17)
    /// A number, or one with a unit, as sizes of pictures are called: `48`, `2x`, `96x96`.
    static let label = KeyTraits(rawValue: 1 << 18)
    /// It names sizes in a form of its own (`sizes` of a web manifest).
    static let sizes = KeyTraits(rawValue: 1 << 19)
    /// Likewise, and one size is a width and a height in one text: `192x192`.
    static let sizePair = KeyTraits(rawValue: 1 << 20)

    static let holders: KeyTraits = [.measures, .facts, .picture]
    static let lengths: KeyTraits = [.width, .height]
    /// A text below it may be an image.
    static let pictures: KeyTraits = [.picture, .figure, .hint]
    /// Its scalars are kept until the mapping ends.
    static let kept: KeyTraits = [.picture, .figure, .hint, .file, .identifier, .width, .height, .value, .sizePair]
    /// Its scalars are looked at.
    static let heeded: KeyTraits = kept.union(telling).union(.label)
    /// Its scalars say something of the mapping.
    static let telling: KeyTraits = [.type, .unit, .physical, .corner, .sizes]
}

/// The traits of a key, and what it is about.
struct KeyClass: Sendable {
    var traits: KeyTraits = []
    /// A number for the words that name the picture, without those for address, width and height, so that
    /// `thumbnail_url` and `thumbnail_width` have the same; 0 without any.
    var subject: UInt32 = 0
}
