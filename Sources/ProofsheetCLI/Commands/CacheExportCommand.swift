public import ArgumentParser
public import Proofsheet

struct CacheExportCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the cache's images to a directory of a site, with a list for its templates.",
        discussion: """
            Writes each intact image once, under the first 16 digits of its SHA-256 (of which another image has others, \
            so that browsers may keep it for ever), such as 3f0a9c51d2b7e846.jpg. What is there already is not touched. \
            An image that could not be decoded, such as an SVG, is left out.

            The manifest has under 'images', for each URL as the records (with no PATH: the cache) spell it: url, path, \
            width, height, format, bytes, sha256 and placeholder (thumbHash in base64, color as #rrggbb). It is written \
            last, when all its files are on the disk.

            Exit status: 0 all that the cache has was exported; 2 bad usage; 3 something could not be done.
            """)

    @OptionGroup(title: "Common") var common: CommonOptions

    @Option(
        help: ArgumentHelp("Write a list of the images to a file.", valueName: "file"), completion: .file())
    var manifest: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The manifest's format: json or yaml (default: by its name).", valueName: "f"))
    var format: ExportManifestFormat?

    @Option(
        help: ArgumentHelp(
            "What the paths in the manifest begin with, such as /images/ (default: nothing).", valueName: "text"))
    var prefix = ""

    @Flag(
        help: """
            Make hard links to the cache's files in place of copies. What changes such a file in place damages the cache; \
            both have to be on one file system.
            """)
    var link = false

    @Flag(
        help: """
            Remove what earlier exports wrote, as the manifest says, and what is no longer needed. Nothing is removed \
            where a record could not be read.
            """)
    var prune = false

    @OptionGroup(title: "Records") var records: CacheRecordOptions

    @Argument(help: ArgumentHelp("The directory to write to.", valueName: "dir"), completion: .directory)
    var directory: String

    @Argument(
        help: ArgumentHelp(
            "Files and directories with the records whose images are wanted (default: all of the cache).",
            valueName: "path"), completion: .file())
    var paths: [String] = []

    func validate() throws {
        guard manifest == nil else { return }
        if prune { throw ValidationError("--prune takes the --manifest, which tells what earlier exports wrote") }
        if format != nil || !prefix.isEmpty { throw ValidationError("--format and --prefix take a --manifest") }
    }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        var options = CacheCare.ExportOptions()
        options.linksObjects = link
        options.manifest = manifest
        options.manifestFormat = format
        options.pathPrefix = prefix
        options.removesObsolete = prune
        let archive = paths.isEmpty ? nil : Archive(paths: paths, configuration: configuration)
        let care = CacheCare(cacheDirectory: configuration.cacheDirectory)
        let exported = try await care.export(to: directory, options, of: archive)
        for failure in exported.failures { Console.error("proofsheet: \(ProofsheetError.printable(failure))") }
        if exported.wasInterrupted { return 130 }
        if !configuration.isQuiet { Console.output(exported.text) }
        return exported.failures.isEmpty ? 0 : 3
    }
}

extension ExportManifestFormat: ExpressibleByArgument {}

/// Options of the commands of the cache that may read records.
struct CacheRecordOptions: SettingOptions {
    @Option(help: ArgumentHelp("Leave out records that a glob matches. Repeatable.", valueName: "glob"))
    var exclude: [String] = []

    @Flag(help: .key("no-ignore")) var noIgnore = false
    @Option(name: .customLong("site-url"), help: .key("site-url")) var siteURL: String?
}
