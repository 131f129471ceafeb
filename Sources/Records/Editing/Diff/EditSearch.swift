/// A part of two sequences that is compared by itself.
struct EditBox {
    var old: Range<Int>
    var new: Range<Int>

    init(_ old: Range<Int>, _ new: Range<Int>) {
        self.old = old
        self.new = new
    }
}

/// Finds a shortest edit of one sequence into another, in linear space (Eugene Myers, "An O(ND) difference algorithm
/// and its variations", 1986, §4b).
///
/// A place is a pair of an old and a new member; edits lead from the start of a box to its end. Paths are followed from
/// both, one more edit at a time, until two of them meet: there the box is split, and both halves are searched in turn.
struct EditSearch {
    private(set) var marks: SequenceMarks

    private let old: [Int32]
    private let new: [Int32]
    /// By diagonal (place in the old sequence less that in the new one): the old place that the paths from the start
    /// reach on it, and those from the end.
    private var fromStart: [Int32]
    private var fromEnd: [Int32]
    /// Steps that were made.
    private var work = 0

    /// On a diagonal to which no path leads within the box.
    private static let nowhereFromStart = Int(Int32.min / 2)
    private static let nowhereFromEnd = Int(Int32.max / 2)

    init(old: [Int32], new: [Int32]) {
        self.old = old
        self.new = new
        marks = SequenceMarks(
            old: [Bool](repeating: false, count: old.count), new: [Bool](repeating: false, count: new.count))
        fromStart = [Int32](repeating: 0, count: old.count + new.count + 3)
        fromEnd = fromStart
    }

    /// The edits from either side after which a box of that many members is split where paths have come farthest, so
    /// that even files made to be hard take seconds.
    static func limit(for count: Int) -> Int {
        let root = Int(Double(count).squareRoot())
        return max(16, min(1_500_000_000 / max(count, 1), max(256, root)))
    }

    /// Marks what differs in the boxes; false where that takes more steps than the budget has.
    ///
    /// - Parameter limit: The edits from either side after which a box is split at the farthest place.
    @discardableResult
    mutating func compare(_ boxes: [EditBox], limit: Int = .max, budget: Int = .max) -> Bool {
        var waiting = boxes
        while var box = waiting.popLast() {
            trim(&box)
            if box.old.isEmpty || box.new.isEmpty {
                for index in box.old { marks.old[index] = true }
                for index in box.new { marks.new[index] = true }
                continue
            }
            guard let place = meeting(in: box, limit: limit, budget: budget) else { return false }
            waiting.append(EditBox(box.old.lowerBound..<place.old, box.new.lowerBound..<place.new))
            waiting.append(EditBox(place.old..<box.old.upperBound, place.new..<box.new.upperBound))
        }
        return true
    }

    /// Takes off what is equal at both ends.
    private func trim(_ box: inout EditBox) {
        var oldStart = box.old.lowerBound
        var newStart = box.new.lowerBound
        var oldEnd = box.old.upperBound
        var newEnd = box.new.upperBound
        while oldStart < oldEnd, newStart < newEnd, old[oldStart] == new[newStart] {
            oldStart += 1
            newStart += 1
        }
        while oldStart < oldEnd, newStart < newEnd, old[oldEnd - 1] == new[newEnd - 1] {
            oldEnd -= 1
            newEnd -= 1
        }
        box = EditBox(oldStart..<oldEnd, newStart..<newEnd)
    }

    /// A place on a shortest path through the box; past the limit one that a path has come far to; nil past the budget.
    private mutating func meeting(in box: EditBox, limit: Int, budget: Int) -> (old: Int, new: Int)? {
        let first = box.old.lowerBound - box.new.lowerBound
        let last = box.old.upperBound - box.new.upperBound
        var start = Frontier(at: first)
        var end = Frontier(at: last)
        fromStart[slot(first)] = Int32(truncatingIfNeeded: box.old.lowerBound)
        fromEnd[slot(last)] = Int32(truncatingIfNeeded: box.old.upperBound)
        let isOdd = (first - last) % 2 != 0
        var edits = 0
        while true {
            edits += 1
            start.widen(in: box)
            if let place = advanceFromStart(start, in: box, meeting: isOdd ? end : nil) { return place }
            end.widen(in: box)
            if let place = advanceFromEnd(end, in: box, meeting: isOdd ? nil : start) { return place }
            if edits >= limit { return farthest(start, end, in: box) }
            work += start.count + end.count
            if work > budget { return nil }
        }
    }

    private func slot(_ diagonal: Int) -> Int { diagonal + new.count + 1 }

