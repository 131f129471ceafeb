/// Lines that differ: old ones that go, new ones that come in their place.
struct LineChange: Equatable {
    var old: Range<Int>
    var new: Range<Int>
}

/// Finds the fewest lines that differ between two states of a file.
struct LineMatcher {
    private let old: DiffLines
    private let new: DiffLines

    init(old: DiffLines, new: DiffLines) {
        self.old = old
        self.new = new
    }

    /// In the order of the file; between two of them is at least one line that both states have.
    func changes() -> [LineChange] {
        let shared = min(old.count, new.count)
        var start = 0
        while start < shared, old.isEqual(start, to: new, start) { start += 1 }
        var end = 0
        while end < shared - start, old.isEqual(old.count - 1 - end, to: new, new.count - 1 - end) { end += 1 }
        let numbers = LineNumbers(old, start..<old.count - end, new, start..<new.count - end)
        let marks = SequenceDiff.differences(old: numbers.old, new: numbers.new, numberCount: numbers.count)
        return settled(Self.changes(of: marks, from: start))
    }

    /// The runs of lines that are marked.
    private static func changes(of marks: SequenceMarks, from start: Int) -> [LineChange] {
        var result: [LineChange] = []
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < marks.old.count || newIndex < marks.new.count {
            let first = (oldIndex, newIndex)
            while oldIndex < marks.old.count, marks.old[oldIndex] { oldIndex += 1 }
            while newIndex < marks.new.count, marks.new[newIndex] { newIndex += 1 }
            if first == (oldIndex, newIndex) {
                oldIndex += 1
                newIndex += 1
            } else {
                result.append(
                    LineChange(old: start + first.0..<start + oldIndex, new: start + first.1..<start + newIndex))
            }
        }
        return result
    }

    /// Moves lines that were only added, or only removed, as far down as the same lines follow, as other tools do.
    private func settled(_ changes: [LineChange]) -> [LineChange] {
        var result: [LineChange] = []
        for var change in changes.reversed() {
            let limit = result.last.map { ($0.old.lowerBound, $0.new.lowerBound) } ?? (old.count, new.count)
            while change.old.upperBound < limit.0, change.new.upperBound < limit.1, canSlide(change) {
                change.old = change.old.lowerBound + 1..<change.old.upperBound + 1
                change.new = change.new.lowerBound + 1..<change.new.upperBound + 1
            }
            if let next = result.last, (change.old.upperBound, change.new.upperBound) == limit {
                result.removeLast()
                change.old = change.old.lowerBound..<next.old.upperBound
                change.new = change.new.lowerBound..<next.new.upperBound
            }
            result.append(change)
        }
        return result.reversed()
    }

    /// Whether the line behind those that were only added or removed equals the first of them.
    private func canSlide(_ change: LineChange) -> Bool {
        if change.old.isEmpty {
            return new.isEqual(change.new.lowerBound, to: new, change.new.upperBound)
        }
        return change.new.isEmpty && old.isEqual(change.old.lowerBound, to: old, change.old.upperBound)
    }
}
