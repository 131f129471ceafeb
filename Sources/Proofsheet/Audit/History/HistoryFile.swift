import Auditing
import FileSystem
import Reporting

/// A history of runs as a file: JSON, one run or finding a line, in an order that suits version control.
enum HistoryFile {
    fileprivate struct Content: VersionedContent {
        struct Run: Decodable {
            var time: String
            var records: Int
            var errors: Int
            var warnings: Int
            var infos: Int
            var new: Int
            var mended: Int
        }

        struct Item: Decodable {
            var fingerprint: String
            var rule: String
            var record: String
            var url: String?
            var body: Bool?
            var since: String
            var firstSeen: String
            var lastSeen: String
            var mended: String?
        }

        var schemaVersion: Int
        var rules: [String]
        var scopes: [String: String]
        var runs: [Run]
        var findings: [Item]
    }

    /// The name of the file in its directory; it is none that a record has.
    static let name = "findings.history"

    /// Reads the history of a directory; an empty one where there is none yet.
    static func read(in directory: String) throws(ProofsheetError) -> FindingHistory {
        let path = joinPath(directory, name)
        do throws(FileSystemError) {
            guard try FileSystem.exists(path) else { return FindingHistory() }
        } catch {
            throw ProofsheetError(.usage, "the history cannot be read: \(error); check --history")
        }
        let reading = VersionedFile(
            name: "the history", problem: "is not a history, or is damaged",
            advice:
                "take it from a backup or from version control (a merge may have left its marks in it), or move it away "
                + "to begin anew; nothing was changed")
        let content = try reading.read(path, as: Content.self)
        guard let history = FindingHistory(content) else { throw reading.damage(of: "'\(path)'") }
        return history
    }

    /// Writes a history, whole or not at all.
    static func write(_ history: FindingHistory, in directory: String) throws(FileSystemError) {
        let text = text(of: history)
        try OutputFile.write(to: joinPath(directory, name)) { file throws(FileSystemError) in
            try file.write(Array(text.utf8))
        }
    }

    private static func text(of history: FindingHistory) -> String {
        let scopes = history.scopes.sorted { $0.key < $1.key }.map { ($0.key, time($0.value)) }
        let runs = history.runs.map { run in
            JSONValue.members([
                "time": time(run.time), "records": .int(run.records), "errors": .int(run.errors),
                "warnings": .int(run.warnings), "infos": .int(run.infos), "new": .int(run.new),
                "mended": .int(run.mended),
            ])
        }
        let items = history.items.sorted { ($0.value.key, $0.key) < ($1.value.key, $1.key) }.map { value(of: $1, $0) }
        return """
            {"schemaVersion": \(VersionedFile.schemaVersion),
            "rules": \(JSONValue.array(history.rules.sorted().map(JSONValue.string)).compact),
            "scopes": \(JSONValue.ordered(scopes).compact),
            "runs": [
            \(runs.map(\.compact).joined(separator: ",\n"))
            ],
            "findings": [
            \(items.map(\.compact).joined(separator: ",\n"))
            ]}

            """
    }

    private static func value(of item: FindingHistory.Item, _ fingerprint: String) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("fingerprint", .string(fingerprint)), ("rule", .string(item.key.rule)),
            ("record", .string(item.key.record)), ("url", .optional(item.key.url)), ("since", time(item.since)),
            ("firstSeen", time(item.firstSeen)), ("lastSeen", time(item.lastSeen)),
        ]
        if item.isInBody { members.append(("body", .bool(true))) }
        if let mended = item.mended { members.append(("mended", time(mended))) }
        return .ordered(members)
    }

    private static func time(_ seconds: Int64) -> JSONValue { .string(UniversalTime.stamp(seconds)) }
}

extension FindingHistory {
    /// Nil where a time cannot be read.
    fileprivate init?(_ content: HistoryFile.Content) {
        self.init()
        rules = Set(content.rules)
        for (scope, time) in content.scopes {
            guard let time = UniversalTime.seconds(ofStamp: time) else { return nil }
            scopes[scope] = time
        }
        for run in content.runs {
            guard let time = UniversalTime.seconds(ofStamp: run.time) else { return nil }
            runs.append(
                Run(
                    time: time, records: run.records, errors: run.errors, warnings: run.warnings, infos: run.infos,
                    new: run.new, mended: run.mended))
        }
        for item in content.findings {
            let mended = item.mended.map(UniversalTime.seconds)
            guard let since = UniversalTime.seconds(ofStamp: item.since),
                let firstSeen = UniversalTime.seconds(ofStamp: item.firstSeen),
                let lastSeen = UniversalTime.seconds(ofStamp: item.lastSeen), mended != .some(.none)
            else { return nil }
            items[item.fingerprint] = Item(
                key: Baseline.Key(rule: item.rule, record: item.record, url: item.url), isInBody: item.body ?? false,
                since: since, firstSeen: firstSeen, lastSeen: lastSeen, mended: mended ?? nil)
        }
    }
}
