import ArgumentParser
import Foundation
import Proofsheet

/// Writes the pages of `docs/reference` that say what the program says of itself.
struct ReferenceCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-reference",
        abstract: "Write the pages of the reference that are made of declarations into a directory.",
        discussion: """
            The pages are made of what --help says, of the rules, the keys of the configuration and the formats of \
            reports. 'make reference' writes them into docs/reference.
            """,
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("The directory to write to.", valueName: "dir"), completion: .directory)
    var directory: String

    func execute() async throws -> Int32 {
        let pages = try ReferencePage.all()
        let place = URL(fileURLWithPath: directory, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for page in pages {
                try Data(page.text.utf8).write(to: place.appendingPathComponent(page.fileName))
            }
        } catch {
            throw ProofsheetError(
                .failure, "the reference was not written to '\(directory)': \(error.localizedDescription)")
        }
        return 0
    }
}
