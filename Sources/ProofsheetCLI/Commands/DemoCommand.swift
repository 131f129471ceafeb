import ArgumentParser
import DemoSite
import Foundation
import Proofsheet

struct DemoCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Write a small site, serve its images on loopback, and run the whole flow on it.",
        discussion: """
            Needs no network. The site stays, to be explored; in it stands proof.html, a page with the pictures as they were \
            before the repair. The site's configuration says offline, since its hosts are made up.
            """)

    @Argument(
        help: ArgumentHelp(
            "An empty or new directory for the site (default: a new one for temporary files).", valueName: "dir"))
    var directory: String?

    @Flag(help: "Show the page with the pictures in the browser.")
    var open = false

    @Option(help: .key("color")) var color: Configuration.Color?

    private static let page = "proof.html"

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
        // In the site's directory, so that the reports show the paths that a user would see.
        guard FileManager.default.changeCurrentDirectoryPath(site.directory) else {
            throw ProofsheetError(.failure, "the directory '\(site.directory)' cannot be entered")
        }
        try await run(on: site, DemoScreen(color: color ?? .auto))
        if open { Browser.show(Self.page) }
        return 0
    }

    private func run(on site: DemoSite, _ screen: DemoScreen) async throws {
        var archive = Archive(configuration: try configuration(of: site))
        screen.line("A site with one article is in \(site.directory)")
        let warmed = try await archive.warm()
        let summary = warmed.summary
        screen.heading(
            "warm",
            "\(summary.cached) of \(summary.images) images are cached, "
                + "\(summary.images - summary.cached) are not to be had")
        try site.loseObject()
        screen.line("Then one cached image is deleted behind proofsheet's back.")
        archive.makesProofSheet = true
        let found = try await archive.audit()
        archive.makesProofSheet = false
        screen.heading("audit", "\(found.findings.count) findings")
        for finding in found.findings { screen.show(finding) }
        let before = try site.article()
        var options = RepairOptions()
        options.repairsDimensions = true
        _ = try await archive.repair(options)
        screen.heading("repair --dimensions", "what can be put right is, and no other byte changes")
        screen.showDifference(from: before, to: try site.article())
        let synced = try await archive.sync(options)
        screen.heading(
            "sync", "the lost image is fetched again; \(synced.findings.count) findings are left for a person")
        try found.write(as: "html", toFile: Self.page)
        screen.line("")
        screen.line("wrote \(Self.page): \(found.pageSummary), as they were before the repair")
        let program = Self.programName
        screen.line("Go on with:")
        for line in ["cd \(site.directory)", "\(program) audit", "\(program) cache stats"] { screen.line("  " + line) }
    }

    /// As the site's configuration has it, but for the requests that its server answers.
    private func configuration(of site: DemoSite) throws -> Configuration {
        var configuration = try ConfigurationFile.read(ConfigurationFile.name)
        configuration.remappings = [
            try Remapping(pattern: site.remapping.pattern, replacement: site.remapping.replacement)
        ]
        configuration.allowsPrivateHosts = true
        configuration.hostDelay = .zero
        configuration.isOffline = false
        return configuration
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
