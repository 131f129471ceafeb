import Caching
import Fetching
import FileSystem
import Probing

/// Looks at single images, whether or not a record names them.
public struct ImageInspector: Sendable {
    private let configuration: Configuration
    /// Decodes every pixel as well.
    public var verifies: Bool
    /// Says what a decoded image looks like, too.
    public var describesLooks: Bool

    /// Largest file or stream in bytes that is decoded.
    private static let largestImage = 1 << 30

    /// An inspector with the limits and the network options of a configuration.
    public init(
        configuration: Configuration = Configuration(), verifies: Bool = false, describesLooks: Bool = true
    ) {
        self.configuration = configuration
        self.verifies = verifies
        self.describesLooks = describesLooks
    }

    /// Looks at files, the images in directories, and http and https URLs.
    ///
    /// Some results at a time are handed over, in the order of the sources, as soon as they are there. A task that is
    /// cancelled ends early. Throws where a list of sources cannot be read to its end.
    public func inspect(
        _ sources: ImageSources, _ body: ([InspectedImage]) -> Void
    ) async throws(ProofsheetError) {
        let reader = ImageSourceReader(sources)
        let session = InspectionSession(inspector: self, configuration)
        var loop = RequestLoop(session, configuration, queue: .standard, progress: .silent)
        let next = { @Sendable (isCancelled: () -> Bool) in
            // A list can have no end.
            isCancelled() ? .success([]) : reader.next(unless: isCancelled)
        }
        try await loop.run(from: Handoff.producer(next)) { session in
            let images = session.takeImages()
            if !images.isEmpty { body(images) }
        }
    }

    func inspect(_ source: ImageSource, unless isCancelled: @escaping () -> Bool) -> InspectedImage {
        switch source {
        case .file(let path): inspect(path: path)
        case .standardInput: inspectStandardInput(unless: isCancelled)
        case .url(let url): Self.unasked(url)
        case .settled(let image): image
        }
    }

    private func inspect(path: String) -> InspectedImage {
        var image = InspectedImage(source: path)
        do throws(FileSystemError) {
            let outcome = try Probe.outcome(ofFile: path, countsFrames: true)
            image.bytesRead = outcome.bytesRead
            image.take(outcome.result)
            guard verifies, case .success(let header) = outcome.result else { return image }
            let content = try ImageInFile(path, limit: Self.largestImage)
            image.take(try content.assessment(header: header, summarizes: describesLooks))
            image.bytesRead = content.size
        } catch {
            image.fail(error.description)
        }
        return image
    }

    private func inspectStandardInput(unless isCancelled: @escaping () -> Bool) -> InspectedImage {
        var image = InspectedImage(source: "-")
        do throws(FileSystemError) {
            var stream = ImageStream(try InputStream.standardInput(), unless: isCancelled)
            if verifies {
                let bytes = try stream.all(limit: Self.largestImage)
                if bytes.count > Self.largestImage {
                    image.fail("the image is larger than the limit of \(Self.largestImage) bytes")
                } else {
                    judge(bytes, &image)
                }
            } else {
                image.take(try stream.header())
            }
            image.bytesRead = stream.bytesRead
        } catch {
            image.fail(error.description)
        }
        return image
    }

    /// The image of a URL in a run that makes no requests.
    static func unasked(_ url: String) -> InspectedImage {
        var image = InspectedImage(source: url)
        image.isRemote = true
        image.fail("not fetched: --offline")
        return image
    }

    func inspect(url: String, through gate: RequestGate) async -> InspectedImage {
        var image = InspectedImage(source: url)
        image.isRemote = true
        let ticket = await gate.pass(url)
        if verifies {
            await fetch(ticket, &image, by: gate.engine)
        } else {
            let probe = await RemoteHeader(ticket, by: gate.engine)
            image.bytesRead = probe.bytesReceived
            switch probe.result {
            case .file(let result): image.take(result)
            case .status(let status): image.fail("the server answered \(status)")
            case .failure(let failure): image.fail(failure.reason)
            }
        }
        return image
    }

    private func fetch(_ ticket: RequestTicket, _ image: inout InspectedImage, by engine: FetchEngine) async {
        if let refusal = ticket.refusal {
            image.fail(refusal.reason)
            return
        }
        let outcome = await engine.fetch(FetchRequest(url: ticket.target))
        image.bytesRead = outcome.bytesReceived
        switch outcome.result {
        case .success(let response) where response.status == 200:
            let found = image
            image = await WorkQueue.standard.run {
                var image = found
                judge(response, &image)
                return image
            }
        case .success(let response): image.fail("the server answered \(response.status)")
        case .failure(let failure): image.fail(failure.reason)
        }
    }

    private func judge(_ bytes: [UInt8], _ image: inout InspectedImage) {
        do throws(ProbeError) {
            let header = try Probe.header(of: bytes.span, countsFrames: true)
            image.take(header)
            image.take(ImageInMemory(image: bytes).assessment(header: header, summarizes: describesLooks))
        } catch {
            image.error = error.reason
        }
    }

    private func judge(_ response: FetchResponse, _ image: inout InspectedImage) {
        guard let body = response.storedBody as? SpooledBody else { return judge(response.body, &image) }
        let content = GrownImage(content: body.content)
        do throws(ObjectError) {
            let result = try content.header(countsFrames: true)
            image.take(result)
            guard case .success(let header) = result else { return }
            image.take(try content.assessment(header: header, summarizes: describesLooks))
        } catch {
            image.fail(error.description)
        }
    }
}
