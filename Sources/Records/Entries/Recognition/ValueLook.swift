/// What a text looks like to one who searches for addresses of images, before anything is asked of a server.
enum ValueLook: UInt8, Sendable {
    /// Nothing but white space.
    case nothing
    /// It ends like an image, or holds one (`data:image/…`).
    case image
    /// `https://…` or `//host/…` to something whose name does not say what it is.
    case address
    /// A path from the root of the site, likewise.
    case rooted
    /// Another path, likewise.
    case relative
    /// An address of another scheme, which the program does not ask for.
    case foreign
    /// The mark of a template is in it, whose result nobody knows.
    case template
    /// A name that says what it is, and that it is no image: `a.html`, `a.mp4`, `mailto:…`.
    case otherFile
    /// It ends with a slash, or is a host alone.
    case directory
    /// It stands for several files: `*.png`, `{x}/{y}.png`, `%04d.jpg`.
    case pattern
    /// A word, a number, a name.
    case word
    /// Text that may hold an address, and is none.
    case prose

    /// Whatever stands around it, it is not the address of one image.
    var isNever: Bool {
        switch self {
        case .nothing, .otherFile, .directory, .pattern, .prose: true
        case .image, .address, .rooted, .relative, .foreign, .template, .word: false
        }
    }

    /// It is an address of some kind, so that somebody may have meant an image.
    var isAddress: Bool {
        switch self {
        case .image, .address, .rooted, .relative, .foreign, .template, .otherFile, .directory, .pattern: true
        case .nothing, .word, .prose: false
        }
    }
}

extension ValueLook {
    init(_ text: String) {
        var text = text
        self = text.withUTF8 { ValueLook(UnsafeRawBufferPointer($0)) }
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else {
            self = .nothing
            return
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[first...last])
        let marks = AddressMarks(text)
        if marks.hasTemplate {
            self = .template
        } else if text.hasPrefix("data:") {
            self = text.hasPrefix("data:image/") ? .image : .otherFile
        } else if marks.hasTextMark {
            self = .prose
        } else {
            self = Self.look(of: text, marks)
        }
    }

    private static func look(of text: UnsafeRawBufferPointer, _ marks: AddressMarks) -> ValueLook {
        var pathStart = 0
        var isAbsolute = false
        let schemeEnd = marks.schemeEnd
        if text.hasPrefix("//") || text.hasPrefix("http://") || text.hasPrefix("https://") {
            isAbsolute = true
            let host = schemeEnd.map { $0 + 3 } ?? 2
            guard let slash = text[host...].firstIndex(of: UInt8(ascii: "/")), slash < marks.pathEnd else {
                return marks.hasSpace ? .prose : .directory
            }
            pathStart = slash
        } else if let schemeEnd, schemeEnd > 1 {
            // One letter is a drive of Windows.
            if marks.hasSpace { return .prose }
            return text.hasBytes("://", at: schemeEnd) ? .foreign : .otherFile
        }
        let path = UnsafeRawBufferPointer(rebasing: text[pathStart..<marks.pathEnd])
        if marks.hasInnerScheme, marks.hasSpace { return .prose }
        if path.isEmpty { return .otherFile }
        if marks.hasPatternMark, isPattern(path, isAbsolute: isAbsolute) { return .pattern }
        let name = path.lastIndex { $0 == UInt8(ascii: "/") || $0 == .backslash }.map { $0 + 1 } ?? 0
        let fileName = UnsafeRawBufferPointer(rebasing: path[name...])
        if fileName.isEmpty || fileName.elementsEqual(".".utf8) || fileName.elementsEqual("..".utf8) {
            return .directory
        }
        switch FileNameExtension(of: fileName) {
        case .image: return isPageOfImage(text, fileName) ? .otherFile : .image
        case .other: return marks.hasSpace ? .prose : .otherFile
        case .none: break
        }
        if marks.hasSpace { return .prose }
        if ImageQuery.says(UnsafeRawBufferPointer(rebasing: text[marks.pathEnd...])) { return .image }
        if isAbsolute { return .address }
        if text[0] == UInt8(ascii: "/") || text.hasPrefix("__ghost_url__/") { return .rooted }
        return name > 0 ? .relative : .word
    }

