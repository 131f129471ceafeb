import ArgumentParser
import Proofsheet
import Synchronization

struct ProbeCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Print format, sizes and orientation of images.",
        discussion: """
            Exit status: 0 every source is an image whose size is known (with --verify: and is not damaged); 1 one is \
            not; 3 one could not be read.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var common: CommonOptions
    @OptionGroup var network: NetworkOptions

    @Argument(help: ArgumentHelp("Image files, and http or https URLs.", valueName: "file|url"))
    var sources: [String]

    @Flag(help: "Decode every pixel and say whether the image is damaged.")
    var verify = false

    @Option(help: ArgumentHelp("The format: text or json (one object a line).", valueName: "f"))
    var format = Format.text

    var isVerbose: Bool { common.verbose }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try network.apply(to: &configuration)
        let inspector = ImageInspector(configuration: configuration, verifies: verify)
        let worst = Mutex<Int32>(0)
        try await inspector.inspect(sources) { image in
            let status: Int32 = image.isUnreadable ? 3 : image.isSound ? 0 : 1
            worst.withLock { $0 = max($0, status) }
            if common.quiet && status == 0 { return }
            Console.output((format == .json ? image.json(withVerdict: verify) : image.text) + "\n")
        }
        return worst.withLock { $0 }
    }
}

extension InspectedImage {
    /// Whether the size is known and, where the image was decoded, nothing was damaged.
    fileprivate var isSound: Bool {
        width != nil && verdict != "truncated" && verdict != "corrupt"
    }
}
