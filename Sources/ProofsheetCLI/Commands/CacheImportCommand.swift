import ArgumentParser
import Proofsheet

struct CacheImportCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Put an image from a file into the cache, as that of a URL.",
        discussion: """
            For an image that its server no longer has. It is judged like a download: what is no image, or damaged, is \
            refused. It stays until 'proofsheet warm --force' gets an intact image from the server; until then no server \
            is asked for it. Run 'proofsheet repair' next, which makes the flag true.
            """)

    @OptionGroup(title: "Common") var common: CommonOptions

    @Option(help: .key("site-url")) var siteUrl: String?

    @Argument(help: ArgumentHelp("The image; - is standard input.", valueName: "file"), completion: .file())
    var file: String

    @Argument(help: ArgumentHelp("The URL as the record has it.", valueName: "url"))
    var url: String

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        if let siteUrl { configuration.siteURL = siteUrl }
        let care = CacheCare(cacheDirectory: configuration.cacheDirectory)
        let imported = try await care.importImage(file, for: url, configuration)
        if !configuration.isQuiet { Console.output(imported.text) }
        return 0
    }
}
