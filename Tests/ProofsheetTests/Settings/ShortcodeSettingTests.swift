import Records
import Reporting
import Testing

@testable import Proofsheet

@Suite("Settings of bodies")
struct ShortcodeSettingTests {
    private func configuration(_ text: String) throws -> Configuration {
        try ConfigurationFile.parse(text, path: "site/.proofsheet.yml")
    }

    @Test("shortcodes name arguments, or count those without names")
    func shortcodes() throws {
        let configuration = try configuration(
            """
            markdown-flavour: pandoc
            shortcodes:
              photo: {source: file, width: w, height: 2}
              left: 0
              Hero: image
            """)
        let vocabulary = EntryVocabulary(configuration)
        #expect(vocabulary.bodies.flavour == .pandoc)
        #expect(
            vocabulary.bodies.shortcodes == [
                Shortcode(name: "Hero", source: .named("image")), Shortcode(name: "left", source: .position(0)),
                Shortcode(name: "photo", source: .named("file"), width: .named("w"), height: .position(2)),
            ])
    }

    @Test(
        "what is wrong in them is named",
        arguments: [
            ("shortcodes: photo", "the value of 'shortcodes' is not a mapping of the names of shortcodes"),
            ("shortcodes: {photo: {width: w}}", "the value of 'shortcodes.photo' is not a mapping with 'source'"),
            ("shortcodes: {photo: {src: w}}", "unknown part of a shortcode 'src'"),
            ("shortcodes: {photo: -1}", "is not the name of an argument, or its number from 0"),
            ("markdown-flavour: markdown", "is not one of kramdown, goldmark, pandoc, imsize, obsidian"),
        ])
    func wrong(text: String, message: String) throws {
        let error = #expect(throws: ProofsheetError.self) { try configuration(text) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("they are written as they are read")
    func roundTrip() throws {
        let text = "{photo: {source: file, width: w, height: 2}, left: 0}"
        let configuration = try configuration("shortcodes: \(text)")
        let effective = try EffectiveConfiguration(file: nil, environment: [:], keys: ConfigurationKey.all)
        let line = effective.text(of: configuration).split(separator: "\n").first { $0.hasPrefix("shortcodes:") }
        let copy = try self.configuration(String(try #require(line)))
        #expect(copy.shortcodes == configuration.shortcodes && copy.shortcodes.count == 2)
    }
}
