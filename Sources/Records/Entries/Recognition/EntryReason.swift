/// Why the program takes something for an image.
package enum EntryReason: String, Sendable, Hashable, CaseIterable {
    /// A mapping below a key that holds images.
    case container
    /// A mapping with a flag.
    case flag
    /// An address that ends like an image, beside a width or height.
    case size
    /// A mapping whose type says image.
    case type
    /// A string whose key names a picture.
    case pictureKey
    /// A string that ends like an image, under a key that names a file or may name a picture.
    case imageName
    /// A string that ends like an image, below a key that holds images.
    case belowPicture
    /// A string beside sizes of the same name.
    case siblings
    /// A construct of a body or page.
    case element

    /// As a clause, for people.
    package var text: String {
        switch self {
        case .container: "it stands below a key that holds images"
        case .flag: "a flag stands beside its address"
        case .size: "its address ends like an image, and a width or height stands beside it"
        case .type: "the type beside its address says image"
        case .pictureKey: "its key names a picture"
        case .imageName: "it ends like an image, and its key names a file or a picture"
        case .belowPicture: "it ends like an image, and stands below a key that holds images"
        case .siblings: "sizes of the same name stand beside it"
        case .element: "an element of the body names it"
        }
    }
}

/// Why something that looks like an image is no entry.
package enum PassReason: String, Sendable, Hashable, CaseIterable {
    /// Its key does not name a picture.
    case key
    /// It has no extension of an image.
    case name
    /// It names a page, a film or another file.
    case otherFile
    case directory
    /// It stands for several files.
    case pattern
    /// The type beside it says that it is none.
    case type
    /// It stands below `video`, `map` or the like.
    case parent

    /// As a clause, with what to do.
    package var text: String {
        switch self {
        case .key:
            "its key does not say that it is a picture; if it is one, name the key in 'keys' of the configuration"
        case .name:
            "nothing says that its address is an image; if it is one, name its key in 'keys' of the configuration"
        case .otherFile: "its address is that of a page or another file"
        case .directory: "its address is a directory, or a site"
        case .pattern: "it stands for several files"
        case .type: "the type beside it says that it is no image"
        case .parent: "it stands below a key for videos, sounds, maps or embedded pages"
        }
    }
}

/// A value that looks like an image and is no entry.
package struct PassedValue: Sendable, Hashable {
    /// Where it is in the record, as paths of entries say it.
    package var path: String
    package var value: Scalar
    package var reason: PassReason
}
