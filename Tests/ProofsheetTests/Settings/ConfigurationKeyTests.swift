import Auditing
import Foundation
import TestSupport
import Testing

@testable import Proofsheet

@Suite("A key of the configuration")
struct ConfigurationKeyTests {
    /// A setting that the program does not have.
    private let invented = ConfigurationKey(
        "patience", \.limits.retries, .integer(2...9), affectsVerdicts: true, "How patient we are", option: .value("n"))
    private var keys: [ConfigurationKey] { ConfigurationKey.all + [invented] }

    @Test("a file may have it, and an error in it has its place")
    func file() throws {
        #expect(try ConfigurationFile.parse("patience: 7", path: "f", keys: keys).limits.retries == 7)
        let wrong = #expect(throws: ProofsheetError.self) {
            try ConfigurationFile.parse("quiet: true\npatience: 1", path: "f", keys: keys)
        }
        #expect(wrong?.message == "f:2:11: the value of 'patience' is not a whole number from 2 to 9")
        let misspelt = #expect(throws: ProofsheetError.self) {
            try ConfigurationFile.parse("patiense: 7", path: "f", keys: keys)
        }
        #expect(misspelt?.message == "f:1:1: unknown key 'patiense'; did you mean 'patience'?")
        #expect(throws: ProofsheetError.self) { try ConfigurationFile.parse("patience: 7", path: "f") }
    }

    @Test("the schema has it, with its range")
    func schema() throws {
        let text = ConfigurationSchema.text(of: keys)
        let schema = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let property = try #require(properties["patience"])
        #expect(property["description"] as? String == "How patient we are" && property["type"] as? String == "integer")
        #expect(property["minimum"] as? Int == 2 && property["maximum"] as? Int == 9)
    }

    @Test("a variable sets it, and 'config' prints it with where it comes from")
    func variable() throws {
        let effective = try EffectiveConfiguration(
            file: nil, environment: ["PROOFSHEET_PATIENCE": "8", "PROOFSHEET_CONCURRENCY": "9"], keys: keys)
        #expect(effective.configuration.limits.retries == 8 && effective.configuration.concurrency == 9)
        let lines = effective.text(of: effective.configuration).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("patience: 8 ") && $0.hasSuffix(" # PROOFSHEET_PATIENCE") })
        let wrong = #expect(throws: ProofsheetError.self) {
            try EffectiveConfiguration(file: nil, environment: ["PROOFSHEET_PATIENCE": "x"], keys: keys)
        }
        #expect(
            wrong?.message == "the environment variable 'PROOFSHEET_PATIENCE': the value of 'patience' is not a whole "
                + "number from 2 to 9")
    }

    @Test("a first configuration explains it, with its default")
    func initial() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("---\nimage: {url: a.jpg, width: 1}\n---\n", to: "a.md")
        let survey = try await SiteSurvey.survey(of: directory.path(of: ""))
        #expect(InitialConfiguration.text(survey, keys: keys).hasSuffix("\n# How patient we are\n# patience: 3\n"))
    }

    @Test("its option has its help, sets it, and refuses what it does not take")
    func option() throws {
        #expect(invented.optionHelp == "How patient we are (default: 3)." && invented.optionValueName == "n")
        var configuration = Configuration()
        try invented.apply(optionValues: [], to: &configuration)
        #expect(configuration == Configuration())
        try invented.apply(optionValues: ["4", "06"], to: &configuration)
        #expect(configuration.limits.retries == 6)
        for text in ["10", "x", "0x5", ""] {
            let wrong = #expect(throws: ProofsheetError.self) {
                try invented.apply(optionValues: [text], to: &configuration)
            }
            #expect(wrong?.message == "--patience takes a whole number from 2 to 9")
        }
    }

    @Test("verdicts hold for its value where they depend on it")
    func digest() throws {
        var configuration = Configuration()
        configuration.limits.retries = 5
        let others = ConfigurationKey.all
        #expect(Self.digest(configuration, others) == Self.digest(Configuration(), others))
        #expect(Self.digest(configuration, keys) != Self.digest(Configuration(), keys))
        #expect(Self.digest(Configuration(), keys) != Self.digest(Configuration(), others))
    }

    @Test("lists come in place of a file's, or on top of them, as their keys say")
    func lists() throws {
        var configuration = try ConfigurationFile.parse(
            "{include: a, exclude: b, site-root: c, remap: d e, allow-private-host: f}", path: "f")
        for (name, texts) in [
            ("include", ["1", "2"]), ("exclude", ["3"]), ("site-root", ["4"]), ("remap", ["5 6"]),
            ("allow-private-host", ["7", "8"]),
        ] { try #require(ConfigurationKey.named(name)).apply(optionValues: texts, to: &configuration) }
        #expect(configuration.includes.map(\.pattern) == ["1", "2"] && configuration.siteRoots == ["4"])
        #expect(configuration.excludes.map(\.pattern) == ["b", "3"] && configuration.privateHosts == ["f", "7", "8"])
        #expect(configuration.remappings.map(\.pattern) == ["d", "5"])
    }

    @Test("no two names are the same, nor those of properties for their options")
    func names() {
        let names = ConfigurationKey.all.map { $0.name.filter { $0 != "-" } }
        #expect(Set(names).count == names.count)
    }

    static func digest(_ configuration: Configuration, _ keys: [ConfigurationKey] = ConfigurationKey.all) -> String {
        VerdictSettings(Archive(paths: ["a"], configuration: configuration), rules: [.flagStale], keys: keys).digest
    }
}
