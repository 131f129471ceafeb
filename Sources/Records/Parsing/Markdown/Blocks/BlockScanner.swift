/// Finds the blocks of a body that hold text or HTML, line by line (CommonMark, appendix, phase 1), and what link
/// references it defines.
///
/// Code has no images, and is passed over. The work is linear: containers lie in each other no deeper than
/// `maximumContainers`; deeper marks count as text.
struct BlockScanner {
    let source: SourceBytes
    let isMDX: Bool
    private(set) var blocks: [MarkdownBlock] = []
    private(set) var references = LinkReferences()
    var imports = ModuleImports()

    var containers: [BlockContainer] = []
    var leaf = OpenLeaf()
    /// Where the next line starts.
    var nextLine = 0
    /// Lines that start before belong to the open block, whatever they look like: a tag of several lines stands there.
    var tagEnd = 0
    /// What lies before is passed over, whatever it looks like.
    var skippedEnd = 0
    var templates = TemplateBlocks()
    var expressions: ScriptExpressions
    private var finder: MarkFinder

    static let maximumContainers = 64

    init(_ source: SourceBytes, from start: Int, isMDX: Bool) {
        self.source = source
        self.isMDX = isMDX
        finder = MarkFinder(source)
        expressions = ScriptExpressions(length: source.count)
        nextLine = start
    }

    mutating func scan() {
        let hasCarriageReturns = source.firstIndex(of: .carriageReturn, in: nextLine..<source.count) != nil
        while nextLine < source.count {
            let start = nextLine
            var end = source.firstIndex(of: .lineFeed, in: start..<source.count) ?? source.count
            nextLine = min(end + 1, source.count)
            if hasCarriageReturns, let carriageReturn = source.firstIndex(of: .carriageReturn, in: start..<end) {
                end = carriageReturn
                nextLine = source[end + 1] == .lineFeed ? end + 2 : end + 1
            }
            if start < tagEnd {
                leaf.add(start..<nextLine, end: end, isQuoted: isQuoted)
            } else {
                scanLine(LineCursor(source, line: start..<end, hasIndentedCode: !isMDX))
            }
            nextLine = max(nextLine, skippedEnd)
        }
        close(containersFrom: 0)
    }

    /// Marks of block quotes stand between the lines.
    var isQuoted: Bool { containers.contains { $0.indentation == nil } }

    /// Ends the open leaf, and the containers from that one on.
    mutating func close(containersFrom count: Int) {
        closeLeaf()
        if containers.count > count { containers.removeLast(containers.count - count) }
    }

    /// Ends the open leaf, and keeps it where it may hold an image.
    mutating func closeLeaf() {
        switch leaf.kind {
        case .html: keep(MarkdownBlock(kind: .html, range: leaf.range, pieces: leaf.pieces))
        case .paragraph:
            takeDefinitions()
            keep(MarkdownBlock(kind: .text, range: leaf.range, pieces: leaf.pieces))
        case .none, .fencedCode, .indentedCode, .modules, .table: break
        }
        leaf = OpenLeaf()
    }

    /// Takes the definitions of link references off the start of the open paragraph.
    ///
    /// - Returns: Whether something is left of it.
    @discardableResult
    mutating func takeDefinitions() -> Bool {
        guard source[leaf.range.lowerBound] == UInt8(ascii: "[") else { return true }
        let block = MarkdownBlock(kind: .text, range: leaf.range, pieces: leaf.pieces)
        let rest = block.withText(in: source) { text, places in references.takeDefinitions(in: text, places) }
        guard let rest else { return true }
        leaf.range = min(rest, leaf.range.upperBound)..<leaf.range.upperBound
        leaf.pieces = leaf.pieces.compactMap { piece in
            piece.upperBound <= rest ? nil : max(piece.lowerBound, rest)..<piece.upperBound
        }
        return !leaf.range.isEmpty
    }

    mutating func keep(_ block: MarkdownBlock) {
        if finder.hasMark(in: block.range) { blocks.append(block) }
    }
}

/// A block that holds other blocks.
struct BlockContainer {
    /// Columns that the lines of a list item or footnote are indented by; nil for a block quote.
    var indentation: Int?
    /// Nothing of it has been seen yet.
    var isEmpty = true
}

/// The block that lines are added to.
struct OpenLeaf {
    enum Kind {
        case none, paragraph, indentedCode
        case html(HTMLBlock)
        case fencedCode(CodeFence)
        /// Imports and exports of MDX.
        case modules
        /// So many columns.
        case table(Int)
    }

    var kind = Kind.none
    /// From the first byte to the end of the last line.
    var range = 0..<0
    /// The lines with their ends, where marks stand between them.
    var pieces: [Range<Int>] = []

    var isParagraph: Bool { if case .paragraph = kind { true } else { false } }

    mutating func start(_ kind: Kind, _ line: Range<Int>, end: Int, isQuoted: Bool) {
        self.kind = kind
        range = line.lowerBound..<end
        pieces = isQuoted ? [line] : []
    }

    /// Adds a line with its end.
    ///
    /// - Parameter end: Where its text ends.
    mutating func add(_ line: Range<Int>, end: Int, isQuoted: Bool) {
        // A line that goes on lazily has no mark.
        if isQuoted || !pieces.isEmpty { pieces.append(line) }
        range = range.lowerBound..<max(end, range.lowerBound)
    }
}
