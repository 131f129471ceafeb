/// Says whether a stretch of a body may name an image: whether one of the marks that every such construct has is there.
///
/// Stretches are asked for in their order, and so each byte is searched once.
struct MarkFinder {
    private let source: SourceBytes
    /// The next places of `![`, of `<` before a name or a mark, and of `{{` or `{%`; `Int.max` where there is none.
    private var image = -1
    private var tag = -1
    private var template = -1

    init(_ source: SourceBytes) { self.source = source }

    mutating func hasMark(in range: Range<Int>) -> Bool {
        find(from: range.lowerBound)
        return min(image, tag, template) < range.upperBound
    }

    /// Searches on from a place for the marks that were passed.
    private mutating func find(from start: Int) {
        if image < start { image = next(UInt8(ascii: "!"), from: start) { $0 == UInt8(ascii: "[") } }
        if tag < start {
            tag = next(UInt8(ascii: "<"), from: start) {
                $0.isLetter || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!")
            }
        }
        if template < start {
            template = next(UInt8(ascii: "{"), from: start) { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "%") }
        }
    }

    private func next(_ byte: UInt8, from start: Int, _ isSecond: (UInt8) -> Bool) -> Int {
        var index = start
        while index < source.count, let found = source.firstIndex(of: byte, in: index..<source.count) {
            if isSecond(source[found + 1]) { return found }
            index = found + 1
        }
        return .max
    }
}
