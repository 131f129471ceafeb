/// What a mistyped word may have been meant to be.
package enum Suggestion {
    /// What to do about a word that is none of `words`: to write the nearest, or what `otherwise` says.
    package static func remedy(for word: String, among words: [String], else otherwise: String) -> String {
        nearest(to: word, among: words).map { "did you mean '\($0)'?" } ?? otherwise
    }

    /// The nearest of `words` by edit distance, where it is near enough to be a slip.
    private static func nearest(to word: String, among words: [String]) -> String? {
        words.map { (distance: distance(word, $0), word: $0) }
            .filter { $0.distance <= max(2, word.count / 3) }
            .min { $0.distance < $1.distance }?.word
    }

    /// The Levenshtein distance.
    private static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (index, character) in first.enumerated() {
            var previous = row[0]
            row[0] = index + 1
            for (column, other) in second.enumerated() {
                let cost = previous + (character == other ? 0 : 1)
                previous = row[column + 1]
                row[column + 1] = min(cost, row[column] + 1, previous + 1)
            }
        }
        return row[second.count]
    }
}
