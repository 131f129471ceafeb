import Foundation
import Proofsheet

/// The reader's browser, as the desktop knows it.
enum Browser {
    #if os(macOS)
        private static let opener = "open"
    #else
        /// Of the freedesktop.org project's xdg-utils.
        private static let opener = "xdg-open"
    #endif

    /// Shows a page, and waits for nothing.
    static func show(_ page: String) {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let programs = directories.map { "\($0)/\(opener)" }
        let name = ProofsheetError.printable(page)
        guard let program = programs.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            Console.error("proofsheet: '\(name)' was not shown, since there is no \(opener) here; open it in a browser")
            return
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [URL(fileURLWithPath: page).path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            Console.error("proofsheet: '\(name)' was not shown: \(ProofsheetError.printable("\(error)"))")
        }
    }
}
