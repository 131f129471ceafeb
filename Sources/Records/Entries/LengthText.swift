/// Widths and heights as people and programs write them.
enum LengthText {
    /// A whole number, with `px` behind it or not; nil for anything else.
    ///
    /// It is a number by one of YAML 1.1, YAML 1.2 (core schema, §10.3.2), TOML 1.0 and JSON, and none of them takes it
    /// for another: a leading zero is refused (octal in YAML 1.1), and `0o` (a string there). `1_200`, `1.2e3` and
    /// `1200.0` are whole.
    static func wholeNumber(_ text: String) -> Int? {
        plainNumber(text) ?? number(of: text)
    }

    /// A number of digits alone, as nearly all are; nil for anything else, be it a number or not.
    private static func plainNumber(_ text: String) -> Int? {
        let digits = text.utf8
        guard let first = digits.first, first.isDigit, digits.count <= 9, first != UInt8(ascii: "0") else { return nil }
        var result = 0
        for byte in digits {
            guard byte.isDigit else { return nil }
            result = result * 10 + Int(byte & 0xF)
        }
        return result
    }

    private static func number(of text: String) -> Int? {
        var digits = text.utf8[...]
        digits.removeLast(unit(of: text).utf8.count)
        if digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        if digits.starts(with: "0x".utf8) { return number(digits.dropFirst(2), radix: 16) }
        var exponent = 0
        let mark = digits.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
        if let mark {
            guard let power = power(digits[mark...].dropFirst()) else { return nil }
            exponent = power
            digits = digits[..<mark]
        }
        var fraction = digits[digits.endIndex...]
        if let point = digits.firstIndex(of: UInt8(ascii: ".")) {
            fraction = digits[point...].dropFirst()
            digits = digits[..<point]
            if fraction.isEmpty { return nil }
        }
        if digits.first == UInt8(ascii: "0"), digits.count > 1 { return nil }
        guard let whole = withoutUnderscores(digits) else { return nil }
        return shifted(whole + fraction, by: exponent - fraction.count)
    }

    /// `px` at the end of a text, as it is written there; empty where it has none.
    static func unit(of text: String) -> String {
        let end = text.utf8.suffix(2)
        let isUnit = end.count == 2 && end.first.map { $0 | 0x20 } == UInt8(ascii: "p")
        return isUnit && end.last.map { $0 | 0x20 } == UInt8(ascii: "x") ? String(Substring(end)) : ""
    }

    /// Whether a text is a length of CSS that is no whole number of pixels (CSS Values and Units Level 4 §§5-6, 10; CSS
    /// Sizing Level 3 §3.2): somebody chose it, and the image does not say what it should be.
    static func isStyle(_ text: String) -> Bool {
        // What a template will give only its generator knows.
        if ["{{", "{%", "<%", "${"].contains(where: text.contains) { return true }
        let text = text.lowercased()
        if keywords.contains(text) { return true }
        if text.hasSuffix(")"), let parenthesis = text.firstIndex(of: "(") {
            return functions.contains(String(text[..<parenthesis]))
        }
        let number = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: ".") }
        let points = number.count { $0 == UInt8(ascii: ".") }
        guard let last = number.last, last != UInt8(ascii: "."), points <= 1 else { return false }
        let unit = String(text[number.endIndex...])
        return units.contains(unit) || unit == "px" && number.contains(UInt8(ascii: "."))
    }

    private static let keywords: Set<String> = [
        "auto", "min-content", "max-content", "fit-content", "stretch", "inherit", "initial", "unset", "revert",
        "revert-layer", "-webkit-fill-available", "-moz-available",
    ]

    private static let functions: Set<String> = [
        "calc", "min", "max", "clamp", "fit-content", "round", "var", "env",
    ]

    private static let units: Set<String> = [
        "%", "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap", "ic", "ric", "lh", "rlh", "vw", "vh", "vi", "vb",
        "vmin", "vmax", "svw", "svh", "svi", "svb", "svmin", "svmax", "lvw", "lvh", "lvi", "lvb", "lvmin", "lvmax",
        "dvw",
        "dvh", "dvi", "dvb", "dvmin", "dvmax", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax", "cm", "mm", "q", "in",
        "pt",
        "pc", "fr",
    ]

    /// The digits of a number in which single underscores may stand between digits.
    private static func withoutUnderscores(_ digits: Substring.UTF8View) -> [UInt8]? {
        let groups = digits.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return groups.contains(where: \.isEmpty) ? nil : groups.flatMap { $0 }
    }

    /// The number behind an `e`; nil where there is none, or it is out of all proportion.
    private static func power(_ text: Substring.UTF8View) -> Int? {
        var text = text
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { text.removeFirst() }
        guard let power = number(text, radix: 10), power <= 99 else { return nil }
        return isNegative ? -power : power
    }

    /// The number of some digits, times a power of ten; nil where it is not whole, or too large.
    private static func shifted(_ digits: [UInt8], by power: Int) -> Int? {
        guard power <= 99 else { return nil }
        if power >= 0 { return number(digits + [UInt8](repeating: 0x30, count: power), radix: 10) }
        let dropped = digits.suffix(-power)
        let kept = digits.dropLast(-power)
        guard dropped.allSatisfy({ $0 == 0x30 }), !kept.isEmpty else { return nil }
        return number(kept, radix: 10)
    }

    private static func number(_ digits: some Collection<UInt8>, radix: Int) -> Int? {
        if digits.isEmpty { return nil }
        var result = 0
        for byte in digits {
            guard let digit = hexDigit(byte), digit < radix else { return nil }
            let (product, overflows) = result.multipliedReportingOverflow(by: radix)
            let (sum, overflowsToo) = product.addingReportingOverflow(digit)
            if overflows || overflowsToo { return nil }
            result = sum
        }
        return result
    }
}