    /// Makes one more edit on every path from the start; the place where one meets a path from the end.
    private mutating func advanceFromStart(
        _ frontier: Frontier, in box: EditBox, meeting other: Frontier?
    ) -> (old: Int, new: Int)? {
        for diagonal in frontier.diagonals {
            var place = Self.nowhereFromStart
            if frontier.reached ~= diagonal - 1 {
                let removing = Int(fromStart[slot(diagonal - 1)]) + 1
                if removing <= box.old.upperBound { place = max(place, removing) }
            }
            if frontier.reached ~= diagonal + 1 {
                let adding = Int(fromStart[slot(diagonal + 1)])
                if adding - diagonal <= box.new.upperBound { place = max(place, adding) }
            }
            if place >= box.old.lowerBound {
                let first = place
                while place < box.old.upperBound, place - diagonal < box.new.upperBound,
                    old[place] == new[place - diagonal]
                { place += 1 }
                work += place - first
            } else {
                place = Self.nowhereFromStart
            }
            fromStart[slot(diagonal)] = Int32(truncatingIfNeeded: place)
            if let other, other.holds(diagonal), Int(fromEnd[slot(diagonal)]) <= place {
                return (place, place - diagonal)
            }
        }
        return nil
    }

    /// Makes one more edit on every path from the end; the place where one meets a path from the start.
    private mutating func advanceFromEnd(
        _ frontier: Frontier, in box: EditBox, meeting other: Frontier?
    ) -> (old: Int, new: Int)? {
        for diagonal in frontier.diagonals {
            var place = Self.nowhereFromEnd
            if frontier.reached ~= diagonal + 1 {
                let removing = Int(fromEnd[slot(diagonal + 1)]) - 1
                if removing >= box.old.lowerBound { place = min(place, removing) }
            }
            if frontier.reached ~= diagonal - 1 {
                let adding = Int(fromEnd[slot(diagonal - 1)])
                if adding - diagonal >= box.new.lowerBound { place = min(place, adding) }
            }
            if place <= box.old.upperBound {
                let first = place
                while place > box.old.lowerBound, place - diagonal > box.new.lowerBound,
                    old[place - 1] == new[place - diagonal - 1]
                { place -= 1 }
                work += first - place
            } else {
                place = Self.nowhereFromEnd
            }
            fromEnd[slot(diagonal)] = Int32(truncatingIfNeeded: place)
            if let other, other.holds(diagonal), Int(fromStart[slot(diagonal)]) >= place {
                return (place, place - diagonal)
            }
        }
        return nil
    }

    /// The place where a path has the most members of the box behind it.
    private func farthest(_ start: Frontier, _ end: Frontier, in box: EditBox) -> (old: Int, new: Int) {
        var best = (old: box.old.lowerBound, new: box.new.lowerBound)
        var most = -1
        func consider(_ old: Int, _ new: Int, _ passed: Int) {
            guard passed > most, box.old.lowerBound...box.old.upperBound ~= old,
                box.new.lowerBound...box.new.upperBound ~= new
            else { return }
            best = (old, new)
            most = passed
        }
        for diagonal in start.diagonals {
            let old = Int(fromStart[slot(diagonal)])
            let new = old - diagonal
            consider(old, new, old - box.old.lowerBound + new - box.new.lowerBound)
        }
        for diagonal in end.diagonals {
            let old = Int(fromEnd[slot(diagonal)])
            let new = old - diagonal
            consider(old, new, box.old.upperBound - old + box.new.upperBound - new)
        }
        return best
    }
}

/// The diagonals that paths with a number of edits have come to: every other one from the lowest to the highest.
private struct Frontier {
    /// From the lowest to the highest one.
    private var range: ClosedRange<Int>
    /// The same with one edit less.
    private(set) var reached: ClosedRange<Int>

    init(at diagonal: Int) {
        range = diagonal...diagonal
        reached = range
    }

    var count: Int { range.count / 2 + 1 }
    var diagonals: StrideThrough<Int> { stride(from: range.lowerBound, through: range.upperBound, by: 2) }

    func holds(_ diagonal: Int) -> Bool { range ~= diagonal && (diagonal - range.lowerBound) % 2 == 0 }

    /// Goes on to the neighbours, as far as there are any in the box.
    mutating func widen(in box: EditBox) {
        let lowest = box.old.lowerBound - box.new.upperBound
        let highest = box.old.upperBound - box.new.lowerBound
        reached = range
        let low = range.lowerBound > lowest ? range.lowerBound - 1 : range.lowerBound + 1
        let high = range.upperBound < highest ? range.upperBound + 1 : range.upperBound - 1
        range = min(low, high)...max(low, high)
    }
}
