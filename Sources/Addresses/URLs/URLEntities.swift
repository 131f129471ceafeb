/// Character references of HTML in a URL that stands where none are read, such as `&amp;`: the rest of a field that was
/// once copied out of a page.
package enum URLEntities {
    /// The URL that was meant; nil where it holds no reference.
    ///
    /// What was escaped several times is read as often.
    package static func decoded(_ url: String) -> String? {
        // Nearly all queries have `&`, and hardly any URL has a `;`.
        guard url.utf8.contains(UInt8(ascii: ";")), url.utf8.contains(UInt8(ascii: "&")) else { return nil }
        var text = url
        for _ in 0..<4 {
            guard let next = once(text) else { break }
            text = next
        }
        return text == url ? nil : text
    }

    private static func once(_ text: String) -> String? {
        var result = ""
        var rest = text[...]
        var isChanged = false
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            if let end = rest.prefix(longest).firstIndex(of: ";"),
                let character = character(rest[mark..<end].dropFirst())
            {
                result.unicodeScalars.append(character)
                rest = rest[rest.index(after: end)...]
                isChanged = true
            } else {
                result += "&"
                rest = rest.dropFirst()
            }
        }
        return isChanged ? result + rest : nil
    }

    /// Characters of the longest reference, its `&` and `;` among them.
    private static let longest = 10

    /// Those that escaping makes (HTML §13.3); any other name may be a parameter of the query.
    private static let names: [Substring: Unicode.Scalar] = [
        "amp": "&", "AMP": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    private static func character(_ reference: Substring) -> Unicode.Scalar? {
        guard reference.first == "#" else { return names[reference] }
        let digits = reference.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? digits.dropFirst() : digits
        guard number.utf8.allSatisfy(\.isHexDigit),
            let value = UInt32(number, radix: isHexadecimal ? 16 : 10), value > 0x20, value != 0x7F
        else { return nil }
        return Unicode.Scalar(value)
    }
}
