/// A place within a line, with the column that tabs lead to (CommonMark §2.2).
struct LineCursor {
    private let source: SourceBytes
    /// The next byte; a tab of which only a part is used up stays the next one.
    private(set) var offset: Int
    /// Where the line ends; its line end is excluded.
    let end: Int
    private var column = 0
    private let codeIndentation: Int
    /// The first byte from `offset` on that is no blank.
    private(set) var firstNonblank: Int
    private var firstNonblankColumn = 0

    /// - Parameter hasIndentedCode: Four columns make code, which MDX does not have.
    init(_ source: SourceBytes, line: Range<Int>, hasIndentedCode: Bool) {
        self.source = source
        codeIndentation = hasIndentedCode ? 4 : .max
        offset = line.lowerBound
        end = line.upperBound
        firstNonblank = line.lowerBound
        while firstNonblank < end, source[firstNonblank].isBlank {
            firstNonblankColumn += source[firstNonblank] == .tab ? Self.columnsToTab(firstNonblankColumn) : 1
            firstNonblank += 1
        }
    }

    /// Columns of blanks before the next byte that is none.
    var indentation: Int { firstNonblankColumn - column }
    /// Only blanks follow.
    var isBlank: Bool { firstNonblank >= end }
    /// What starts here is code that is indented, unless something else speaks against it.
    var isIndented: Bool { indentation >= codeIndentation }
    var nextByte: UInt8 { firstNonblank < end ? source[firstNonblank] : 0 }
    var isAtBlank: Bool { offset < end && source[offset].isBlank }
    var isAtEnd: Bool { offset >= end }

    private static func columnsToTab(_ column: Int) -> Int { 4 - column % 4 }

    /// Passes the blanks, and so many bytes after them.
    mutating func skipBlanks(and count: Int = 0) {
        offset = firstNonblank
        column = firstNonblankColumn
        for _ in 0..<count where offset < end {
            column += source[offset] == .tab ? Self.columnsToTab(column) : 1
            offset += 1
        }
        findNonblank()
    }

    /// Passes columns of blanks.
    mutating func skip(columns: Int) {
        var count = columns
        while count > 0, isAtBlank {
            let width = source[offset] == .tab ? Self.columnsToTab(column) : 1
            let step = min(width, count)
            column += step
            count -= step
            if step == width { offset += 1 }
        }
        findNonblank()
    }

    private mutating func findNonblank() {
        if offset <= firstNonblank { return }
        firstNonblank = offset
        firstNonblankColumn = column
        while firstNonblank < end, source[firstNonblank].isBlank {
            firstNonblankColumn += source[firstNonblank] == .tab ? Self.columnsToTab(firstNonblankColumn) : 1
            firstNonblank += 1
        }
    }
}
