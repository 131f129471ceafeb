import FileSystem
import Foundation
import TestSupport
import Testing

/// Chromium, and a Python that can drive it.
private enum Browser {
    static let python: String? = {
        guard find("chromedriver") != nil, find("chromium") ?? find("google-chrome") != nil else { return nil }
        return candidates("python3").first { (try? status(of: $0, ["-c", "import selenium"])) == 0 }
    }()

    private static func candidates(_ name: String) -> [String] {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (directories + ["/usr/bin"]).map { joinPath($0, name) }
            .filter(FileManager.default.isExecutableFile(atPath:))
    }

    private static func find(_ name: String) -> String? { candidates(name).first }

    private static func status(of program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
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
