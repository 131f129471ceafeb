import Decoding
import Fetching
import FileSystem
import Probing
import Reporting

/// What is to be known of one image, from a file or a URL.
public struct InspectedImage: Sendable, Hashable {
    /// The path or URL as it was given.
    public var source: String
    /// The format's name, such as `jpeg`; nil where it is no image, or its size cannot be read for sure.
    public var format: String?
    /// Width and height as a browser displays them, and as coded, in pixels.
    public var width: Int?
    public var height: Int?
    public var rawWidth: Int?
    public var rawHeight: Int?
    /// EXIF orientation, 1 to 8.
    public var orientation: Int?
    /// Number of frames; nil where the bytes read do not tell.
    public var frames: Int?
    /// Bytes read of the file, or received from the server.
    public var bytesRead = 0
    /// `intact`, `truncated`, `corrupt` or `unsupported`; nil where the image was not decoded.
    public var verdict: String?
    /// Why there is no size, or what the decoder found.
    public var error: String?
    /// The source could not be read at all.
    public var isUnreadable = false

    init(source: String) {
        self.source = source
    }

    mutating func take(_ header: ImageHeader) {
        format = header.format.rawValue
        width = header.width
        height = header.height
        rawWidth = header.rawWidth
        rawHeight = header.rawHeight
        orientation = header.orientation
        frames = header.frames
    }

    mutating func take(_ verdict: Verdict) {
        self.verdict = verdict.name
        error = verdict.detail
    }

    /// One JSON object on one line, without a line end.
    public func json(withVerdict: Bool) -> String {
        var pairs: [(String, JSONValue)] = [
            ("source", .string(PlainText.withoutCredentials(source))), ("format", .optional(format)),
            ("width", .optional(width)), ("height", .optional(height)), ("rawWidth", .optional(rawWidth)),
            ("rawHeight", .optional(rawHeight)), ("orientation", .optional(orientation)),
            ("frames", .optional(frames)), ("bytesRead", .int(bytesRead)),
        ]
        if withVerdict { pairs.append(("verdict", .optional(verdict))) }
        pairs.append(("error", .optional(error)))
        return JSONValue.ordered(pairs).compact
    }

    /// One line for people, without a line end.
    public var text: String {
        var parts: [String] = []
        if let format, let width, let height {
            parts += [format, "\(width)×\(height)"]
            if let rawWidth, let rawHeight, rawWidth != width || rawHeight != height {
                parts.append("(raw \(rawWidth)×\(rawHeight), orientation \(orientation ?? 1))")
            }
            if let frames, frames > 1 { parts.append(Plural.text(frames, "frame")) }
        }
        if let verdict { parts.append(verdict) }
        if let error { parts.append("(\(error))") }
        return PlainText.escaped("\(PlainText.withoutCredentials(source)): \(parts.joined(separator: " "))")
    }
}

/// Looks at single images, whether or not a record names them.
public struct ImageInspector: Sendable {
    private let configuration: Configuration
    /// Decodes every pixel as well.
    public var verifies: Bool

    public init(configuration: Configuration = Configuration(), verifies: Bool = false) {
        self.configuration = configuration
        self.verifies = verifies
    }

    /// Looks at files and at http and https URLs, and hands over the results in the order of the sources.
    public func inspect(
        _ sources: [String], _ body: @Sendable (InspectedImage) -> Void
    ) async throws(ProofsheetError) {
        var engine: FetchEngine?
        if sources.contains(where: Self.isURL) {
            engine = try FetchEngine.make(configuration)
        }
        defer { engine?.shutdown() }
        // In groups, so that the results of many sources do not pile up behind a slow one.
        var start = 0
        while start < sources.count, !Task.isCancelled {
            let group = sources[start..<min(start + 64, sources.count)]
            for image in await inspect(group, engine) { body(image) }
            start += group.count
        }
    }

    private func inspect(_ sources: ArraySlice<String>, _ engine: FetchEngine?) async -> [InspectedImage] {
        await withTaskGroup(of: (Int, InspectedImage).self) { group in
            for (index, source) in sources.enumerated() {
                group.addTask {
                    if let engine, Self.isURL(source) { return (index, await inspect(url: source, engine)) }
                    return (index, await WorkQueue.standard.run { inspect(path: source) })
                }
            }
            var results = sources.map(InspectedImage.init)
            for await (index, image) in group { results[index] = image }
            return results
        }
    }

    private static func isURL(_ source: String) -> Bool {
        let head = source.prefix(8).lowercased()
        return head.hasPrefix("http://") || head.hasPrefix("https://")
    }

    private func inspect(path: String) -> InspectedImage {
        var image = InspectedImage(source: path)
        do throws(FileSystemError) {
            if verifies {
                let bytes = try FileSystem.read(path).bytes
                image.bytesRead = bytes.count
                judge(bytes, &image)
            } else {
                try readHeader(of: path, &image)
            }
        } catch {
            image.error = error.description
            image.isUnreadable = true
        }
        return image
    }

    private func readHeader(of path: String, _ image: inout InspectedImage) throws(FileSystemError) {
        let outcome = try Probe.outcome(ofFile: path, countsFrames: true)
        image.bytesRead = outcome.bytesRead
        switch outcome.result {
        case .success(let header): image.take(header)
        case .failure(let error): image.error = error.reason
        }
    }

    private func inspect(url: String, _ engine: FetchEngine) async -> InspectedImage {
        var image = InspectedImage(source: url)
        if configuration.isOffline {
            image.error = "not fetched: --offline"
            image.isUnreadable = true
            return image
        }
        let outcome = await engine.fetch(FetchRequest(url: Remapping.apply(configuration.remappings, to: url)))
        image.bytesRead = outcome.bytesReceived
        switch outcome.result {
        case .success(let response) where response.status == 200: judge(response.body, &image)
        case .success(let response):
            image.error = "the server answered \(response.status)"
            image.isUnreadable = true
        case .failure(let failure):
            image.error = failure.reason
            image.isUnreadable = true
        }
        return image
    }

    private func judge(_ bytes: [UInt8], _ image: inout InspectedImage) {
        do throws(ProbeError) {
            let header = try Probe.header(of: bytes.span)
            image.take(header)
            if verifies { image.take(Decoder.verify(bytes.span, header: header)) }
        } catch {
            image.error = error.reason
        }
    }
}
