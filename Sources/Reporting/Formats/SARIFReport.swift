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

    func write(_ report: Report, to send: (String) -> Void) {
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
        JSONValue.writePretty(
            run, listing: "results", report.listed.joined(), as: { result($0, rules, report) }, indentation: 2, to: send
        )
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

    private func result(_ finding: Finding, _ rules: [RuleName: Int], _ report: Report) -> JSONValue {
        let artifact = JSONValue.members([
            "uri": .string(RelativeReference.text(toPath: report.hostedPath(of: finding.record)))
        ])
        var physical: [(String, JSONValue)] = [("artifactLocation", artifact)]
        if let region = region(of: finding) { physical.append(("region", region)) }
        var location: [(String, JSONValue)] = [("physicalLocation", .ordered(physical))]
        if let entry = finding.entry {
            location.append(("logicalLocations", .array([.members(["fullyQualifiedName": .string(entry)])])))
        }
        var members: [(String, JSONValue)] = [("ruleId", .string(finding.rule.rawValue))]
        if let index = rules[finding.rule] { members.append(("ruleIndex", .int(index))) }
        let url = finding.url.map(URLText.shown)
        let identity = [finding.rule.rawValue, finding.entry, url].compactMap { $0 }.joined(separator: " ")
        members += [
            ("level", level(finding.severity)), ("message", Self.message(finding.message)),
            ("locations", .array([.ordered(location)])),
            ("partialFingerprints", .members(["entry/v1": .string(identity)])),
        ]
        if let source = finding.source { members.append(("relatedLocations", .array([Self.location(source, report)]))) }
        if !finding.edits.isEmpty { members.append(("fixes", .array([fix(finding, artifact)]))) }
        members.append(("properties", properties(of: finding, url)))
        return .ordered(members)
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

    private func region(of finding: Finding) -> JSONValue? {
        guard let position = finding.position else { return nil }
        var members: [(String, JSONValue)] = [
            ("startLine", .int(position.line)), ("startColumn", .int(position.column)),
        ]
        if let range = finding.range {
            members += [("byteOffset", .int(range.lowerBound)), ("byteLength", .int(range.count))]
        }
        return .ordered(members)
    }

    private func fix(_ finding: Finding, _ artifact: JSONValue) -> JSONValue {
        let replacements = finding.edits.map { edit in
            JSONValue.members([
                "deletedRegion": .members(["byteOffset": .int(edit.offset), "byteLength": .int(edit.length)]),
                "insertedContent": .members(["text": .string(edit.replacement)]),
            ])
        }
        let change = JSONValue.members(["artifactLocation": artifact, "replacements": .array(replacements)])
        return .members(["artifactChanges": .array([change])])
    }

    private func properties(of finding: Finding, _ url: String?) -> JSONValue {
        .members([
            "url": .optional(url), "declared": JSONFields.value(of: finding.declared),
            "actual": JSONFields.value(of: finding.actual), "layoutShift": .thousandths(finding.layoutShift),
        ])
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
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "{": escaped += "{{"
            case "}": escaped += "}}"
            case "[", "]", "\\": escaped += "\\" + String(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return .members(["text": .string(escaped)])
    }
}
