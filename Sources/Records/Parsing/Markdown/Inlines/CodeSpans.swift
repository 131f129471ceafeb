/// Finds the ends of code spans (CommonMark §6.1) in time that grows with the text alone.
struct CodeSpans {
    /// The last place of a run of so many backticks, as far as the text was searched; longer runs are text.
    private var lastPlaces = [Int](repeating: -1, count: longestRun + 1)
    private var isSearched = false

    private static let longestRun = 80

    /// The place behind the span that the run at `start` opens, else behind the run.
    mutating func end(at start: Int, in text: SourceBytes) -> Int {
        let behind = runEnd(at: start, in: text)
        let length = behind - start
        if length > Self.longestRun { return behind }
        if isSearched, lastPlaces[length] < behind { return behind }
        var index = behind
        while index < text.count, let run = text.firstIndex(of: UInt8(ascii: "`"), in: index..<text.count) {
            index = runEnd(at: run, in: text)
            if index - run <= Self.longestRun { lastPlaces[index - run] = run }
            if index - run == length { return index }
        }
        isSearched = true
        return behind
    }

    private func runEnd(at start: Int, in text: SourceBytes) -> Int {
        var index = start
        while text[index] == UInt8(ascii: "`") { index += 1 }
        return index
    }
}
