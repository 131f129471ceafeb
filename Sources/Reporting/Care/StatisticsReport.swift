/// How much a cache holds.
package struct StatisticsReport: Sendable, Hashable {
    /// What one host has in the cache.
    package struct Host: Sendable, Hashable {
        package var entries: Int
        package var withObject: Int
        package var failed: Int
        /// Size in bytes of the objects of its entries, each object counted once.
        package var bytes: Int

        package init(entries: Int, withObject: Int, failed: Int, bytes: Int) {
            self.entries = entries
            self.withObject = withObject
            self.failed = failed
            self.bytes = bytes
        }
    }

    /// The directory of the cache.
    package var directory: String
    /// URLs known, those whose object is there, those whose object is lost, and those whose last request failed.
    package var entries = 0
    package var withObject = 0
    package var lost = 0
    package var failed = 0
    /// Entries that need no request, and those that are due for one.
    package var fresh = 0
    package var due = 0
    /// Distinct objects that are there, and their size in bytes.
    package var objects = 0
    package var bytes = 0
    /// Those of them that no URL has, and their size in bytes.
    package var unused = 0
    package var unusedBytes = 0
    /// Size in bytes that the objects would take if each URL had its own.
    package var bytesWithoutSharing = 0
    /// Objects by format name, failures by the rule that speaks of them, and hosts by name.
    package var objectsByFormat: [String: Int] = [:]
    package var failuresByRule: [String: Int] = [:]
    package var hosts: [String: Host] = [:]

    package init(directory: String) { self.directory = directory }

    /// Hosts that are listed for people.
    private static let listedHosts = 20

    /// Lines for people.
    package var text: String {
        var lines = [
            "cache:    \(PlainText.escaped(directory))",
            "images:   \(entries) known, \(withObject) cached, "
                + (lost > 0 ? "\(lost) lost ('proofsheet warm' fetches them again), " : "") + "\(failed) failed",
            "fresh:    \(fresh), due for a request: \(due)",
            "files:    \(objects) (\(ByteCount.text(bytes)))",
        ]
        let saved = bytesWithoutSharing - (bytes - unusedBytes)
        if saved > 0 { lines.append("shared:   \(ByteCount.text(saved)) saved, since addresses have the same image") }
        if unused > 0 {
            lines.append(
                "unused:   \(unused) (\(ByteCount.text(unusedBytes))), which 'proofsheet cache prune' removes")
        }
        let formats = objectsByFormat.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += formats.map { "  \($0.key): \($0.value)" }
        let failures = failuresByRule.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += failures.map { "  failed, \($0.key): \($0.value)" }
        let hosts = self.hosts.sorted { ($1.value.entries, $0.key) < ($0.value.entries, $1.key) }
        if !hosts.isEmpty { lines.append("hosts:    \(hosts.count)") }
        for (name, host) in hosts.prefix(Self.listedHosts) {
            let failed = host.failed > 0 ? ", \(host.failed) failed" : ""
            lines.append(
                "  \(PlainText.escaped(name)): \(host.entries) known, \(host.withObject) cached "
                    + "(\(ByteCount.text(host.bytes)))\(failed)")
        }
        if hosts.count > Self.listedHosts {
            lines.append("  and \(hosts.count - Self.listedHosts) more; --format json lists all")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One JSON object.
    package var json: String {
        func counts(_ values: [String: Int]) -> JSONValue {
            .ordered(values.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
        }
        let hosts = self.hosts.sorted { $0.key < $1.key }.map { name, host in
            (
                name,
                JSONValue.members([
                    "entries": .int(host.entries), "cached": .int(host.withObject), "failed": .int(host.failed),
                    "bytes": .int(host.bytes),
                ])
            )
        }
        return JSONValue.members([
            "cache": .string(directory), "entries": .int(entries), "cached": .int(withObject), "lost": .int(lost),
            "failed": .int(failed), "fresh": .int(fresh), "due": .int(due),
            "objects": .int(objects), "bytes": .int(bytes),
            "unused": .int(unused), "unusedBytes": .int(unusedBytes),
            "bytesWithoutSharing": .int(bytesWithoutSharing),
            "formats": counts(objectsByFormat), "failures": counts(failuresByRule),
            "hosts": .ordered(hosts),
        ]).pretty + "\n"
    }
}
