/// Which keys make something an image entry.
///
/// A mapping is one when it has a URL key with a scalar value, and is the value of a container key or an item of a
/// sequence below one, or has a flag key, or a width or height key and a value that looks like an image. Of several keys
/// with one meaning the first in list order counts, but one whose value ends like an image before one whose value does
/// not. Keys are compared byte by byte after their escapes are resolved; what other keys say is read from their words
/// (`KeyClassifier`), and what a value looks like from its text (`ValueLook`).
///
/// A row of a table is a mapping whose keys are the names of the columns, which are compared without the white space
/// around them and the case of ASCII letters.
package struct EntryVocabulary: Sendable, Hashable {
    package var urlKeys = ["url", "src", "path", "image"]
    package var widthKeys = ["width"]
    package var heightKeys = ["height"]
    package var flagKeys = ["isCached"]
    package var containerKeys = [
        "images", "image", "thumbnail", "thumbnails", "photo", "photos", "picture", "pictures", "cover", "coverImage",
        "cover_image", "hero", "heroImage", "featuredImage", "featured_image", "gallery", "logo", "avatar", "banner",
    ]

    /// What is looked for.
    package var images = ImageKinds.all
    /// How bodies are read, where they are.
    package var bodies = BodySettings()

    /// Kinds of records whose keys are known beside these.
    package var presets: [EntryPreset] = []
    /// Values that look like an image and are no entry are listed, not only counted.
    package var listsPassedOver = false
    var recognizers = RecognizerSet.all

    package init() {}

    /// The ways of recognizing entries that are taken.
    var usedRecognizers: RecognizerSet {
        presets.flatMap(\.table.excluded).reduce(recognizers) { $0.removing($1) }
    }

    /// The keys that hold images, those of presets among them.
    var allContainerKeys: [String] { containerKeys + presets.flatMap(\.table.containerKeys) }

    /// The keys of one field in the order in which they count.
    func keys(of name: EntryPartName) -> [String] {
        switch name {
        case .url: presets.flatMap(\.table.urlKeys) + urlKeys
        case .width: widthKeys
        case .height: heightKeys
        case .flag: flagKeys
        }
    }
}

/// The four values of an entry, in the order in which people write them.
enum EntryPartName: Int, Sendable, Hashable, CaseIterable {
    case url, width, height, flag
}