    /// Whether it stands for more than one file.
    private static func isPattern(_ path: UnsafeRawBufferPointer, isAbsolute: Bool) -> Bool {
        for (index, byte) in path.enumerated() {
            switch byte {
            case UInt8(ascii: "*"):
                let next = index + 1 < path.count ? path[index + 1] : 0
                let isWhole = index > 0 && path[index - 1] == UInt8(ascii: "/")
                if !isAbsolute || isWhole || next == UInt8(ascii: ".") || next == byte { return true }
            case UInt8(ascii: "{"):
                if path[index...].contains(UInt8(ascii: "}")) { return true }
            case UInt8(ascii: "%"):
                // `%04d` of printf; in percent-encoding two hexadecimal digits follow.
                let rest = path[(index + 1)...].drop { $0.isDigit }
                if rest.first == UInt8(ascii: "d"), rest.startIndex != index + 2 { return true }
            default: break
            }
        }
        return false
    }

    /// Whether it is a page about a file: `File:a.jpg` of a wiki, `/blob/` of a code host.
    private static func isPageOfImage(_ text: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer) -> Bool {
        if let colon = name.firstIndex(of: UInt8(ascii: ":")), colon > 1,
            !name[..<colon].contains(UInt8(ascii: "."))
        {
            return true
        }
        return text.hasPrefix("https://github.com/") && text.contains("/blob/")
    }
}

/// What stands in a text that decides how it is read.
private struct AddressMarks {
    var hasTemplate = false
    /// A line end, a tag or a quotation mark.
    var hasTextMark = false
    var hasSpace = false
    /// `*`, `{` or `%`.
    var hasPatternMark = false
    /// `://` behind the start.
    var hasInnerScheme = false
    /// Place of the colon behind a scheme (RFC 3986 §3.1).
    var schemeEnd: Int?
    /// Where the query or the fragment starts, or the text ends.
    var pathEnd: Int

    init(_ text: UnsafeRawBufferPointer) {
        pathEnd = text.count
        var mayBeScheme = true
        var index = 0
        while index < text.count {
            let byte = text[index]
            // Letters and digits are nearly all there is.
            if byte.isLetterOrDigit {
                index += 1
                continue
            }
            let next = index + 1 < text.count ? text[index + 1] : 0
            switch byte {
            case UInt8(ascii: "{"):
                hasPatternMark = true
                if next == byte || next == UInt8(ascii: "%") { hasTemplate = true }
            case UInt8(ascii: "*"), UInt8(ascii: "%"): hasPatternMark = true
            case UInt8(ascii: "$"): if next == UInt8(ascii: "{") { hasTemplate = true }
            case UInt8(ascii: "<"): if next == UInt8(ascii: "%") { hasTemplate = true } else { hasTextMark = true }
            case UInt8(ascii: ">"), .quotationMark: hasTextMark = true
            case UInt8(ascii: "!"): if next == UInt8(ascii: "[") { hasTextMark = true }
            case .lineFeed, .carriageReturn: hasTextMark = true
            case .space, .tab: hasSpace = true
            case UInt8(ascii: ":"):
                if mayBeScheme, index > 0 {
                    schemeEnd = index
                } else if text.hasBytes("://", at: index) {
                    hasInnerScheme = true
                }
            case UInt8(ascii: "?"), UInt8(ascii: "#"): pathEnd = min(pathEnd, index)
            default: break
            }
            if byte != UInt8(ascii: "+"), byte != UInt8(ascii: "-"), byte != UInt8(ascii: ".") { mayBeScheme = false }
            index += 1
        }
        // Of what a template will give only its frame is known, and a `%>` is no tag.
        if hasTemplate { hasTextMark = false }
    }
}

extension UnsafeRawBufferPointer {
    /// Compares without regard to the case of ASCII letters; `prefix` is lowercase.
    func hasPrefix(_ prefix: StaticString) -> Bool { hasBytes(prefix, at: 0) }

    func hasBytes(_ text: StaticString, at start: Int) -> Bool {
        guard start >= 0, start + text.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<text.utf8CodeUnitCount
        where self[start + offset].lowercasedASCII != text.utf8Start[offset] {
            return false
        }
        return true
    }

    func contains(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && (0...(count - text.utf8CodeUnitCount)).contains { hasBytes(text, at: $0) }
    }
}
