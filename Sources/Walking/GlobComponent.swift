/// What a glob asks of one name: pieces of known length with any bytes between them.
struct GlobComponent: Sendable, Hashable {
    /// What stands for exactly one byte.
    enum Token: Sendable, Hashable {
        case byte(UInt8)
        case any
        case oneOf(ByteSet)

        func matches(_ byte: UInt8) -> Bool {
            switch self {
            case .byte(let expected): byte == expected
            case .any: true
            case .oneOf(let set): set.contains(byte)
            }
        }
    }

    /// The tokens between the asterisks: one piece more than there are asterisks.
    private(set) var pieces: [[Token]] = [[]]
    /// The number of bytes that the shortest match has.
    private var minimum = 0

    mutating func append(_ token: Token) {
        pieces[pieces.count - 1].append(token)
        minimum += 1
    }

    mutating func appendAsterisk() {
        // Of several asterisks side by side one says it all.
        if pieces.count == 1 || pieces.last?.isEmpty == false { pieces.append([]) }
    }

    /// Whether the whole range of the text matches, in time that grows with the product of both lengths at most.
    ///
    /// A piece between two asterisks is best placed as early as it fits, so that nothing is ever tried twice.
    func matches(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard minimum <= range.count, let first = pieces.first, let last = pieces.last else { return false }
        if pieces.count == 1 { return minimum == range.count && fits(first, text, range.lowerBound) }
        let end = range.upperBound - last.count
        guard fits(first, text, range.lowerBound), fits(last, text, end) else { return false }
        var start = range.lowerBound + first.count
        for piece in pieces.dropFirst().dropLast() {
            while start + piece.count <= end, !fits(piece, text, start) { start += 1 }
            start += piece.count
            if start > end { return false }
        }
        return true
    }

    private func fits(_ piece: [Token], _ text: [UInt8], _ start: Int) -> Bool {
        for offset in piece.indices where !piece[offset].matches(text[start + offset]) { return false }
        return true
    }
}
