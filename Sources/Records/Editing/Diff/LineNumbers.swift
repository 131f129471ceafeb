/// The lines of two states of a file as numbers: equal lines have the same one.
struct LineNumbers {
    private(set) var old: [Int32] = []
    private(set) var new: [Int32] = []
    /// How many different lines there are; the numbers go from 0 to below it.
    private(set) var count = 0

    /// - Parameters:
    ///   - oldRange: The lines of `oldLines` that are numbered.
    ///   - newRange: The lines of `newLines` that are numbered.
    init(_ oldLines: DiffLines, _ oldRange: Range<Int>, _ newLines: DiffLines, _ newRange: Range<Int>) {
        var table = LineTable(old: oldLines, new: newLines, capacity: oldRange.count + newRange.count)
        old.reserveCapacity(oldRange.count)
        new.reserveCapacity(newRange.count)
        for index in oldRange { old.append(table.number(of: index, isNew: false)) }
        for index in newRange { new.append(table.number(of: index, isNew: true)) }
        count = table.count
    }
}

/// Numbers lines in the order in which they are first seen.
private struct LineTable {
    private let old: DiffLines
    private let new: DiffLines
    /// Of each number the line that it was given for, and the hash of it.
    private var lines: [(index: Int32, isNew: Bool, hash: Int)] = []
    /// Numbers plus 1 by hash, 0 where there is none; as many as a power of two.
    private var slots: [Int32]

    init(old: DiffLines, new: DiffLines, capacity: Int) {
        self.old = old
        self.new = new
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: 0, count: size)
    }

    var count: Int { lines.count }

    mutating func number(of index: Int, isNew: Bool) -> Int32 {
        let hash = isNew ? new.hash(of: index) : old.hash(of: index)
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            if isSame(lines[Int(slots[slot]) - 1], index, isNew, hash) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        lines.append((Int32(truncatingIfNeeded: index), isNew, hash))
        slots[slot] = Int32(truncatingIfNeeded: lines.count)
        return slots[slot] - 1
    }

    private func isSame(_ line: (index: Int32, isNew: Bool, hash: Int), _ index: Int, _ isNew: Bool, _ hash: Int)
        -> Bool
    {
        guard line.hash == hash else { return false }
        let source = isNew ? new : old
        return (line.isNew ? new : old).isEqual(Int(line.index), to: source, index)
    }
}
