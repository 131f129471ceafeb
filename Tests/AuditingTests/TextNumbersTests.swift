import Testing

@testable import Auditing

@Suite("Numbers of texts") struct TextNumbersTests {
    @Test("each text has the number that it got first, however many come after it")
    func numbers() {
        var numbers = TextNumbers()
        let texts = (0..<5_000).map { "https://example.org/\($0).jpg" }
        for (place, text) in texts.enumerated() {
            #expect(numbers.number(of: text) == (place, true))
            #expect(numbers.number(of: texts[place / 2]) == (place / 2, false))
        }
    }

    @Test("texts that differ in their bytes alone are different ones")
    func bytes() {
        var numbers = TextNumbers()
        for text in ["", "a", "A", "a ", "\u{e9}", "e\u{301}"] { #expect(numbers.number(of: text).isNew, "\(text)") }
    }

    @Test("a text that is numbered twice keeps its first number, and the next text gets the next one")
    func appended() {
        var numbers = TextNumbers()
        for text in ["a", "b", "a", "c"] { numbers.append(text) }
        #expect(["a", "b", "c", "d"].map { numbers.number(ofKnown: $0) } == [0, 1, 3, nil])
        #expect(numbers.number(of: "d") == (4, true) && numbers.count == 5)
    }
}
