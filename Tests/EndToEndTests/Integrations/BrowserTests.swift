import TestSupport
import Testing

/// Chromium, and a Python that can drive it.
private enum Browser {
    static let python: String? = {
        guard Tool.path("chromedriver") != nil, Tool.path("chromium") ?? Tool.path("google-chrome") != nil else {
            return nil
        }
        return Tool.python(importing: "selenium")
    }()

    /// A Python, where Firefox is there as well; no driver is needed for the sizes of images.
    static let pythonForSizes: String? = {
        guard Tool.path("chromium") ?? Tool.path("google-chrome") != nil,
            Tool.path("firefox-esr") ?? Tool.path("firefox") != nil
        else { return nil }
        return Tool.python(importing: "http.server, json")
    }()
}

@Suite("Proof sheets in a browser", .enabled(if: Browser.python != nil))
struct BrowserTests {
    @Test("show, filter, search and sort, keep texts texts, and serve those who use keys or a screen reader")
    func sheets() async throws {
        let script = RepositoryFiles.path(of: "Tests/Browser/proof_sheet.py")
        let directory = try TemporaryDirectory()
        let python = try #require(Browser.python)
        // How long tasks take is for `make browser-test` to judge, on a machine that does nothing else.
        let run = try await Program.run(
            [script, "--program", Program.path, "--entries", "5000", "--images", "400"], in: directory, program: python)
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains("ok    large: every entry is there"))
    }
}

@Suite("A review in a browser", .enabled(if: Browser.python != nil))
struct BrowserReviewTests {
    @Test("marks, writes, shows and undoes by keys alone, and loses nothing where files change meanwhile")
    func review() async throws {
        let script = RepositoryFiles.path(of: "Tests/Browser/review.py")
        let directory = try TemporaryDirectory()
        let python = try #require(Browser.python)
        let run = try await Program.run([script, "--program", Program.path], in: directory, program: python)
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains("ok    review: u gives every file its old bytes"))
    }
}

@Suite("Images in two browsers", .enabled(if: Browser.pythonForSizes != nil))
struct BrowserImageTests {
    @Test("Chromium and Firefox show the fixtures at the sizes that probe says, but for what is listed with a reason")
    func sizes() async throws {
        let script = RepositoryFiles.path(of: "Tests/Browser/image_sizes.py")
        let directory = try TemporaryDirectory()
        let python = try #require(Browser.pythonForSizes)
        let run = try await Program.run(
            [script, "--program", Program.path, "--fixtures-only"], in: directory, program: python)
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains(/same size +[1-9][0-9]{2,}/))
    }
}
