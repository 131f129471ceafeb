/// One way in which entries of data are recognized, or told from what only looks like them.
enum Recognizer: Int, Sendable, CaseIterable {
    /// A string whose key names a picture: `heroImage: /a.jpg`.
    case pictureKeys
    /// An item of a list whose key does: `images: [a.jpg]`.
    case lists
    /// A string that ends like an image, under a key for addresses: `source_url`.
    case fileKeys
    /// A string that ends like an image, anywhere below a key that names a picture: `image: {facebook: a.jpg}`.
    case belowPictures
    /// A mapping with an address whose key names a picture, but is not in the vocabulary: `icons: [{src: a.png}]`.
    case pictureMappings
    /// `thumbnail_width` beside `thumbnail`.
    case siblingSizes
    /// `w`, `naturalWidth`.
    case otherNamesOfSizes
    /// `metadata.dimensions.width`.
    case deeperSizes
    /// `{"@type": "QuantitativeValue", "value": 600}`.
    case quantities
    /// Of several addresses the one that ends like an image.
    case picturesBesideLinks
    /// `type: image/jpeg`, `type: video/mp4`.
    case types
    /// An address beside a size must look like an image.
    case imageLikeValues
    /// Addresses of `video`, `map` and the like are none.
    case otherParents
    /// Sizes of things, and of parts of a picture, are none.
    case physicalSizes
}

/// Some of them; a test turns one off.
struct RecognizerSet: OptionSet, Sendable, Hashable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }

    static let all = RecognizerSet(rawValue: (1 << Recognizer.allCases.count) - 1)

    @inline(__always)
    func contains(_ recognizer: Recognizer) -> Bool { rawValue & (1 << recognizer.rawValue) != 0 }

    func removing(_ recognizer: Recognizer) -> RecognizerSet {
        RecognizerSet(rawValue: rawValue & ~(1 << recognizer.rawValue))
    }
}
