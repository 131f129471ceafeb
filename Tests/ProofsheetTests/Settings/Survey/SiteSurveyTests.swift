import TestSupport
import Testing

@testable import Proofsheet

@Suite("A look at a site")
struct SiteSurveyTests {
    private func survey(_ files: [String: String]) async throws -> SiteSurvey {
        let directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text, to: name) }
        return try await SiteSurvey.survey(of: directory.root)
    }

    private static let post = "---\nimage: {url: a.jpg, width: 1}\n---\n"

    @Test("leaves out templates, and says so")
    func others() async throws {
        let survey = try await survey([
            "config.toml": "baseURL = 'https://news.example.org/'\n", "archetypes/default.md": Self.post,
            "layouts/index.json": "{{ range }}", "content/a.md": Self.post, "static/a.txt": "",
        ])
        #expect(survey.generator == .hugo && survey.otherDirectories == ["archetypes", "layouts"])
        #expect(survey.places == [.init(directory: "content", records: 1, entries: 1)])
        #expect(survey.siteRoots == ["static"])
        let text = InitialConfiguration.text(survey)
        #expect(
            text.contains("\nexclude: [\"/archetypes/\", \"/layouts/\"]\n")
                && text.contains("\ninclude: [\"content/\"]\n"))
        #expect(text.contains("\nsite-url: \"https://news.example.org\"\n"))
    }

    @Test("knows a site without records, and one whose address is nobody's")
    func fresh() async throws {
        let survey = try await survey([
            "config.toml": "baseURL = 'http://example.org/'\n", "archetypes/default.md": "---\n---\n",
        ])
        #expect(survey.generator == .hugo && survey.places.isEmpty && survey.siteURL == nil)
        let text = InitialConfiguration.text(survey)
        #expect(
            text.contains(
                "# Its own configuration still says http://example.org, which is nobody's address: site-url is not set.\n"
            ))
        #expect(text.contains("\n# site-url: "))
        await #expect(throws: ProofsheetError.self) { try await SiteSurvey.survey(of: "/nowhere/at/all") }
    }

    @Test("names the keys whose values look like images and are not read")
    func passedOver() async throws {
        let survey = SiteSurvey(
            generator: .plain, siteURL: nil, placeholderURL: nil, siteRoots: [], otherDirectories: [], places: [],
            flags: .init(), passedOver: ["a.file": 4, "b": 1], presets: [], markdownFlavour: nil, cacheAdvice: nil)
        #expect(
            InitialConfiguration.text(survey).contains(
                "# 5 image-like values were not read (a.file 4, b 1): see 'proofsheet entries --not', and name the keys "
                    + "of images in 'keys'.\n"))
    }

    @Test("finds whose data they are")
    func presets() async throws {
        let survey = try await survey([
            "data/a.json": #"{"@context": "http://iiif.io/api/presentation/3/context.json"}"#,
            "data/b.json": #"{"images": [{"file_name": "a.jpg"}], "annotations": [], "categories": []}"#,
            "data/c.json": #"[{"media_details": {"width": 1}}]"#,
        ])
        #expect(survey.presets == ["coco", "iiif", "wordpress"])
        let hasKey = ConfigurationKey.named("presets") != nil
        #expect(
            InitialConfiguration.text(survey).contains("\npresets: [\"coco\", \"iiif\", \"wordpress\"]\n") == hasKey)
    }

    @Test("knows where attributes of Markdown are read")
    func flavours() async throws {
        #expect(try await survey(["_config.yml": "title: a"]).markdownFlavour == "kramdown")
        #expect(try await survey(["_config.yml": "markdown: CommonMark"]).markdownFlavour == nil)
        #expect(try await survey(["hugo.toml": "title = 'a'"]).markdownFlavour == nil)
        let markup = "[markup.goldmark.parser.attribute]\nblock = true\n"
        #expect(try await survey(["hugo.toml": markup]).markdownFlavour == "goldmark")
        let alone = markup.replacing("markup.", with: "")
        #expect(
            try await survey(["hugo.toml": "", "config/_default/markup.toml": alone]).markdownFlavour == "goldmark")
        #expect(try await survey(["astro.config.mjs": ""]).markdownFlavour == nil)
    }

    @Test("says what keeps the generator from publishing the cache")
    func cache() throws {
        let directory = try TemporaryDirectory()
        let files = SurveyedDirectory(directory: directory.root)
        #expect(
            SiteSurvey.Generator.jekyll.cacheAdvice("Cache", in: files)?.contains("add 'Cache/' to 'exclude'") == true)
        #expect(SiteSurvey.Generator.jekyll.cacheAdvice(".cache", in: files) == nil)
        #expect(
            SiteSurvey.Generator.eleventy.cacheAdvice("Cache", in: files)?.contains("'Cache/' to .eleventyignore")
                == true)
        try directory.write("a\n/Cache/\n", to: ".gitignore")
        #expect(SiteSurvey.Generator.eleventy.cacheAdvice("Cache", in: files) == nil)
        #expect(SiteSurvey.Generator.hugo.cacheAdvice("Cache", in: files) == nil)
    }

    @Test("says so of a hidden cache only where Eleventy takes images for templates")
    func hiddenCache() throws {
        let directory = try TemporaryDirectory()
        let files = SurveyedDirectory(directory: directory.root)
        let eleventy = SiteSurvey.Generator.eleventy
        try directory.write("export default { templateFormats: ['md', 'njk'] }", to: "eleventy.config.js")
        #expect(eleventy.cacheAdvice(".proofsheet", in: files) == nil)
        try directory.write("export default { templateFormats: ['md', 'jpg'] }", to: "eleventy.config.js")
        #expect(eleventy.cacheAdvice(".proofsheet", in: files)?.contains("'.proofsheet/' to .eleventyignore") == true)
    }
}
