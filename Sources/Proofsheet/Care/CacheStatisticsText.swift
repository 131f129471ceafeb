import Caching
import Reporting

extension CacheCare {
    /// Hosts that are listed for people.
    private static let listedHosts = 20

    /// How much the cache holds, as lines for people.
    public func statisticsText() throws(ProofsheetError) -> String {
        let statistics = try statistics()
        let saved = ByteCount.text(statistics.bytesWithoutSharing - statistics.bytes)
        var lines = [
            "cache:    \(PlainText.escaped(directory))",
            "images:   \(statistics.entries) known, \(statistics.withObject) cached, \(statistics.failed) failed",
            "fresh:    \(statistics.fresh), due for a request: \(statistics.due)",
            "objects:  \(statistics.objects) (\(ByteCount.text(statistics.bytes)))",
            "shared:   \(saved) saved"
                + (statistics.sharingRatio.map { ", each byte used \(Self.text($0)) times" } ?? ""),
        ]
        let formats = statistics.objectsByFormat.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += formats.map { "  \($0.key): \($0.value)" }
        let failures = statistics.failuresByKind.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += failures.map { "  failed, \($0.key): \($0.value)" }
        let hosts = statistics.hosts.sorted { ($1.value.entries, $0.key) < ($0.value.entries, $1.key) }
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

    /// How much the cache holds, as one JSON object.
    public func statisticsJSON() throws(ProofsheetError) -> String {
        let statistics = try statistics()
        func counts(_ values: [String: Int]) -> JSONValue {
            .ordered(values.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
        }
        let hosts = statistics.hosts.sorted { $0.key < $1.key }.map { name, host in
            (
                name,
                JSONValue.members([
                    "entries": .int(host.entries), "cached": .int(host.withObject), "failed": .int(host.failed),
                    "bytes": .int(host.bytes),
                ])
            )
        }
        return JSONValue.members([
            "cache": .string(directory), "entries": .int(statistics.entries), "cached": .int(statistics.withObject),
            "failed": .int(statistics.failed), "fresh": .int(statistics.fresh), "due": .int(statistics.due),
            "objects": .int(statistics.objects), "bytes": .int(statistics.bytes),
            "bytesWithoutSharing": .int(statistics.bytesWithoutSharing),
            "formats": counts(statistics.objectsByFormat), "failures": counts(statistics.failuresByKind),
            "hosts": .ordered(hosts),
        ]).pretty + "\n"
    }

    private func statistics() throws(ProofsheetError) -> CacheStatistics {
        let cache = try existingCache()
        return try orProofsheetError { () throws(CacheError) in try CacheStatistics(of: cache, now: Clock.now) }
    }

    /// A ratio to two digits.
    private static func text(_ ratio: Double) -> String {
        let hundredths = Int((ratio * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }
}
