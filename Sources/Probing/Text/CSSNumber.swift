/// Numbers as CSS and SVG write them (CSS Syntax Level 3 §4.3.12): `-1.5`, `.5`, `1e3`.
enum CSSNumber {
    /// Takes a number off the front of `text`; nil where there is none, or none that is finite.
    static func take(_ text: inout Substring.UTF8View) -> Double? {
        var rest = text
        if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest.removeFirst() }
        var digits = skipDigits(&rest)
        if rest.first == 0x2E {
            var fraction = rest.dropFirst()
            let count = skipDigits(&fraction)
            if count > 0 { rest = fraction }
            digits += count
        }
        guard digits > 0 else { return nil }
        // The unit of `1em` begins with an e too.
        if rest.first == 0x45 || rest.first == 0x65 {
            var exponent = rest.dropFirst()
            if let sign = exponent.first, sign == 0x2B || sign == 0x2D { exponent.removeFirst() }
            if skipDigits(&exponent) > 0 { rest = exponent }
        }
        guard let number = Double(Substring(text[..<rest.startIndex])), number.isFinite else { return nil }
        text = rest
        return number
    }

    private static func skipDigits(_ text: inout Substring.UTF8View) -> Int {
        let digits = text.prefix { (0x30...0x39).contains($0) }
        text = text[digits.endIndex...]
        return digits.count
    }
}
