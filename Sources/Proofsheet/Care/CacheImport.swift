import Addresses
import Auditing
import Caching
import Decoding
import FileSystem
import Probing
import Reporting

extension CacheCare {
    /// An image that was put into the cache.
    public struct Imported: Sendable, Hashable {
        /// The URL that the cache has it for.
        public let url: String
        let source: String
        let image: StoredImage
        let isDecoded: Bool

        /// One line for people.
        public var text: String {
            let note = isDecoded ? "" : " (no decoder for it is built in: its pixels were not checked)"
            return "imported '\(source)', \(image.format), \(image.width)×\(image.height), for \(URLText.shown(url))"
                + "\(note)\n"
        }
    }

    /// Puts an image that somebody supplies into the cache, as that of a URL.
    ///
    /// It is judged like a download, and stays: no server is asked for it again, but by force, and then only an intact
    /// image takes its place.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input.
    ///   - url: As a record has it; a relative one is resolved against the site's URL.
    ///   - configuration: What was set: the site's URL, and the largest image.
    public func importImage(
        _ path: String, for url: String, _ configuration: Configuration = Configuration()
    ) async throws(ProofsheetError) -> Imported {
        let key = try Self.key(of: url, configuration)
        let source = path == "-" ? "standard input" : path
        let bytes = try Self.read(path, limit: configuration.limits.maximumSize)
        let judged = try await WorkQueue.standard.run {
            Self.judge(bytes, source, maximumPixels: configuration.limits.maximumPixels)
        }.get()
        let cache = try orProofsheetError { () throws(CacheError) in try Cache(writingTo: directory) }
        defer { cache.close() }
        guard try orProofsheetError({ () throws(CacheError) in try cache.lease(key) }) else {
            throw ProofsheetError(
                .failure, "another process is fetching the image of this URL; import it again when that is done")
        }
        defer { cache.endLease(of: key) }
        let staged: StagedObject
        do throws(ObjectError) {
            staged = try cache.objects.stage(
                bytes, header: judged.header, soundness: judged.soundness, summary: judged.summary)
        } catch {
            throw ProofsheetError(.failure, "\(error); nothing was imported")
        }
        try orProofsheetError { () throws(CacheError) in
            var entry = try cache.entries(for: [key])[key] ?? CacheEntry(url: key)
            let now = Clock.now
            entry.take(from: .imported(at: now), finalURL: nil, at: now)
            try cache.store([Cache.Update(entry: entry, staged: staged)])
        }
        return Imported(
            url: key, source: source, image: StoredImage(staged.object), isDecoded: judged.soundness == .intact)
    }

    private static func key(of url: String, _ configuration: Configuration) throws(ProofsheetError) -> String {
        switch try ImageLocator(siteURL: configuration.siteURL).locate(url, in: "") {
        case .remote(let key, _): return key
        case .invalid(let reason):
            throw ProofsheetError(.usage, "the URL '\(URLText.shown(url))' cannot be used: \(reason)")
        case .file, .site, .inline, .templated, .skipped:
            throw ProofsheetError(
                .usage, "'\(URLText.shown(url))' is no URL of another server; give an absolute one, or --site-url")
        }
    }

    private static func read(_ path: String, limit: Int) throws(ProofsheetError) -> [UInt8] {
        do throws(FileSystemError) {
            if path != "-" { return try FileSystem.read(path, limit: limit).bytes }
            var stream = ImageStream(try InputStream.standardInput()) { Task.isCancelled }
            let bytes = try stream.all(limit: limit)
            if bytes.count <= limit { return bytes }
        } catch {
            throw ProofsheetError(.failure, "\(error); nothing was imported")
        }
        throw ProofsheetError(
            .failure,
            "standard input holds more than the limit of \(limit) bytes (option max-size); nothing was imported")
    }

    /// What is stored of an image beside its bytes.
    private struct Judged: Sendable {
        var header: ImageHeader
        var soundness: ImageObject.Soundness
        var summary: ImageSummary?
    }

    private static func judge(
        _ bytes: [UInt8], _ source: String, maximumPixels: Int
    ) -> Result<Judged, ProofsheetError> {
        func refusal(_ reason: String) -> Result<Judged, ProofsheetError> {
            .failure(ProofsheetError(.failure, "'\(source)' \(reason); nothing was imported"))
        }
        let header: ImageHeader
        do throws(ProbeError) { header = try Probe.header(of: bytes.span) } catch {
            return refusal(error == .notAnImage ? "is no image" : "cannot be kept: \(error.reason)")
        }
        let assessment = ImageInMemory(image: bytes).assessment(header: header, maximumPixels: maximumPixels)
        let summary = assessment.summary.map(ImageSummary.init)
        return switch assessment.verdict {
        case .intact: .success(Judged(header: header, soundness: .intact, summary: summary))
        case .unsupported: .success(Judged(header: header, soundness: .unsupported, summary: summary))
        case .truncated(let detail), .corrupt(let detail): refusal("is damaged: \(detail)")
        }
    }
}
