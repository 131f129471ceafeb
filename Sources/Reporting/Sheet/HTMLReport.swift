import Auditing
import Caching
import Foundation
import Hashing
import Records

/// A proof sheet: one page that shows the picture of every entry under the box that the record declares, with the
/// findings beside it.
///
/// It needs nothing from elsewhere and opens from the disk. Its policy (Content Security Policy Level 3) lets only its
/// own script and style run, by their hashes. All that comes of records, URLs and servers stands in it as JSON, and is
/// shown as text; only http and https addresses become links.
struct HTMLReport: ReportFormat {
    let name = "html"
    let summary = "people who want to see it: a page with the pictures"
    let needsPictures = true

    /// Bytes of thumbnails, in Base64, that stand in one script element.
    private static let thumbnailBlockSize = 250_000

    func write(_ report: Report, to send: (ByteText) -> Void) {
        let page = report.sheet?.review == nil ? SheetPage.file : SheetPage.served
        send(ByteText(head(of: report, page)))
        send(ByteText(page.body))
        var count = 0
        var block = SheetBlock()
        var comparison = SheetComparison(report)
        SheetRows(report).forEach { row in
            block.add(row, &comparison, report.history)
            count += 1
            guard block.count == SheetBlock.capacity else { return }
            send(ByteText(Self.dataElement("entries", block.json)))
            block = SheetBlock()
        }
        if block.count > 0 { send(ByteText(Self.dataElement("entries", block.json))) }
        writeThumbnails(of: report, to: send)
        send(ByteText(Self.dataElement("summary", summary(of: report, entries: count, comparison))))
        send("<script>\(page.script)</script>\n</body>\n</html>\n")
    }

    private func head(of report: Report, _ page: SheetPage) -> String {
        let isServed = report.sheet?.review != nil
        let images: String
        if case .files = report.sheet?.thumbnails {
            images = isServed ? "'self'" : "'self' file: data:"
        } else {
            images = "data:"
        }
        // A page that is served asks its own server for changes, and for nothing else.
        let policy =
            [
                "default-src 'none'", "script-src '\(Self.hash(of: page.script))'",
                "style-src '\(Self.hash(of: page.style))'", "img-src \(images)", "base-uri 'none'",
                "form-action 'none'",
            ] + (isServed ? ["connect-src 'self'"] : [])
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            \(ProofSheetPage.mark)
            <meta http-equiv="Content-Security-Policy" content="\(policy.joined(separator: "; "))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">\(isServed ? "\n<link rel=\"icon\" href=\"./icon\">" : "")
            <title>\(Self.title(of: report))</title>
            <style>\(page.style)</style>
            </head>

            """
    }

    /// What a browser's tab says.
    ///
    /// It has no character that ends the element or begins a reference (HTML §13.2.5.2).
    private static func title(of report: Report) -> String {
        let site = PlainText.escaped(report.sheet?.site ?? "").filter { !"<>&".contains($0) }
        return site.isEmpty ? "Proof sheet" : "Proof sheet of \(site)"
    }

    /// The source expression that allows an inline text (CSP3 §2.3.1).
    static func hash(of text: String) -> String {
        let digits = Array(SHA256(of: Array(text.utf8)).hex)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return "sha256-" + Data(bytes).base64EncodedString()
    }

    /// An element that holds data, which a browser never runs.
    private static func dataElement(_ kind: String, _ json: String) -> String {
        "<script type=\"application/json\" data-kind=\"\(kind)\">\(json)</script>\n"
    }

    /// The thumbnails in the order of the pictures: Base64, a name, or nothing.
    private func writeThumbnails(of report: Report, to send: (ByteText) -> Void) {
        var pending: [String] = []
        var size = 0
        func add(_ text: String?) {
            let literal = PageJSON.literal(text ?? "")
            pending.append(literal)
            size += literal.utf8.count
            if size >= Self.thumbnailBlockSize { flush() }
        }
        func flush() {
            if pending.isEmpty { return }
            send(ByteText(Self.dataElement("thumbnails", "[\(pending.joined(separator: ","))]")))
            pending = []
            size = 0
        }
        switch report.sheet?.thumbnails {
        case .embedded(let files): for file in files { add(file.map { Data($0).base64EncodedString() }) }
        case .files(_, let names): names.forEach(add)
        case nil: break
        }
        flush()
    }

    private func summary(of report: Report, entries: Int, _ comparison: SheetComparison?) -> String {
        var lines: [String] = []
        if let fetched = report.fetched { lines.append(SummaryText.line(of: fetched)) }
        if let repaired = report.repaired { lines.append(SummaryText.line(of: repaired)) }
        lines.append(SummaryText.line(of: report.summary))
        lines += SummaryText.uncheckedLines(of: report.summary)
        var directory: String?
        if case .files(let path, _) = report.sheet?.thumbnails { directory = RelativeReference.text(toPath: path) }
        let summary = JSONValue.members([
            "version": .string(report.version), "rows": .int(entries), "lines": .array(lines.map(JSONValue.string)),
            "failures": .array(report.failures.map(JSONValue.string)), "diff": .array(Self.lines(of: report.diff)),
            "notes": .array((report.sheet?.notes ?? []).map(JSONValue.string)), "directory": .optional(directory),
            "site": .string(report.sheet?.site ?? ""), "command": .string(report.sheet?.command ?? ""),
            "editor": report.sheet?.editor.map(Self.value) ?? .null, "since": comparison?.value ?? .null,
            "review": report.sheet?.review.map(Self.value) ?? .null,
            "flagKey": .string(report.sheet?.flagKey ?? ""),
            "labels": .ordered(Rules.all.map { ($0.name.rawValue, .string($0.label)) }),
            "quiet": .array(Rules.all.filter { $0 is any QuietRule }.map { .string($0.name.rawValue) }),
        ])
        return PageJSON.text(summary)
    }

    private static func value(of editor: ProofSheet.EditorLink) -> JSONValue {
        .members(["template": .string(editor.template), "directory": .string(editor.directory)])
    }

    private static func value(of review: ProofSheet.Review) -> JSONValue {
        let notice = review.notice.map { notice in
            JSONValue.members([
                "title": .string(notice.title), "lines": .array(notice.lines.map(JSONValue.string)),
                "diff": .array(lines(of: notice.diff)), "isUndoable": .bool(notice.isUndoable),
            ])
        }
        return .members([
            "page": .int(review.page), "baseline": .string(review.baseline ?? ""),
            "undoable": .string(review.undoable ?? ""), "notice": notice ?? .null,
        ])
    }

    /// The lines of a diff, whose ends would show as escapes otherwise.
    private static func lines(of diff: String?) -> [JSONValue] {
        guard let diff, !diff.isEmpty else { return [] }
        return diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            .string(String(Substring($0)))
        }
    }
}
