import Auditing
import Records
import Testing

@testable import Proofsheet

@Suite("Settings that verdicts depend on")
struct VerdictSettingsTests {
    /// A configuration in which one key has another value than by default.
    private static func changed(_ key: ConfigurationKey) throws -> Configuration {
        let candidates =
            switch key.kind {
            case .boolean: ["true", "false"]
            case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
            case .text(let example): [example, "1MB", "1x1", "other"]
            case .choice(let names): names
            case .list(let example): ["['\(example.joined(separator: "', '"))']", "other"]
            case .other(_, let example): [example]
            }
        let standard = "\(key.value(Configuration()))"
        let configurations = candidates.lazy.compactMap { text in
            try? ConfigurationFile.parse("\(key.name): \(text)", path: "file")
        }
        return try #require(configurations.first { "\(key.value($0))" != standard }, "\(key.name)")
    }

    @Test("another value of a key changes them where verdicts depend on it, and no other")
    func digests() throws {
        let standard = ConfigurationKeyTests.digest(Configuration())
        for key in ConfigurationKey.all {
            let digest = ConfigurationKeyTests.digest(try Self.changed(key))
            #expect((digest != standard) == key.affectsVerdicts, "\(key.name)")
        }
    }

    /// All that is judged by, besides records and what is known of images.
    private struct Judgement: Hashable {
        var rules: RuleSettings
        var severities: [String: Auditing.Severity?]
        var vocabulary: EntryVocabulary
        var siteURL: String?
        var siteRoots: [String]
        var skips: [SkipPattern]
        var maximumRecordSize: Int
        var maximumSize: Int
        var maximumPixels: Int
        var isOnline: Bool

        init(_ configuration: Configuration) {
            rules = RuleSettings(configuration)
            severities = configuration.auditSeverities
            vocabulary = EntryVocabulary(configuration)
            siteURL = configuration.siteURL
            siteRoots = configuration.siteRoots
            skips = configuration.skips
            maximumRecordSize = configuration.maximumRecordSize
            maximumSize = configuration.limits.maximumSize
            maximumPixels = configuration.limits.maximumPixels
            isOnline = configuration.isOnline
        }
    }

    @Test("verdicts depend on the keys of all that is judged by, and on no other")
    func judgements() throws {
        let standard = Judgement(Configuration())
        for key in ConfigurationKey.all {
            #expect((Judgement(try Self.changed(key)) != standard) == key.affectsVerdicts, "\(key.name)")
        }
    }

    @Test("each setting of the rules has a key")
    func rules() throws {
        let standard = Mirror(reflecting: RuleSettings()).children.map { "\($0.value)" }
        var unchanged = Set(Mirror(reflecting: RuleSettings()).children.compactMap(\.label))
        for key in ConfigurationKey.all {
            let changed = Mirror(reflecting: RuleSettings(try Self.changed(key))).children
            for (child, value) in zip(changed, standard) where "\(child.value)" != value {
                if let label = child.label { unchanged.remove(label) }
            }
        }
        #expect(unchanged.isEmpty)
    }
}
