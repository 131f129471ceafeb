import ArgumentParser
import Proofsheet

struct ProbeCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Print format, sizes and orientation of images.",
        discussion: """
            A file that is named is looked at whatever its name. Of a directory, the files with the name of an image \
            are, but for those that are hidden or ignored. Of a URL, only the first bytes are fetched: 16 KiB, and \
            more where they do not tell the size. '-' is an image on standard input.

            With --format tsv, a line with the names of the columns comes first: source, format, width, height, \
            rawWidth, rawHeight, orientation, frames, bytesRead, verdict, error. What is not known is empty; a \
            backslash, tab or line end in a source is written \\\\, \\t, \\n or \\r.

            Exit status: 0 every source is an image whose size is known (with --verify: and is not damaged); 1 one is \
            not; 2 bad usage; 3 one could not be read; 130 interrupted.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, tsv
    }

    @OptionGroup(title: "Common") var common: CommonOptions
    @OptionGroup(title: "Network") var network: NetworkOptions

    @Argument(
        help: ArgumentHelp(
            "Image files, directories, http and https URLs, and - for standard input.", valueName: "file|url"),
        completion: .file())
    var sources: [String] = []

    @Option(
        help: ArgumentHelp(
            "Look at what a file names too, one file, directory or URL a line; - reads the list from standard input.",
            valueName: "file"), completion: .file())
    var filesFrom: String?

    @Flag(name: [.customShort("0"), .long], help: "In the list, a NUL ends each name in place of a line end.")
    var null = false

    @Flag(help: "Take what .gitignore, .git/info/exclude and .ignore leave out of directories as well.")
    var noIgnore = false

    @Flag(help: "Read the whole image, decode every pixel, and say whether it is damaged.")
    var verify = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The format: text, json (one object a line) or tsv.", valueName: "f"))
    var format = Format.text

    func validate() throws {
        if null, filesFrom == nil { throw ValidationError("--null (-0) needs --files-from") }
    }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try network.apply(to: &configuration)
        let mayAsk = filesFrom != nil || sources.contains { $0.contains("://") }
        if mayAsk { NetworkOptions.fitRequests(&configuration) }
        if noIgnore { configuration.honoursIgnoreFiles = false }
        let sources = try ImageSources(
            sources, list: filesFrom.map { ImageSources.List(path: $0, isNullSeparated: null) },
            honoursIgnoreFiles: configuration.honoursIgnoreFiles)
        if format == .tsv { Console.output(InspectedImage.tsvHeader + "\n") }
        var worst: Int32 = 0
        // Only the JSON format shows what a picture looks like.
        let inspector = ImageInspector(
            configuration: configuration, verifies: verify, describesLooks: format == .json)
        try await inspector.inspect(sources) { images in
            var lines = ""
            for image in images {
                worst = max(worst, image.exitStatus)
                if configuration.isQuiet, image.exitStatus == 0 { continue }
                lines += line(for: image)
                lines += "\n"
            }
            Console.output(lines)
            // The reader has gone away; there is nothing more to write.
            if Console.isReaderGone { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        return Task.isCancelled && !Console.isReaderGone ? 130 : worst
    }

    private func line(for image: InspectedImage) -> String {
        switch format {
        case .text: image.text
        case .json: image.json(withVerdict: verify)
        case .tsv: image.tsv
        }
    }
}

extension ProbeCommand: OperandCommand {
    var operands: [String] {
        get { sources }
        set { sources = newValue }
    }
}

extension InspectedImage {
    /// 0 where the size is known and, where the image was decoded, nothing was damaged.
    fileprivate var exitStatus: Int32 {
        if isUnreadable { return 3 }
        return width != nil && verdict != "truncated" && verdict != "corrupt" ? 0 : 1
    }
}
