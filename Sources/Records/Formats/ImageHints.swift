/// Tells a record that is broken from a file that is none: a template of a site generator, the settings of a program.
///
/// Neither parses. What names no image can be left alone; what does is a record that somebody has to mend.
struct ImageHints {
    let source: SourceBytes
    let vocabulary: EntryVocabulary

    /// Directories in which generators keep templates, also such that look like records.
    private static let templateDirectories: Set<Substring> = [
        "archetypes", "layouts", "_layouts", "_includes", "scaffolds", "templates",
    ]
    private static let extensions = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "heic", "jxl",
    ].map { Array($0.utf8) }
    /// Words that are a part of the names of keys with images, in lower case.
    private static let stems = [
        "image", "img", "photo", "picture", "thumb", "hero", "avatar", "logo", "cover", "banner", "icon", "poster",
        "gallery", "iscached",
    ].map { Array($0.utf8) }

    /// Whether the text names images as a record does.
    ///
    /// - Parameters:
    ///   - path: Of the file.
    ///   - data: The bytes that are data, and no text of people.
    func nameImages(path: String, data: Range<Int>) -> Bool {
        !isTemplate(path: path, data: data) && (hasExtension || hasKey)
    }

    /// Whether the data have statements of a template language, or any marks of one in a directory of templates.
    private func isTemplate(path: String, data: Range<Int>) -> Bool {
        let isInTemplates = path.split(separator: "/").dropLast().contains { Self.templateDirectories.contains($0) }
        var isAtStart = true
        for index in data {
            let byte = source[index]
            if isAtStart || isInTemplates, isMark(at: index) { return true }
            if byte.isLineEnd {
                isAtStart = true
            } else if !byte.isBlank && byte != UInt8(ascii: "-") {
                isAtStart = false
            }
        }
        return false
    }

    private func isMark(at index: Int) -> Bool {
        source.hasBytes("{{", at: index) || source.hasBytes("{%", at: index) || source.hasBytes("<%", at: index)
    }

    /// Whether a file name extension of an image stands anywhere.
    private var hasExtension: Bool {
        var start = 0
        while let dot = source.firstIndex(of: UInt8(ascii: "."), in: start..<source.count) {
            start = dot + 1
            let word = lowercaseWord(from: start)
            if Self.extensions.contains(word) { return true }
        }
        return false
    }

    private func lowercaseWord(from start: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count <= 5, isLetterOrDigit(source[start + result.count]) {
            result.append(source[start + result.count].lowercasedASCII)
        }
        return result
    }

    /// Whether a key of an image entry stands before a colon or an equals sign.
    private var hasKey: Bool {
        let keys = Set(
            (vocabulary.urlKeys + vocabulary.widthKeys + vocabulary.heightKeys + vocabulary.flagKeys
                + vocabulary.containerKeys).map { Array($0.utf8) })
        for index in 0..<source.count where source[index] == UInt8(ascii: ":") || source[index] == UInt8(ascii: "=") {
            let key = key(before: index)
            if key.isEmpty { continue }
            if keys.contains(key) { return true }
            let lowercase = key.map(\.lowercasedASCII)
            if Self.stems.contains(where: { Self.contains(lowercase, $0) }) { return true }
        }
        return false
    }

    /// The word before a place, with or without quotes.
    private func key(before end: Int) -> [UInt8] {
        var index = end
        while source[index - 1].isBlank { index -= 1 }
        if source[index - 1] == .quotationMark || source[index - 1] == UInt8(ascii: "'") { index -= 1 }
        let last = index
        while isLetterOrDigit(source[index - 1]) || source[index - 1] == UInt8(ascii: "_")
            || source[index - 1] == UInt8(ascii: "-")
        { index -= 1 }
        return Array(source.slice(index..<last))
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.count >= part.count
            && (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    private func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.lowercasedASCII)
    }
}
