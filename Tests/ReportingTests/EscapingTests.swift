import Auditing
import Foundation
import Records
import TestSupport
import Testing

@testable import Reporting

/// Escaping as the formats say it, a character after the other.
private enum PlainEscaping {
    static func prints(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    static func json(_ text: String) -> String {
        let short: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
        let parts = text.unicodeScalars.map { scalar in
            if let escape = short[scalar] { return escape }
            if prints(scalar) { return String(scalar) }
            return String(scalar).utf16.map { String(format: "\\u%04x", Int($0)) }.joined()
        }
        return "\"" + parts.joined() + "\""
    }

    static func xml(_ text: String) -> String {
        let marks: [Unicode.Scalar: String] = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\n": "&#10;",
        ]
        return text.unicodeScalars.map { scalar in
            marks[scalar] ?? (prints(scalar) ? String(scalar) : String(format: "\\u{%X}", Int(scalar.value)))
        }.joined()
    }
}

@Suite("Texts that are escaped as bytes")
struct EscapingTests {
    /// Texts of plain letters, marks, control characters and characters of all planes, in runs of any length.
    private static func texts(_ seed: Int) -> [String] {
        var numbers = SeededGenerator(seed: seed)
        return (0..<400).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<80, using: &numbers) {
                let range: ClosedRange<UInt32> =
                    switch Int.random(in: 0..<8, using: &numbers) {
                    case 0...3: 0x20...0x7E
                    case 4: 0...0xFF
                    case 5: 0x2000...0x206F
                    case 6: 0...0xFFFF
                    default: 0...0x10_FFFF
                    }
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &numbers)) { text.append(scalar) }
            }
            return String(text)
        }
    }

    @Test("are those of a plain loop over their characters, in JSON and XML", arguments: 1...20)
    func likeReference(seed: Int) {
        for text in Self.texts(seed) + hostileTexts {
            #expect(JSONValue.string(text).compact == PlainEscaping.json(text))
            #expect(XMLText.escaped(text) == PlainEscaping.xml(text))
        }
    }

    @Test("print what Unicode says that prints, of all characters")
    func printing() {
        let wrong = (UInt32(0)...0x10_FFFF).compactMap(Unicode.Scalar.init)
            .filter { PlainText.isPrintable($0) != PlainEscaping.prints($0) }
        #expect(wrong.isEmpty)
    }

    @Test("have numbers with the digits that Swift gives them")
    func numbers() {
        for value in [0, 7, 9, 10, 99, 100, 1_000, 123_456_789, -1, -10, .max, .min] {
            #expect(JSONValue.int(value).compact == String(value))
        }
        let decimals = [0, 1, 10, 100, 1_000, 1_001, 1_010, 1_100, 12_345, -1, -1_500, 999, 120]
        let texts = [
            "0", "0.001", "0.01", "0.1", "1", "1.001", "1.01", "1.1", "12.345", "-0.001", "-1.5", "0.999", "0.12",
        ]
        #expect(decimals.map { JSONValue.decimal($0) } == texts)
    }
}

@Suite("Reports that are written side by side")
struct SideBySideTests {
    /// Many records, some of them in several parts, so that cores write them in several rounds.
    private static let findings: [Finding] = (0..<9_000).map { number in
        finding(
            severity: number % 3 == 0 ? .error : .warning, record: "posts/§ \(number / 3).md", line: number,
            url: "https://example.com/\(number).jpg", message: "“\(number)”\u{7}")
    }

    private static let report = {
        var report = Report(version: "1", findings: FindingList())
        for finding in findings {
            report.recordFindings.append([finding])
            report.summary.count(finding.rule, finding.severity)
        }
        report.selection.limit = 0
        return report
    }()

    private func render(_ format: String) throws -> String {
        try #require(ReportFormats.named(format)).render(Self.report)
    }

    @Test("have all findings in the order of the records", arguments: ["json", "ndjson", "sarif", "junit", "text"])
    func order(format: String) throws {
        let numbers = try render(format).matches(of: /https:\/\/example.com\/(\d+).jpg(?:"|\n|&#10;|<)/)
            .compactMap { Int($0.1) }
        var distinct: [Int] = []
        for number in numbers where distinct.last != number { distinct.append(number) }
        #expect(distinct == Array(0..<9_000))
    }

    @Test("are one JSON document")
    func document() throws {
        let json = try JSONSerialization.jsonObject(with: Data(render("json").utf8)) as? [String: Any]
        #expect((json?["findings"] as? [Any])?.count == 9_000)
        let sarif = try JSONSerialization.jsonObject(with: Data(render("sarif").utf8)) as? [String: Any]
        let run = (sarif?["runs"] as? [[String: Any]])?.first
        #expect((run?["results"] as? [Any])?.count == 9_000)
    }

    @Test("have a suite for each record, and an empty line between records")
    func records() throws {
        #expect(try render("junit").matches(of: /<testsuite name="posts[^"]*" tests="3" failures="1"/).count == 3_000)
        #expect(try render("text").matches(of: /\n\nposts/).count == 2_999)
    }
}
