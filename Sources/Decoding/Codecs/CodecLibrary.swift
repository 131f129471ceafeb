import CImageCodecs

/// A library that images are decoded with.
package struct CodecLibrary: Sendable, Hashable {
    /// What the library calls itself, such as `libwebp`.
    package let name: String
    /// What the build calls it where it can do without it, such as `webp`.
    package let option: String?
    /// The version in use; nil where the library is not built in.
    package let version: String?

    /// Every library, those that are not built in too, always in the same order.
    package static let all: [CodecLibrary] = {
        var libraries: [CodecLibrary] = []
        while let library = CodecLibrary(codec_library_at(libraries.count)) { libraries.append(library) }
        return libraries
    }()

    private init?(_ library: codec_library) {
        guard let name = library.name else { return nil }
        self.name = String(cString: name)
        option = library.option.map { String(cString: $0) }
        let version = withUnsafeBytes(of: library.version) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.version = version.isEmpty ? nil : version
    }
}
