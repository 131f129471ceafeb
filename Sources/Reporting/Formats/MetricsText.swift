import Auditing

/// What a run found and did, as metrics in the text format of Prometheus (version 0.0.4), for a collector of text files.
package enum MetricsText {
    /// A label that every sample gets, so that the metrics of several sites can be told apart.
    package struct Label: Sendable, Hashable {
        let name: String
        let value: String

        /// Nil where the name is none that a label may have, or one that samples have already (Prometheus data model).
        package init?(name: String, value: String) {
            let isName =
                name.utf8.allSatisfy { $0.isASCIIWord } && name.utf8.first.map { !(0x30...0x39).contains($0) } == true
            guard isName, !name.hasPrefix("__"), !["severity", "rule", "outcome"].contains(name) else { return nil }
            self.name = name
            self.value = value
        }

        package func hasSameName(as other: Label) -> Bool { name == other.name }

        /// `name="value"`, escaped.
        fileprivate var text: String {
            var escaped = ""
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.unicodeScalars.append(scalar)
                }
            }
            return "\(name)=\"\(escaped)\""
        }
    }

    /// The text, with the end of the run in seconds since 1970 and its length in thousandths of a second.
    package static func text(
        _ report: Report, labels: [Label] = [], endedAt time: Int64, milliseconds: Int
    ) -> String {
        var text = ""
        let common = labels.map(\.text)
        let summary = report.summary
        func add(_ name: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            text += "# HELP proofsheet_\(name) \(help)\n# TYPE proofsheet_\(name) gauge\n"
            for sample in samples {
                let labels = (common + (sample.labels.isEmpty ? [] : [sample.labels])).joined(separator: ",")
                text += "proofsheet_\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)\n"
            }
        }
        func add(_ name: String, _ help: String, _ value: Int) { add(name, help, [("", String(value))]) }
        add("records", "Records looked at.", summary.records)
        add("entries", "Image entries of these records.", summary.entries)
        add("images", "Distinct image URLs of these entries.", summary.images)
        add("images_cached", "Distinct image URLs with a whole object in the cache.", summary.cached)
        add("images_unchecked", "Images that neither the cache nor a server has told of.", summary.unchecked)
        add("entries_templated", "Entries whose URL only the site's generator can fill in.", summary.templated)
        add("entries_skipped", "Entries that the configuration says to skip.", summary.skipped)
        add(
            "values_passed_over", "Values that look like an image and are not read.",
            summary.passedOverCount)
        add(
            "findings", "Findings by severity.",
            [("error", summary.errors), ("warning", summary.warnings), ("info", summary.infos)].map {
                ("severity=\"\($0.0)\"", String($0.1))
            })
        // Rules without a finding have a sample too, so that a series does not end when the last one is mended.
        let rules = Rules.all.map(\.name).sorted()
        add("rule_findings", "Findings by rule.", rules.map { ("rule=\"\($0)\"", String(summary.rules[$0] ?? 0)) })
        add("findings_ignored", "Findings that the configuration says to ignore.", summary.ignored)
        add("findings_baselined", "Findings that the baseline accepts.", summary.baselined)
        add("failures", "Things that could not be done at all.", report.failures.count)
        if let fetched = report.fetched {
            add(
                "fetched_images", "Images by what became of them.",
                [
                    ("downloaded", fetched.downloaded), ("revalidated", fetched.revalidated), ("fresh", fetched.fresh),
                    ("rescued", fetched.rescued), ("failed", fetched.failed),
                ].map { ("outcome=\"\($0.0)\"", String($0.1)) })
            add("fetched_bytes", "Bytes of bodies received.", fetched.bytes)
        }
        if let repaired = report.repaired, !repaired.isDryRun {
            add("repaired_values", "Values that were changed in records.", repaired.edits)
            add("repaired_records", "Records that were changed.", repaired.records)
        }
        add("run_seconds", "Length of the run.", [("", JSONValue.decimal(milliseconds))])
        add("run_end_seconds", "When the run ended, in seconds since 1970.", [("", String(time))])
        return text
    }
}

extension UInt8 {
    /// A letter, a digit or `_`.
    fileprivate var isASCIIWord: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
            || self == UInt8(ascii: "_")
    }
}
