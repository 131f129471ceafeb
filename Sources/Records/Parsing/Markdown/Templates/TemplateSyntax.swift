/// Tags of template languages, which a generator replaces before it reads the Markdown: `{{ … }}`, `{% … %}` of Liquid
/// and its kin, `{{< … >}}` and `{{% … %}}` of Hugo.
///
/// None holds the start of another, so that each byte is searched once.
extension SourceBytes {
    /// The place behind the tag that starts there; one that prints something ends in the same line.
    func templateEnd(at start: Int) -> Int? {
        guard self[start] == UInt8(ascii: "{") else { return nil }
        switch (self[start + 1], self[start + 2]) {
        case (UInt8(ascii: "%"), _): return templateEnd(from: start + 2, closing: "%}", opening: "{%")
        case (UInt8(ascii: "{"), UInt8(ascii: "<")):
            return templateEnd(from: start + 3, closing: ">}}", opening: "{{<")
        case (UInt8(ascii: "{"), UInt8(ascii: "%")):
            return templateEnd(from: start + 3, closing: "%}}", opening: "{{%")
        case (UInt8(ascii: "{"), _): return templateTagEnd(at: start)
        default: return nil
        }
    }

    /// The place behind the tag that starts there, where it ends in the same line.
    func templateTagEnd(at start: Int) -> Int? {
        guard self[start] == UInt8(ascii: "{") else { return nil }
        let mark = self[start + 1]
        guard mark == UInt8(ascii: "{") || mark == UInt8(ascii: "%") else { return nil }
        let closing = mark == UInt8(ascii: "{") ? UInt8(ascii: "}") : mark
        var index = start + 2
        while index < count, !self[index].isLineEnd {
            if self[index] == closing, self[index + 1] == UInt8(ascii: "}") { return index + 2 }
            if self[index] == UInt8(ascii: "{"), self[index + 1] == mark { return nil }
            index += 1
        }
        return nil
    }

    private func templateEnd(from start: Int, closing: StaticString, opening: StaticString) -> Int? {
        let last = closing.utf8Start.pointee
        var index = start
        while index < count {
            if self[index] == last, hasBytes(closing, at: index) { return index + closing.utf8CodeUnitCount }
            if self[index] == UInt8(ascii: "{"), hasBytes(opening, at: index) { return nil }
            index += 1
        }
        return nil
    }
}
