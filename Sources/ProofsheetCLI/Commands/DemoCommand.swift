import ArgumentParser
import DemoSite
import Foundation
import Proofsheet

struct DemoCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Write a small site, serve its images on loopback, and run the whole flow on it.",
        discussion: "Needs no network. The site stays, to be explored.")

    @Argument(
        help: ArgumentHelp(
            "An empty or new directory for the site (default: a new one for temporary files).", valueName: "dir"),
        completion: .directory)
    var directory: String?

    @OptionGroup(title: "Common") var common: CommonOptions

    func execute() async throws -> Int32 {
        let site: DemoSite
        do {
            let path = directory.map { URL(fileURLWithPath: $0).path } ?? Self.freshDirectory()
            site = try await DemoSite(directory: path)
        } catch let error as DemoSite.NotEmpty {
            throw ProofsheetError(.usage, "'\(directory ?? error.directory)' is not empty; give a new directory")
        } catch {
            throw ProofsheetError(.failure, "the demo cannot be set up: \(error)")
        }
        try await run(on: site)
        return 0
    }

    private func run(on site: DemoSite) async throws {
        // In the site's directory, so that the reports show the paths that a user would see.
        guard FileManager.default.changeCurrentDirectoryPath(site.directory) else {
            throw ProofsheetError(.failure, "the directory '\(site.directory)' cannot be entered")
        }
        var configuration = try ConfigurationFile.read(ConfigurationFile.name)
        Console.isVerbose = common.verbose
        configuration.remappings = [
            try Remapping(pattern: site.remapping.pattern, replacement: site.remapping.replacement)
        ]
        configuration.allowsPrivateHosts = true
        configuration.hostDelay = .zero
        let program = Self.programName
        let archive = Archive(configuration: configuration)
        Console.output("A site with one article is in \(site.directory)\n")

        show("proofsheet warm: fetch the images that the article names", try await archive.warm())
        try site.loseObject()
        Console.output("\n(Then one cached image is deleted behind proofsheet's back.)\n")
        show("proofsheet audit: check the article against the cache", try await archive.audit())
        var options = RepairOptions()
        options.repairsDimensions = true
        options.makesDiff = true
        show("proofsheet repair --dimensions --diff: mend the article", try await archive.repair(options))
        show("proofsheet audit: what is left for a person to mend", try await archive.audit())
        Console.output(
            """

            The site stays for you to explore:
              cd \(site.directory)
              \(program) audit
              \(program) cache stats
              \(program) probe --verify Cache/objects/*/*

            """)
    }

    private func show(_ title: String, _ result: RunResult) {
        Console.output("\n== \(title) ==\n\n" + (result.rendered(as: "text") ?? ""))
    }

    /// How the reader can call this program: by its name where a shell finds it, else by its path.
    private static var programName: String {
        let name = CommandLine.arguments.first ?? "proofsheet"
        guard name.contains("/") else { return name }
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? name
    }

    private static func freshDirectory() -> String {
        let name = "proofsheet-demo-\(UUID().uuidString.prefix(8).lowercased())"
        return FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }
}
