import Foundation
import TestSupport
import Testing

/// Chromium, and a Python that can drive it.
private enum Browser {
    static let python: String? = {
        guard ExternalProgram.find("chromedriver") != nil,
            ExternalProgram.find("chromium") ?? ExternalProgram.find("google-chrome") != nil
        else { return nil }
        return ExternalProgram.candidates("python3").first { ExternalProgram.succeeds($0, ["-c", "import selenium"]) }
    }()
}

@Suite("Proof sheets in a browser", .enabled(if: Browser.python != nil))
struct BrowserTests {
    @Test("show, filter, search and sort, keep texts texts, and serve those who use keys or a screen reader")
    func sheets() async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Browser/proof_sheet.py").path
        let directory = try TemporaryDirectory()
        let python = try #require(Browser.python)
        // How long tasks take is for `make browser-test` to judge, on a machine that does nothing else.
        let run = try await Program.run(
            [script, "--program", Program.path, "--entries", "5000", "--images", "400"], in: directory, program: python)
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains("ok    large: every entry is there"))
    }
}
