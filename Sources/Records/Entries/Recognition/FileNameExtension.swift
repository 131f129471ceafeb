/// What the extension of a file's name says.
enum FileNameExtension {
    case image
    /// Something else that has a name.
    case other
    /// There is none, or it is unknown: `.php` may give anything.
    case none

    /// - Parameter name: The last part of a path.
    init(of name: UnsafeRawBufferPointer) {
        guard let dot = Self.lastDot(in: name, before: name.count) else {
            self = .none
            return
        }
        let last = Self.kind(name[(dot + 1)...])
        self = last == .image ? last : Self.kindBeforeMark(name) ?? last
    }

    /// What stands before the size that an image host is to give: `a.jpg:large`, `a.jpg!w300`, `a.jpg@2x`; nil where it is
    /// no image.
    private static func kindBeforeMark(_ name: UnsafeRawBufferPointer) -> FileNameExtension? {
        guard let mark = name.firstIndex(where: { isSizeMark($0) }), mark > 0,
            let dot = lastDot(in: name, before: mark), kind(name[(dot + 1)..<mark]) == .image
        else { return nil }
        return .image
    }

    private static func lastDot(in name: UnsafeRawBufferPointer, before end: Int) -> Int? {
        let dot = UInt8(ascii: ".")
        return UnsafeRawBufferPointer(rebasing: name[..<end]).lastPlace(of: dot, or: dot)
    }

    /// Whether a text ends in a dot and an image's extension; quick, since most texts are asked.
    @inline(__always)
    static func endsLikeImage(_ text: UnsafeRawBufferPointer) -> Bool {
        if text.count < 5 { return false }
        let last = text[text.count &- 1] | 0x20
        // The last letters of all of them but `jp2`: g, f, p, o, c, l, e, z.
        let letters: UInt32 = 1 << 7 | 1 << 6 | 1 << 16 | 1 << 15 | 1 << 3 | 1 << 12 | 1 << 5 | 1 << 26
        guard last &- 0x60 < 27, letters & (1 << UInt32(last &- 0x60)) != 0 else { return false }
        let end = text.count
        let dot = UInt8(ascii: ".")
        let length = text[end &- 4] == dot ? 3 : text[end &- 5] == dot ? 4 : end > 5 && text[end &- 6] == dot ? 5 : 0
        return length > 0 && kind(text[(end &- length)...]) == .image
    }

    private static func kind(_ letters: Slice<UnsafeRawBufferPointer>) -> FileNameExtension {
        guard let code = code(letters) else { return .none }
        return kinds[code]
    }

    private static func isSizeMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ";")
    }

    /// Up to eight letters and digits as one number.
    fileprivate static func code(_ letters: some Collection<UInt8>) -> UInt64? {
        if letters.isEmpty || letters.count > 8 { return nil }
        return letters.reduce(UInt64(0)) { $0 << 8 | UInt64($1.lowercasedASCII) }
    }

    private static let kinds = Kinds(
        images: "jpg jpeg jpe jfif pjpeg png apng gif webp avif svg svgz ico bmp dib tif tiff heic heif jxl jp2",
        others: """
            html htm xhtml shtml md mdx markdown txt rtf pdf ps doc docx odt xls xlsx csv tsv ppt pptx epub mobi ics vcf \
            mp4 m4v webm mov avi mkv ogv wmv flv mpg mpeg m3u8 mpd mp3 m4a wav ogg oga opus flac aac vtt srt \
            js mjs cjs ts tsx jsx vue svelte css scss sass less json jsonld ndjson xml rss atom yml yaml toml ini map \
            wasm zip gz tgz bz2 xz zst 7z rar tar exe dmg apk deb rpm iso bin woff woff2 ttf otf eot glb gltf usdz obj \
            stl rb py sh go rs swift java kt c h cpp sql log lock tex bib ipynb geojson kml gpx
            """)
}

/// What the known extensions are, by their codes: a set would hash each of the many that are asked for at length.
private struct Kinds {
    private var codes = [UInt64](repeating: 0, count: 512)
    private var kinds = [FileNameExtension](repeating: .none, count: 512)

    init(images: String, others: String) {
        for name in images.split(separator: " ") { add(String(name), .image) }
        for name in others.split(separator: " ") { add(String(name), .other) }
    }

    private mutating func add(_ name: String, _ kind: FileNameExtension) {
        guard let code = FileNameExtension.code(name.utf8) else { return }
        let place = place(of: code)
        codes[place] = code
        kinds[place] = kind
    }

    subscript(code: UInt64) -> FileNameExtension { kinds[place(of: code)] }

    /// Where a code is, or would be; most places are free.
    private func place(of code: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 55)
        while codes[place] != 0, codes[place] != code { place = (place + 1) & 511 }
        return place
    }
}

/// Whether a query asks an image server for a format: `?format=jpg`, `&fm=webp`.
enum ImageQuery {
    static func says(_ query: UnsafeRawBufferPointer) -> Bool {
        if query.count < 6 || query[0] != UInt8(ascii: "?") { return false }
        return query[1...].split(separator: UInt8(ascii: "&")).contains { pair in
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")),
                names.contains(where: { $0.utf8.elementsEqual(pair[..<sign]) })
            else { return false }
            return values.contains { $0.utf8.elementsEqual(pair[(sign + 1)...]) }
        }
    }

    private static let names = ["format", "fm", "output-format", "wx_fmt"]
    private static let values = ["jpg", "jpeg", "pjpg", "png", "webp", "avif", "gif"]
}
