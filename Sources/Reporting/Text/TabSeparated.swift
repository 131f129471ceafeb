/// Values separated by tabs (IANA text/tab-separated-values), which has no way of its own to write a tab or line end.
package enum TabSeparated {
    /// A text as the value of one column.
    ///
    /// A backslash, tab, line feed and carriage return are written `\\`, `\t`, `\n` and `\r`, and what could steer a
    /// terminal as `\u{1B}`, so that every text can be told from every other.
    package static func field(_ text: String) -> String {
        let backslash = UInt8(ascii: "\\")
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != backslash }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default: result += PlainText.escaped(String(scalar))
            }
        }
        return result
    }
}
