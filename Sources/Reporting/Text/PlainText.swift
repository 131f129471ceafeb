/// Text from records, URLs and servers, made fit for a terminal.
package enum PlainText {
    /// Replaces characters that could steer a terminal or change the order of reading by a visible escape such as `\u{1B}`.
    ///
    /// These are the control characters (C0, DEL, C1), the bidirectional controls and invisible format characters
    /// (Unicode general categories Cc, Cf, Zl, Zp), and unassigned or private ones.
    package static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return result
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7f).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
