/// Which keys make a mapping an image entry.
///
/// A mapping is one when it has a URL key with a scalar value, and is the value of a container key or an item of a
/// sequence below one, or has a width, height or flag key. Of several keys with one meaning the first in list order
/// counts. Keys are compared byte by byte after their escapes are resolved.
///
/// A row of a table is an entry when the table has a URL column and the row a value in it; names of columns are
/// compared without the white space around them and the case of ASCII letters.
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

    package init() {}

    /// The keys of one field in the order in which they count.
    func keys(of name: EntryPartName) -> [String] {
        switch name {
        case .url: urlKeys
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
