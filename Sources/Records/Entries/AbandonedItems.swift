/// The problems of the lines or rows of a record that cannot be used.
///
/// Each has one of its own up to a limit, so that memory and reports stay small where nothing in a file is right.
struct AbandonedItems {
    static let limit = 100

    private var first: [RecordProblem] = []
    private var others = 0
    private var firstOther: RecordProblem?

    mutating func add(_ failure: ItemFailure, path: String) {
        let problem = RecordProblem(
            kind: failure.kind, offset: failure.failure.offset, entryPath: path, message: failure.failure.message)
        if first.count < Self.limit { return first.append(problem) }
        others += 1
        if firstOther == nil { firstOther = problem }
    }

    /// A part of the record that is not read, and is no fault.
    mutating func add(unread reason: ParseFailure) {
        first.append(RecordProblem(kind: .unread, offset: reason.offset, message: reason.message))
    }

    /// The first problems, and one that counts those which are not told one by one.
    var problems: [RecordProblem] {
        guard var rest = firstOther else { return first }
        if others > 1 {
            rest.entryPath = nil
            rest.message = "\(others) more lines or rows from here on have such faults; mend those above first"
        }
        return first + [rest]
    }
}
