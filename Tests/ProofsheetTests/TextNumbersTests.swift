import Testing

@testable import Proofsheet

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
        for text in ["", "a", "A", "a ", "\u{e9}a"] { #expect(numbers.number(of: text).isNew, "\(text)") }
    }
}
