/// Text from records, URLs and servers, made fit for a terminal.
package enum PlainText {
    /// Replaces characters that could steer a terminal or change the order of reading by a visible escape such as `\u{1B}`.
    ///
    /// These are the control characters (C0, DEL, C1), the bidirectional controls and invisible format characters
    /// (Unicode general categories Cc, Cf, Zl, Zp), and unassigned or private ones.
    package static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        var result = ByteText()
        result.append(text, escapes)
        return String(decoding: result.bytes, as: UTF8.self)
    }

    static let escapes = TextEscapes("", escape)

    @Sendable static func escape(_ scalar: Unicode.Scalar, _ text: inout ByteText) {
        if isPrintable(scalar) {
            text.append(scalar)
        } else {
            text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7f).contains(scalar.value) }
        if usual.contains(where: { $0.contains(scalar.value) }) { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    /// Letters and punctuation that most texts have beside ASCII; the tables of Unicode take longer.
    private static let usual: [ClosedRange<UInt32>] = [0xA1...0xAC, 0xAE...0x377, 0x2010...0x2027, 0x4E00...0x9FEF]
}
