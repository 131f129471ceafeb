import Foundation
import TestSupport

/// The installed cmark-gfm, the judge of which images Markdown has.
///
/// `.ci/packages tools` installs it. Without it tests are skipped; with PROOFSHEET_TOOLS=required, as in CI, they fail.
enum CMarkProgram {
    static let path: String? = {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") + ["/usr/bin"]
        return directories.map { "\($0)/cmark-gfm" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }()

    static var isWanted: Bool {
        path != nil || ProcessInfo.processInfo.environment["PROOFSHEET_TOOLS"] == "required"
    }

    /// The HTML of each body; one shell runs the program for all of them, since that takes a tenth of the time.
    static func html(of bodies: [String]) throws -> [String] {
        let directory = try TemporaryDirectory()
        for (number, body) in bodies.enumerated() { try directory.write(body, to: "\(number).md") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "for body in *.md; do \"$0\" -e table --unsafe \"$body\" >\"$body.html\" || exit 1; done", path ?? "",
        ]
        process.currentDirectoryURL = URL(fileURLWithPath: directory.root)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return try bodies.indices.map { try directory.text(of: "\($0).md.html") }
    }
}
