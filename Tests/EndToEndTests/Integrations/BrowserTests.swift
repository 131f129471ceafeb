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
