/// Reads the SVG that programs write, which is a small part of XML, many times as fast as expat.
///
/// It takes UTF-8 whose names are ASCII, with elements, attributes, comments, CDATA sections, references to characters,
/// and a document type without declarations. At anything else it gives up, and expat reads the file from its start: what
/// this one calls well-formed is what expat does, and no fault is told here.
struct SVGScanner: Sendable {
    enum Stage {
        /// Before the root, in it, and behind it.
        case prolog, content, end
    }

    /// Whether what follows a place is taken.
    enum Step {
        /// It goes on there.
        case taken(Int)
        /// The bytes end before it does.
        case incomplete
        case unknown
    }

    /// A larger file is left to expat, which needs no more than a part of it in memory.
    static let maximumSize = 1 << 16
    private static let maximumDepth = 64

    private(set) var stage = Stage.prolog
    /// That of the root, once its start tag has been read.
    private(set) var size: SVGSize?
    /// Where the next text or markup begins.
    private var position = 0
    private var hasType = false
    /// The names of the open elements, the outermost first.
    private var names = InlineArray<64, SVGName>(repeating: SVGName())
    private var depth = 0
    /// The prefixes that the root declares.
    private(set) var prefixes = SVGNameList()

    /// Whether all of a file of so many bytes was taken, to the end of its root at least.
    func isWhole(count: Int) -> Bool { stage == .end && position == count }

    /// Goes as far as the file reaches, of which `bytes` are the start; false where expat has to read it.
    ///
    /// A call may have more bytes than the last one, and must begin with the same.
    mutating func scan(_ bytes: [UInt8]) -> Bool { unsafe scan(bytes.span.bytes) }

    private mutating func scan(_ bytes: RawSpan) -> Bool {
        while position < bytes.byteCount {
            switch stage == .content ? bytes.svgTextEnd(from: position) : bytes.xmlSpaceEnd(from: position) {
            case .taken(let end): position = end
            case .incomplete: return true
            case .unknown: return false
            }
            guard position < bytes.byteCount else { return true }
            switch markup(bytes) {
            case .taken(let end): position = end
            case .incomplete: return true
            case .unknown: return false
            }
        }
        return true
    }

    /// Takes what begins with the `<` at the position.
    private mutating func markup(_ bytes: RawSpan) -> Step {
        guard bytes.svgByte(position) == 0x3C else { return .unknown }
        switch bytes.svgByte(position + 1) {
        case nil: return .incomplete
        case 0x2F: return endTag(bytes)
        case 0x3F: return position == 0 ? bytes.svgDeclarationEnd : .unknown
        case 0x21: return declaration(bytes)
        default: return startTag(bytes)
        }
    }

    private mutating func declaration(_ bytes: RawSpan) -> Step {
        if bytes.hasText("<!--", at: position) { return bytes.svgEnd("--", from: position + 4, end: ">") }
        if stage == .content, bytes.hasText("<![CDATA[", at: position) {
            return bytes.svgEnd("]]>", from: position + 9, end: "")
        }
        if stage == .prolog, !hasType, bytes.hasText("<!DOCTYPE svg", at: position) {
            let step = bytes.svgTypeEnd(from: position + 13)
            if case .taken = step { hasType = true }
            return step
        }
        let known: [StaticString] =
            switch stage {
            case .prolog: hasType ? ["<!--"] : ["<!--", "<!DOCTYPE svg"]
            case .content: ["<!--", "<![CDATA["]
            case .end: ["<!--"]
            }
        return bytes.endWithin(known, at: position) ? .incomplete : .unknown
    }

    private mutating func endTag(_ bytes: RawSpan) -> Step {
        guard depth > 0 else { return .unknown }
        let name = names[depth - 1]
        var end = position + 2
        for index in 0..<name.count {
            guard let byte = bytes.svgByte(end + index) else { return .incomplete }
            guard byte == bytes.svgByte(name.start + index) else { return .unknown }
        }
        end += name.count
        while let byte = bytes.svgByte(end), UInt16(byte).isXMLSpace { end += 1 }
        guard let byte = bytes.svgByte(end) else { return .incomplete }
        guard byte == 0x3E else { return .unknown }
        depth -= 1
        if depth == 0 { stage = .end }
        return .taken(end + 1)
    }

    private mutating func startTag(_ bytes: RawSpan) -> Step {
        guard stage != .end, depth < Self.maximumDepth else { return .unknown }
        var tag = SVGTag()
        let step = tag.read(bytes, from: position, isRoot: stage == .prolog)
        guard case .taken(let end) = step else { return step }
        if stage == .prolog {
            guard let attributes = tag.root(bytes) else { return .unknown }
            do throws(ProbeError) { size = try SVGSize(attributes) } catch { return .unknown }
            prefixes = tag.declared
            stage = .content
        }
        guard tag.usesOnly(prefixes, bytes) else { return .unknown }
        if !tag.isEmpty {
            names[depth] = tag.name
            depth += 1
        } else if depth == 0 {
            stage = .end
        }
        return .taken(end)
    }
}

/// Where a name stands.
struct SVGName: Sendable {
    // A tag has room for many, and a scanned file is short.
    private var first: UInt32 = 0
    private var length: UInt32 = 0

    init() {}

    init(start: Int, count: Int) {
        first = UInt32(clamping: start)
        length = UInt32(clamping: count)
    }

    var start: Int { Int(first) }
    var count: Int { Int(length) }
    var end: Int { start + count }
}

/// A few places.
struct SVGNameList: Sendable {
    private var items = InlineArray<32, SVGName>(repeating: SVGName())
    private(set) var count = 0

    subscript(index: Int) -> SVGName { items[index] }

    /// False where there are too many.
    mutating func append(_ name: SVGName) -> Bool {
        guard count < items.count else { return false }
        items[count] = name
        count += 1
        return true
    }
}
