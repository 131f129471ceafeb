import ArgumentParser
import Foundation
import Proofsheet

/// Writes the manual pages, for `make install` and for people who make packages.
struct ManualCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-manual",
        abstract: "Write a manual page for each command into a directory.",
        discussion: """
            The pages are made of what --help says. They bear the day of SOURCE_DATE_EPOCH where that is set, so that \
            the same program makes the same pages.
            """,
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("The directory to write to.", valueName: "dir"), completion: .directory)
    var directory: String

    func execute() async throws -> Int32 {
        let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(TimeInterval.init)
        let pages = try ManualPage.all(date: epoch.map(Date.init(timeIntervalSince1970:)) ?? Date())
        let names = pages.map(\.name)
        let place = URL(fileURLWithPath: directory, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for page in pages {
                try Data(page.text(others: names).utf8).write(to: place.appendingPathComponent(page.fileName))
            }
        } catch {
            throw ProofsheetError(
                .failure, "the manual pages were not written to '\(directory)': \(error.localizedDescription)")
        }
        return 0
    }
}
