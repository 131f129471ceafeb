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
        var (first, end) = (0, bytes.count)
        while first < end, bytes[first] <= 0x20 { first &+= 1 }
        while end > first, bytes[end &- 1] <= 0x20 { end &-= 1 }
        if first == end {
            self = .nothing
            return
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[first..<end])
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
        if text.isHTTP(schemeEnd: schemeEnd) {
            isAbsolute = true
            let host = min(schemeEnd.map { $0 + 3 } ?? 2, marks.pathEnd)
            let slash = UInt8(ascii: "/")
            guard let start = text.firstPlace(of: slash, or: slash, in: host..<marks.pathEnd) else {
                return marks.hasSpace ? .prose : .directory
            }
            pathStart = start
        } else if let schemeEnd, schemeEnd > 1 {
            // One letter is a drive of Windows.
            if marks.hasSpace { return .prose }
            return text.hasBytes("://", at: schemeEnd) ? .foreign : .otherFile
        }
        let path = UnsafeRawBufferPointer(rebasing: text[pathStart..<marks.pathEnd])
        if marks.hasInnerScheme, marks.hasSpace { return .prose }
        if path.isEmpty { return .otherFile }
        if marks.hasPatternMark, isPattern(path, isAbsolute: isAbsolute) { return .pattern }
        let name = path.lastPlace(of: UInt8(ascii: "/"), or: .backslash).map { $0 + 1 } ?? 0
        let fileName = UnsafeRawBufferPointer(rebasing: path[name...])
        // `.` and `..`
        if fileName.count <= 2, fileName.allSatisfy({ $0 == UInt8(ascii: ".") }) { return .directory }
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
        var index = readScheme(text)
        while let place = Self.nextMark(in: text, from: index) {
            read(text, at: place)
            index = place + 1
        }
        // Of what a template will give only its frame is known, and a `%>` is no tag.
        if hasTemplate { hasTextMark = false }
    }

    /// Reads what may be a scheme, and gives the place of the first byte that is not of it, or of the colon behind it.
    private mutating func readScheme(_ text: UnsafeRawBufferPointer) -> Int {
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): break
            case UInt8(ascii: ":") where index > 0:
                schemeEnd = index
                return index + 1
            default: if !text[index].isLetterOrDigit { return index }
            }
            index += 1
        }
        return index
    }

    private mutating func read(_ text: UnsafeRawBufferPointer, at index: Int) {
        let byte = text[index]
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
        case UInt8(ascii: ":"): if text.hasBytes("://", at: index) { hasInnerScheme = true }
        case UInt8(ascii: "?"), UInt8(ascii: "#"): pathEnd = min(pathEnd, index)
        default: break
        }
    }

    /// The next byte that `read` may have to look at.
    @inline(__always)
    private static func nextMark(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index <= text.count &- 16 {
            let block = text.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let marks =
                block.isBelow(0x26) .| block.equals(UInt8(ascii: "*")) .| block.equals(UInt8(ascii: ":"))
                .| block.equals(UInt8(ascii: "<")) .| (block &- SIMD16(repeating: UInt8(ascii: ">"))).isBelow(2)
                .| block.equals(UInt8(ascii: "{"))
            if let place = marks.firstPlace { return index &+ place }
            index &+= 16
        }
        while index < text.count {
            switch text[index] {
            case 0..<0x26, UInt8(ascii: "*"), UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "?"), UInt8(ascii: "{"):
                return index
            default: index &+= 1
            }
        }
        return nil
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it starts with `http://`, `https://` or `//`.
    fileprivate func isHTTP(schemeEnd: Int?) -> Bool {
        switch schemeEnd {
        case nil: count >= 2 && self[0] == UInt8(ascii: "/") && self[1] == UInt8(ascii: "/")
        case 4: hasPrefix("http://")
        case 5: hasPrefix("https://")
        default: false
        }
    }

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
