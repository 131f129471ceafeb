import Addresses
import Auditing
import Records

/// SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts and editors read.
///
/// Regions have line and column, in Unicode code points, and the bytes of the value (§3.30). What would put a finding
/// right is a fix (§3.55), by bytes as well.
struct SARIFReport: ReportFormat {
    let name = "sarif"
    let summary = "code scanning and editors: SARIF 2.1.0, with what would put a finding right as a fix"

    func write(_ report: Report, to send: (ByteText) -> Void) {
        let rules = Dictionary(uniqueKeysWithValues: zip(Rules.all.map(\.name), 0...))
        var run: [JSONValue.Member] = [
            .init(name: "tool", value: .members(["driver": driver(report)])),
            .init(name: "columnKind", value: .string("unicodeCodePoints")),
            .init(name: "invocations", value: .array([invocation(report)])),
        ]
        run.append(.init(name: "properties", value: .members(["summary": JSONFields.value(of: report.summary)])))
        send(
            """
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [

            """)
        let listed = report.listed
        JSONText.write(run, listing: "results", level: 2, to: send) { level in
            listed.encode(to: send) { batch, text in
                for (place, finding) in listed.findings(in: batch) {
                    var json = JSONText.item(level: level, isFirst: place == 0)
                    json.object { write(finding, rules, report, to: &$0) }
                    text += json.text
                }
            }
            return listed.total > 0
        }
        send("\n  ]\n}\n")
    }

    private func driver(_ report: Report) -> JSONValue {
        .members([
            "name": .string("proofsheet"), "version": .string(report.version),
            "informationUri": .string(ProjectAddress.home),
            "rules": .array(Rules.all.map { descriptor($0, report) }),
        ])
    }

    private func descriptor(_ rule: any Rule, _ report: Report) -> JSONValue {
        let documentation = rule.documentation
        return .members([
            "id": .string(rule.name.rawValue), "shortDescription": Self.message(rule.summary),
            "fullDescription": Self.message(documentation.meaning), "help": Self.message(documentation.remedy),
            "helpUri": .string(ProjectAddress.documentation(of: rule.name, version: report.version)),
            "defaultConfiguration": .members(["level": level(rule.severity)]),
        ])
    }

    /// What could not be done at all, and what was not looked at (§3.20.21).
    private func invocation(_ report: Report) -> JSONValue {
        .members([
            "executionSuccessful": .bool(report.failures.isEmpty),
            "toolExecutionNotifications": .array(
                report.failures.map { .members(["level": .string("error"), "message": Self.message($0)]) }
                    + SummaryText.uncheckedLines(of: report.summary).map {
                        .members(["level": .string("warning"), "message": Self.message($0)])
                    }),
        ])
    }

    private func write(
        _ finding: Finding, _ rules: [RuleName: Int], _ report: Report, to json: inout JSONText
    ) {
        let uri = RelativeReference.text(toPath: report.hostedPath(of: finding.record))
        let url = finding.url.map(URLText.shown)
        let identity = [finding.rule.rawValue, finding.entry, url].compactMap { $0 }.joined(separator: " ")
        json.member("ruleId", finding.rule.rawValue)
        if let index = rules[finding.rule] { json.member("ruleIndex", index) }
        json.member("level", level(finding.severity))
        json.member("message", Self.message(finding.message))
        json.member("locations") { $0.array([finding]) { finding, json in writeLocation(of: finding, uri, to: &json) } }
        json.member("partialFingerprints") { json in json.object { $0.member("entry/v1", identity) } }
        if let source = finding.source { json.member("relatedLocations", .array([Self.location(source, report)])) }
        if !finding.edits.isEmpty {
            json.member("fixes") { $0.array([finding]) { finding, json in writeFix(of: finding, uri, to: &json) } }
        }
        json.member("properties") { json in json.object { writeProperties(of: finding, url, to: &$0) } }
    }

    private func writeLocation(of finding: Finding, _ uri: String, to json: inout JSONText) {
        json.object { json in
            json.member("physicalLocation") { json in
                json.object { json in
                    Self.writeArtifact(uri, to: &json)
                    if let position = finding.position { Self.writeRegion(position, finding.range, to: &json) }
                }
            }
            guard let entry = finding.entry else { return }
            json.member("logicalLocations") { json in
                json.array([entry]) { entry, json in json.object { $0.member("fullyQualifiedName", entry) } }
            }
        }
    }

    private static func writeArtifact(_ uri: String, to json: inout JSONText) {
        json.member("artifactLocation") { json in json.object { $0.member("uri", uri) } }
    }

    private static func writeRegion(_ position: SourcePosition, _ range: Range<Int>?, to json: inout JSONText) {
        json.member("region") { json in
            json.object { json in
                json.member("startLine", position.line)
                json.member("startColumn", position.column)
                guard let range else { return }
                json.member("byteOffset", range.lowerBound)
                json.member("byteLength", range.count)
            }
        }
    }

    /// The source of a built page (§3.27.22).
    private static func location(_ source: Finding.Source, _ report: Report) -> JSONValue {
        let uri = RelativeReference.text(toPath: report.hostedPath(of: source.record))
        return .ordered([
            (
                "physicalLocation",
                .ordered([
                    ("artifactLocation", .members(["uri": .string(uri)])),
                    ("region", .members(["startLine": .int(source.line)])),
                ])
            ), ("message", message("the image comes from here")),
        ])
    }

    private func writeFix(of finding: Finding, _ uri: String, to json: inout JSONText) {
        json.object { json in
            json.member("artifactChanges") { json in
                json.array([finding]) { finding, json in
                    json.object { json in
                        Self.writeArtifact(uri, to: &json)
                        json.member("replacements") { $0.array(finding.edits, Self.writeReplacement) }
                    }
                }
            }
        }
    }

    private static func writeReplacement(_ edit: Edit, to json: inout JSONText) {
        json.object { json in
            json.member("deletedRegion") { json in
                json.object { json in
                    json.member("byteOffset", edit.offset)
                    json.member("byteLength", edit.length)
                }
            }
            json.member("insertedContent") { json in json.object { $0.member("text", edit.replacement) } }
        }
    }

    private func writeProperties(of finding: Finding, _ url: String?, to json: inout JSONText) {
        json.member("url", url)
        json.member("declared") { JSONFields.write(finding.declared, to: &$0) }
        json.member("actual") { JSONFields.write(finding.actual, to: &$0) }
        json.member("layoutShift", thousandths: finding.layoutShift)
    }

    private func level(_ severity: Severity) -> JSONValue {
        switch severity {
        case .error: .string("error")
        case .warning: .string("warning")
        case .info: .string("note")
        }
    }

    /// A message whose braces and brackets stand for themselves, not for arguments and links (§§3.11.5, 3.11.6).
    private static func message(_ text: String) -> JSONValue {
        var escaped = ByteText()
        escaped.append(text, escapes)
        return .members(["text": .string(String(decoding: escaped.bytes, as: UTF8.self))])
    }

    private static let escapes = TextEscapes("{}[]\\") { scalar, text in
        switch scalar {
        case "{": text += "{{"
        case "}": text += "}}"
        case "[", "]", "\\":
            text += "\\"
            text.append(scalar)
        default: text.append(scalar)
        }
    }
}
