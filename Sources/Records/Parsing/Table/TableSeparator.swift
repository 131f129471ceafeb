/// What stands between the cells of a table that is called CSV: a comma, or what spreadsheets write in its place where a
/// comma is the decimal sign.
struct TableSeparator {
    var byte: UInt8
    /// Where the header starts.
    var headerStart: Int

    /// The separator that the first line names as Excel has it, such as `sep=;`, or the one of comma and semicolon that
    /// the header has more often outside of quotes.
    init(of source: SourceBytes) {
        let start = source.byteOrderMarkLength
        if let named = Self.named(at: start, in: source) {
            self = named
            return
        }
        let counts = Self.counts(from: start, in: source)
        self.init(byte: UInt8(ascii: counts.semicolons > counts.commas ? ";" : ","), headerStart: start)
    }

    /// How many commas and semicolons stand in a row outside of quotes.
    private static func counts(from start: Int, in source: SourceBytes) -> (commas: Int, semicolons: Int) {
        var result = (commas: 0, semicolons: 0)
        var isQuoted = false
        for index in start..<source.count {
            switch source[index] {
            case .quotationMark: isQuoted.toggle()
            case .lineFeed where !isQuoted, .carriageReturn where !isQuoted: return result
            case UInt8(ascii: ",") where !isQuoted: result.commas += 1
            case UInt8(ascii: ";") where !isQuoted: result.semicolons += 1
            default: break
            }
        }
        return result
    }

    private init(byte: UInt8, headerStart: Int) {
        self.byte = byte
        self.headerStart = headerStart
    }

    /// What a first line `sep=;` says, with or without quotes around it.
    private static func named(at start: Int, in source: SourceBytes) -> TableSeparator? {
        let isQuoted = source[start] == .quotationMark
        let first = isQuoted ? start + 1 : start
        let name = (0..<3).map { source[first + $0].lowercasedASCII }
        guard name.elementsEqual("sep".utf8), source[first + 3] == UInt8(ascii: "=") else { return nil }
        let byte = source[first + 4]
        let end = isQuoted ? first + 6 : first + 5
        guard byte > 0, byte < 0x80, byte != .quotationMark, !byte.isLineEnd, source[end].isLineEnd,
            !isQuoted || source[end - 1] == .quotationMark
        else { return nil }
        return TableSeparator(byte: byte, headerStart: source.nextLine(after: end))
    }
}
