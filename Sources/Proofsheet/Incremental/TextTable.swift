/// Texts that stand in many places, each kept once under a number.
struct TextTable {
    private(set) var texts: [String] = []
    /// Made when the first text is added, which a run over an unchanged archive never does.
    private var numbers: [String: Int]?

    init(_ texts: [String] = []) { self.texts = texts }

    subscript(number: Int) -> String { texts[number] }

    /// The number of a text, a new one where it has none.
    mutating func number(of text: String) -> Int {
        var known = numbers.take() ?? Dictionary(zip(texts, texts.indices)) { first, _ in first }
        defer { numbers = known }
        if let number = known[text] { return number }
        known[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }
}
