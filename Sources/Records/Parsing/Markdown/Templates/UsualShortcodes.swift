extension ShortcodeTable {
    /// Those that generators come with or that are usual, by name; of several the first counts whose source is there
    /// and looks like an image.
    static let usual: [String: [Shortcode]] = {
        var result: [String: [Shortcode]] = [:]
        for (names, sources) in rows {
            for name in names {
                result[name, default: []] += sources.map { source in
                    var shortcode = Shortcode(name: name, source: source)
                    // Arguments without names have no names for a size either.
                    if case .named = source {
                        shortcode.width = .named("width")
                        shortcode.height = .named("height")
                    }
                    return shortcode
                }
            }
        }
        for name in ["picture", "responsive_image"] {
            result[name] = result[name]?.map { Shortcode(name: name, source: $0.source) }
        }
        return result
    }()

    private static let rows: [(names: [String], sources: [Shortcode.Argument])] = [
        // Hugo, its themes, and files of Jekyll that are included.
        (
            ["figure", "img", "image", "picture", "imgproc", "thumbnail", "photo"],
            [
                .named("src"), .named("path"), .named("image_path"), .named("image"), .named("url"), .named("file"),
                .position(0), .position(1), .position(2),
            ]
        ),
        (["responsive_image"], [.named("path")]),
        // Astro, Next, Gatsby, Docusaurus, Nuxt.
        (
            ["Image", "Img", "Picture", "StaticImage", "ExportedImage", "NextImage", "NuxtImg", "Figure"],
            [.named("src"), .named("img"), .named("image")]
        ),
    ]
}

/// Tells images from other things that arguments may hold.
enum ImageText {
    private static let extensions: Set<String> = [
        "png", "jpg", "jpeg", "jpe", "gif", "webp", "avif", "svg", "svgz", "bmp", "ico", "tif", "tiff", "heic", "heif",
        "jxl", "apng", "jfif",
    ]

    /// Whether a text ends in the extension of an image, before a query or fragment, or is an absolute URL.
    static func looksLikeImage(_ text: String) -> Bool {
        text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("//") || hasExtension(text)
    }

    /// Whether a text ends in the extension of an image, before a query or fragment.
    static func hasExtension(_ text: String) -> Bool {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        guard let dot = path.lastIndex(of: ".") else { return false }
        return extensions.contains(path[path.index(after: dot)...].lowercased())
    }
}
