import Addresses
import Auditing
import Records

/// Some of a sheet's entries as JSON, with a table of the texts that they share.
///
/// Each block can be read without the others, so that a page reads one after the other and answers in between.
/// `texts` is the table, `titles` has pairs of a record and its title, and `entries` has for each entry: record, line,
/// path, URL, declared width and height, actual width and height, picture, what stands in its place, its findings, and
/// its excerpt; of a finding: rule, severity (0 info, 1 warning, 2 error), message, line, column, layout shift in
/// thousandths, suggested values, fingerprint, and whether it is new (1); of an excerpt: the number of its first line, its lines, and the same lines mended.
/// Texts are numbers of the table. A number that is not known is 0, a picture, text or layout shift that is not there -1,
/// and an excerpt that is not there has no elements.
struct SheetBlock {
    static let capacity = 1_000

    private(set) var count = 0
    private var texts = ""
    private var numbers: [String: Int] = [:]
    private var entries = ""
    private var titles = ""
    private var titled: Set<Int> = []

    /// - Parameters:
    ///   - comparison: Takes the findings that an earlier run reported, too; others are new.
    ///   - history: Says since when findings are there.
    mutating func add(
        _ row: SheetRows.Row, _ comparison: inout SheetComparison?, _ history: HistoryChanges? = nil
    ) {
        if count > 0 { entries += "," }
        count += 1
        let entry = row.entry
        let url = entry.map { URLText.shown($0.url) }
        let record = number(of: row.record)
        if let title = row.title, titled.insert(record).inserted {
            titles += (titles.isEmpty ? "" : ",") + "[\(record),\(number(of: title))]"
        }
        let fields = [
            record, entry?.line ?? 0, number(of: entry?.path), number(of: url),
            entry?.declared.width ?? 0, entry?.declared.height ?? 0, entry?.actual?.width ?? 0,
            entry?.actual?.height ?? 0, entry?.picture ?? -1, number(of: entry?.absence),
        ]
        entries += "["
        for field in fields {
            entries += String(field)
            entries += ","
        }
        entries += "["
        for (index, finding) in row.findings.enumerated() {
            if index > 0 { entries += "," }
            add(finding, isNew: comparison?.isNew(finding) ?? false, StandingText.clause(on: finding, history))
        }
        entries += "],"
        add(row.excerpt)
        entries += "]"
    }

    private mutating func add(_ excerpt: ProofSheet.Excerpt?) {
        entries += "["
        if let excerpt {
            let lists = [excerpt.lines, excerpt.mended ?? []].map { lines in
                "[\(lines.map { String(number(of: $0)) }.joined(separator: ","))]"
            }
            entries += "\(excerpt.firstLine),\(lists.joined(separator: ","))"
        }
        entries += "]"
    }

    private mutating func add(_ finding: Finding, isNew: Bool, _ standing: String?) {
        let message = finding.message + (standing.map { "; " + $0 } ?? "")
        let severity =
            switch finding.severity {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        let fields = [
            number(of: finding.rule.rawValue), severity, number(of: message), finding.position?.line ?? 0,
            finding.position?.column ?? 0, finding.layoutShift ?? -1,
        ]
        let suggestions = finding.changes.map { String(number(of: $0.suggestion)) }
        entries += "["
        entries += fields.map(String.init).joined(separator: ",")
        entries += ",["
        entries += suggestions.joined(separator: ",")
        entries += "],\"\(finding.fingerprint)\",\(isNew ? 1 : 0)]"
    }

    private mutating func number(of text: String?) -> Int {
        guard let text else { return -1 }
        if let number = numbers[text] { return number }
        let number = numbers.count
        numbers[text] = number
        if number > 0 { texts += "," }
        texts += PageJSON.literal(text)
        return number
    }

    /// The block as one JSON object.
    var json: String { "{\"texts\":[\(texts)],\"titles\":[\(titles)],\"entries\":[\(entries)]}" }
}

extension FieldChange {
    /// What the field should say, in a few words.
    fileprivate var suggestion: String {
        switch value {
        case .absent: "no \(field.rawValue)"
        case .url(let url): "\(field.rawValue) \(URLText.shown(url))"
        case .boolean, .pixels: "\(field.rawValue) \(value.literal)"
        }
    }
}

/// JSON that stands in a script element of a page.
enum PageJSON {
    /// The value on one line, in which nothing can end the element or begin a comment (HTML §4.12.1.3), and what could
    /// change the order of reading shows as an escape.
    static func text(_ value: JSONValue) -> String { withoutMarkup(value.mapTexts(PlainText.escaped).compact) }

    /// A string of a document.
    static func literal(_ text: String) -> String {
        withoutMarkup(JSONValue.string(PlainText.escaped(text)).compact)
    }

    private static func withoutMarkup(_ json: String) -> String {
        let isMarkup: (UInt8) -> Bool = { $0 == 0x3c || $0 == 0x3e || $0 == 0x26 }
        guard json.utf8.contains(where: isMarkup) else { return json }
        var bytes: [UInt8] = []
        for byte in json.utf8 {
            // Outside of strings JSON has none of them.
            if isMarkup(byte) { bytes += Array("\\u00\(String(byte, radix: 16))".utf8) } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
