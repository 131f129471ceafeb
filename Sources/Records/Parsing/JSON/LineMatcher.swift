/// Finds the lines that differ between two states of a file that are mostly alike.
///
/// It goes through both side by side; where they part it looks nearby for the place where they meet again. The result
/// is always right, and as short as it can be for edits that are small and apart.
struct LineMatcher {
    let old: DiffLines
    let new: DiffLines

    /// How many lines after a difference are searched for the place where the files meet again.
    private let window = 200
    /// How many equal lines make such a place where lines were added or removed, so that a brace alone does not.
    ///
    /// Where as many lines came as went, one is enough.
    private let run = 3

    init(old: DiffLines, new: DiffLines) {
        self.old = old
        self.new = new
    }

    func changes() -> [LineChange] {
        var result: [LineChange] = []
        var oldIndex = 0
        var newIndex = 0
        while true {
            skipEqual(&oldIndex, &newIndex)
            if oldIndex == old.count, newIndex == new.count { return result }
            let change = change(at: oldIndex, newIndex)
            result.append(change)
            oldIndex = change.old.upperBound
            newIndex = change.new.upperBound
        }
    }

    private func skipEqual(_ oldIndex: inout Int, _ newIndex: inout Int) {
        while oldIndex < old.count, newIndex < new.count, old.isEqual(oldIndex, to: new, newIndex) {
            oldIndex += 1
            newIndex += 1
        }
    }

    /// The shortest change after which the files are equal again for a few lines; else all up to their common end.
    private func change(at oldIndex: Int, _ newIndex: Int) -> LineChange {
        for distance in 1...window {
            for removed in 0...distance where isMeeting(oldIndex, newIndex, removed, distance - removed) {
                return LineChange(
                    old: oldIndex..<oldIndex + removed, new: newIndex..<newIndex + distance - removed)
            }
        }
        var oldEnd = old.count
        var newEnd = new.count
        while oldEnd > oldIndex, newEnd > newIndex, old.isEqual(oldEnd - 1, to: new, newEnd - 1) {
            oldEnd -= 1
            newEnd -= 1
        }
        return LineChange(old: oldIndex..<oldEnd, new: newIndex..<newEnd)
    }

    /// Whether the files are equal for a run of lines, or to the end of both, after that many removed and added ones.
    private func isMeeting(_ oldIndex: Int, _ newIndex: Int, _ removed: Int, _ added: Int) -> Bool {
        let oldStart = oldIndex + removed
        let newStart = newIndex + added
        if oldStart > old.count || newStart > new.count { return false }
        let count = min(removed == added ? 1 : run, max(old.count - oldStart, new.count - newStart))
        return (0..<count).allSatisfy { offset in
            oldStart + offset < old.count && newStart + offset < new.count
                && old.isEqual(oldStart + offset, to: new, newStart + offset)
        }
    }
}
