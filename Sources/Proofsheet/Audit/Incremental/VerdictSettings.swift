import Auditing
import Caching
import FileSystem
import Hashing
import Probing
import Reporting

/// All that decides what an audit says, besides the records and the cache.
struct VerdictSettings {
    /// 16 hexadecimal digits that differ where the settings do.
    let digest: String

    init(_ archive: Archive, rules: [RuleName], keys: [ConfigurationKey] = ConfigurationKey.all) {
        var writer = CompactWriter()
        writer.write(Version.current)
        writer.write(ImageJudge.version)
        // Another build of one version may judge otherwise.
        if let program = try? FileSystem.status(of: "/proc/self/exe") {
            writer.write(program.size)
            writer.write(Int(program.modificationTime))
        }
        writer.write((try? FileSystem.resolve(".")) ?? "")
        writer.write(archive.paths) { $0.write($1) }
        writer.write(rules) { $0.write($1.rawValue) }
        for key in keys where key.affectsVerdicts {
            writer.write(key.name)
            writer.write(key.value(archive.configuration).compact)
        }
        digest = String(SHA256(of: writer.bytes).hex.prefix(16))
    }
}
