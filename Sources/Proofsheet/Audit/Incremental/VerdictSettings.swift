import Hashing
import Auditing
import Caching
import FileSystem

/// All that decides what an audit says, besides the records and the cache.
struct VerdictSettings {
    /// 16 hexadecimal digits that differ where the settings do.
    let digest: String

    init(_ archive: Archive, rules: [RuleName]) {
        let configuration = archive.configuration
        var writer = CompactWriter()
        writer.write(Version.current)
        // Another build of one version may judge otherwise.
        if let program = try? FileSystem.status(of: "/proc/self/exe") {
            writer.write(program.size)
            writer.write(Int(program.modificationTime))
        }
        writer.write((try? FileSystem.resolve(".")) ?? "")
        writer.write(archive.paths) { $0.write($1) }
        writer.write(rules) { $0.write($1.rawValue) }
        for (rule, severity) in configuration.severities.sorted(by: { $0.key < $1.key }) {
            writer.write(rule)
            writer.write(severity?.rawValue ?? "off")
        }
        let keys = configuration.keys
        for names in [keys.url, keys.width, keys.height, keys.flag, keys.containers] {
            writer.write(names) { writer, names in writer.write(names) { $0.write($1) } }
        }
        let limits = configuration.ruleLimits
        for limit in [
            limits.tolerance, limits.tinySide, limits.heavyScale, limits.heavySize, limits.placeholderCount,
            limits.duplicateDistance, limits.columnWidth, limits.viewportHeight,
        ] { writer.write(limit) }
        writer.write(limits.placeholders) { $0.write($1) }
        writer.write(configuration.falseFlag.rawValue)
        // With what servers said, a verdict holds only where they were asked.
        writer.write(configuration.isOnline)
        // What images that stand in records are judged by.
        writer.write(configuration.limits.maximumSize)
        writer.write(configuration.limits.maximumPixels)
        writer.write(configuration.siteURL) { $0.write($1) }
        writer.write(configuration.siteRoots) { $0.write($1) }
        digest = String(SHA256(of: writer.bytes).hex.prefix(16))
    }
}
