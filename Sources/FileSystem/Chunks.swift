extension RandomAccessCollection where Index == Int {
    /// The elements in slices of no more than `size`.
    package func chunks(of size: Int) -> [SubSequence] {
        stride(from: startIndex, to: endIndex, by: size).map { self[$0..<Swift.min($0 + size, endIndex)] }
    }
}
