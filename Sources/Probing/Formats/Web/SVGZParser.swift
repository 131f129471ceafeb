/// svgz: SVG in gzip data (SVG 2 §1.4.1, RFC 1952).
///
/// What servers declare as `Content-Encoding: gzip` is plain SVG once it has been fetched, and no case of this format.
package struct SVGZParser: HeaderParser {
    package static let name = "svgz"
    package static let mediaType = "image/svg+xml"
    package static let signature: [Int: [UInt8]] = [0: [0x1F, 0x8B, 8]]

    private struct Reader {
        var stream: GzipStream
        var svg = SVGDocument()

        /// Whether `bytes` are enough.
        ///
        /// What follows the compressed data, such as their checksum, is not looked at, as in browsers.
        mutating func read(_ bytes: Span<UInt8>, _ state: ParserState) throws(ProbeError) -> Bool {
            let limits = SVGDocument.Limits(
                header: state.limits.maximumInflatedSize, file: state.limits.maximumDocumentSize)
            let isDone = try stream.inflate(bytes) { (part) throws(ProbeError) in
                try svg.read(part, as: state.reach, limits)
            }
            if isDone == true { return true }
            guard isDone == nil || stream.isAtEnd else { return false }
            if try svg.finish() { return true }
            guard svg.isKnown else { throw .notAnImage }
            throw .invalid(
                isDone == nil
                    ? "the gzip data are damaged behind offset \(state.position)"
                    : "the gzip data end before the image does")
        }
    }

    /// One at most: it is too large to be kept without an allocation, and only gzip data should pay for it.
    private var readers: [Reader] = []

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        // The third byte is the only method of compression that there is.
        .compare(start, with: 0x1F8B08, size: 3)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        if bytes.isEmpty { return .stream }
        if readers.isEmpty { readers = [Reader(stream: try GzipStream())] }
        // Gzip data can go on for long and yield nothing.
        let hasSize = readers[0].svg.size != nil
        let limit = hasSize && state.reach == .file ? .max : state.limits.maximumHeaderSize
        guard state.position < limit else {
            try readers[0].svg.flush()
            guard hasSize else { throw .limitExceeded("more than \(limit) bytes of header come before the size") }
            return .finished
        }
        let part = bytes.extracting(first: min(bytes.count, limit - state.position))
        let isDone = try readers[0].read(part, state)
        state.take(readers[0].svg.size)
        return isDone ? .finished : .streamed(part.count)
    }

    package mutating func finish(_ state: inout ParserState) throws(ProbeError) -> Bool {
        guard !readers.isEmpty, try readers[0].svg.finish() else { return false }
        state.take(readers[0].svg.size)
        return true
    }
}

extension ImageFormat {
    package static var svgz: ImageFormat { SVGZParser.format }
}
