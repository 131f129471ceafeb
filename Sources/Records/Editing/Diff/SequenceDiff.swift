/// Which members of two sequences are in the one alone.
struct SequenceMarks {
    var old: [Bool]
    var new: [Bool]

    /// How many members are marked.
    var count: Int { old.count { $0 } + new.count { $0 } }
}

/// Compares two sequences of numbers, each of which stands for a line.
enum SequenceDiff {
    /// Steps of a search that are tried for the shortest result: about a second.
    static let standardBudget = 200_000_000

    /// The fewest members that have to go and to come, as marks.
    ///
    /// Members that both have once are matched first, which takes little time however many differ. That is the
    /// shortest where no more is marked than the counts of the numbers demand, as in nearly all edits; otherwise the
    /// shortest is searched for, within the budget.
    ///
    /// - Parameters:
    ///   - numberCount: All numbers are below it.
    ///   - budget: Steps after which the search for the shortest is given up.
    static func differences(
        old: [Int32], new: [Int32], numberCount: Int, budget: Int = standardBudget
    ) -> SequenceMarks {
        var difference = [Int](repeating: 0, count: numberCount)
        var isShared = [UInt8](repeating: 0, count: numberCount)
        for number in old {
            difference[Int(number)] += 1
            isShared[Int(number)] |= 1
        }
        for number in new {
            difference[Int(number)] -= 1
            isShared[Int(number)] |= 2
        }
        let least = difference.reduce(0) { $0 + abs($1) }

        // What only one of them has is marked in any case, and would make the search longer.
        var marks = SequenceMarks(
            old: old.map { isShared[Int($0)] != 3 }, new: new.map { isShared[Int($0)] != 3 })
        let sharedOld = old.filter { isShared[Int($0)] == 3 }
        let sharedNew = new.filter { isShared[Int($0)] == 3 }

        var search = EditSearch(old: sharedOld, new: sharedNew)
        let boxes = anchoredBoxes(sharedOld, sharedNew, numberCount: numberCount)
        search.compare(boxes, limit: EditSearch.limit(for: sharedOld.count + sharedNew.count))
        let excess = search.marks.count - (least - marks.count)
        if excess > 0 {
            var exact = EditSearch(old: sharedOld, new: sharedNew)
            if exact.compare([EditBox(sharedOld.indices, sharedNew.indices)], budget: budget) { search = exact }
        }
        fill(&marks.old, from: search.marks.old)
        fill(&marks.new, from: search.marks.new)
        return marks
    }

    /// Marks those that are not marked as others are, one after the other.
    private static func fill(_ marks: inout [Bool], from others: [Bool]) {
        var next = 0
        for index in marks.indices where !marks[index] {
            marks[index] = others[next]
            next += 1
        }
    }

    /// The parts between members that both sequences have once, as many of them as are in the same order in both
    /// (patience diff, Bram Cohen).
    private static func anchoredBoxes(_ old: [Int32], _ new: [Int32], numberCount: Int) -> [EditBox] {
        let oldPlaces = singlePlaces(of: old, numberCount: numberCount)
        let newPlaces = singlePlaces(of: new, numberCount: numberCount)
        // In the order of the old sequence; their places in the new one are to rise.
        let pairs = old.indices.compactMap { index -> (old: Int, new: Int)? in
            let number = Int(old[index])
            guard oldPlaces[number] == index, newPlaces[number] >= 0 else { return nil }
            return (index, newPlaces[number])
        }
        var boxes: [EditBox] = []
        var start = (old: 0, new: 0)
        for index in risingMembers(of: pairs.map(\.new)) {
            let pair = pairs[index]
            boxes.append(EditBox(start.old..<pair.old, start.new..<pair.new))
            start = (pair.old + 1, pair.new + 1)
        }
        boxes.append(EditBox(start.old..<old.count, start.new..<new.count))
        return boxes
    }

    /// Where each number stands; negative for one that is there more than once, or not at all.
    private static func singlePlaces(of numbers: [Int32], numberCount: Int) -> [Int] {
        var places = [Int](repeating: -1, count: numberCount)
        for (index, number) in numbers.enumerated() {
            places[Int(number)] = places[Int(number)] == -1 ? index : -2
        }
        return places
    }

    /// The places of a longest rising subsequence.
    private static func risingMembers(of values: [Int]) -> [Int] {
        // Of each length the place of the least value that such a subsequence can end with.
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: values.count)
        for (index, value) in values.enumerated() {
            var low = 0
            var high = ends.count
            while low < high {
                let middle = (low + high) / 2
                if values[ends[middle]] < value { low = middle + 1 } else { high = middle }
            }
            if low > 0 { before[index] = ends[low - 1] }
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var result: [Int] = []
        var index = ends.last ?? -1
        while index >= 0 {
            result.append(index)
            index = before[index]
        }
        return result.reversed()
    }
}
