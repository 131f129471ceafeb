/// What the keys above a collection say of what stands in it, and its own scalars of it.
struct FrameContext {
    /// Of the key whose value it is, or whose value the sequences around it are.
    var traits: KeyTraits = []
    /// It stands below a key that names a picture.
    var isBelowPicture = false
    /// It is the value of a width or height.
    var isLength = false
    /// Number of values kept before it began; its own come behind them.
    var firstKept = 0
    var facts = MappingFacts()

    init() {}

    /// - Parameter parent: Whose current value begins.
    init(within parent: CollectorFrame) {
        guard parent.isMapping else {
            traits = parent.context.traits
            isBelowPicture = parent.context.isBelowPicture
            return
        }
        let role = parent.role
        traits = role.traits
        isLength = role.part == .width || role.part == .height || !traits.isDisjoint(with: .lengths)
        isBelowPicture =
            !traits.contains(.other)
            && (parent.context.isBelowPicture || role.isContainer || !traits.isDisjoint(with: .pictures))
    }
}

/// What the scalars of a mapping say of its address and its sizes.
struct MappingFacts {
    /// What its type says that it is.
    enum Kind: UInt8 {
        case unknown
        /// A word for pictures that pages about them have too.
        case photo
        case image
        case other
    }

    private(set) var kind = Kind.unknown
    /// Its sizes are not in pixels.
    var hasUnit = false
    /// Its sizes are those of a thing.
    var isPhysical = false
    /// `w` and `h` are those of a part of a picture.
    private(set) var hasCorner = false
    /// It has its sizes in a form of its own.
    private(set) var hasSizes = false

    mutating func note(_ value: UnsafeRawBufferPointer, _ traits: KeyTraits) {
        if traits.contains(.type) {
            let new = Self.kind(value)
            if kind != .other, new != .unknown { kind = new }
        }
        if traits.contains(.unit), Self.isOtherUnit(value) { hasUnit = true }
        if traits.contains(.physical) { isPhysical = true }
        if traits.contains(.corner) { hasCorner = true }
        if traits.contains(.sizes) { hasSizes = true }
    }

    /// `E37` is the pixel of UN/CEFACT's Recommendation 20, which schema.org's `unitCode` takes.
    private static func isOtherUnit(_ value: UnsafeRawBufferPointer) -> Bool {
        let text = String(decoding: value, as: UTF8.self).lowercased()
        return !["", "null", "~", "px", "pixel", "pixels", "e37"].contains(text)
    }

    private static func kind(_ value: UnsafeRawBufferPointer) -> Kind {
        if value.count < 3 || value.count > 64 || !mayBeKind(value) { return .unknown }
        let text = String(decoding: value, as: UTF8.self).lowercased()
        if text.hasPrefix("image/") { return .image }
        if otherMedia.contains(where: { text.hasPrefix($0) }) { return .other }
        // Terms of vocabularies: `dctypes:Image`, `http://purl.org/dc/dcmitype/StillImage`.
        let word = text.split { $0 == ":" || $0 == "/" || $0 == "#" }.last.map(String.init) ?? text
        return words[word] ?? .unknown
    }

    /// Whether a type starts like one of those below, or is a term of a vocabulary; those of articles are not.
    private static func mayBeKind(_ value: UnsafeRawBufferPointer) -> Bool {
        openings.contains(UInt16(value[0].lowercasedASCII) << 8 | UInt16(value[1].lowercasedASCII))
            || value.contains(UInt8(ascii: ":"))
    }

    private static let openings = Set(
        (otherMedia + words.keys + ["image/"]).compactMap { word -> UInt16? in
            let start = Array(word.utf8.prefix(2))
            return start.count == 2 ? UInt16(start[0]) << 8 | UInt16(start[1]) : nil
        })

    private static let otherMedia = [
        "video/", "audio/", "text/", "font/", "model/", "application/pdf", "application/json", "application/zip",
        "application/xml", "application/x-mpegurl", "application/vnd.apple.mpegurl",
    ]

    private static let words: [String: Kind] = {
        let images = "image imageobject stillimage jpg jpeg png gif webp avif svg tiff heic"
        let others = """
            video videoobject audio audioobject movie sound iframe embed html pdf canvas manifest collection annotation \
            annotationpage mp4 webm mov mp3 youtube vimeo rich link map text model
            """
        var result: [String: Kind] = ["photo": .photo, "picture": .photo, "photograph": .photo]
        for word in images.split(separator: " ") { result[String(word)] = .image }
        for word in others.split(separator: " ") { result[String(word)] = .other }
        return result
    }()
}

/// A scalar of an open mapping that may be an image, or a size of one, though the vocabulary does not have its key.
struct KeptValue {
    var part: EntryPart
    var name: [UInt8]
    var traits: KeyTraits
    var subject: UInt32
    var look: ValueLook
    /// It comes from a mapping below this one.
    var isNested = false
    /// The mapping below that it comes from holds facts about a file.
    var isOfFile = false

    /// A path or host of its own, so that it does not depend on where the record lies.
    var isAbsolute: Bool {
        let text = part.scalar.text
        return text.hasPrefix("http") || text.hasPrefix("//")
    }
}

extension KeyRole {
    /// A table with such a column may be one of images.
    var isOfPictures: Bool {
        !traits.isDisjoint(with: [.picture, .figure]) || part == nil && traits.isSuperset(of: [.file, .main])
    }
}
