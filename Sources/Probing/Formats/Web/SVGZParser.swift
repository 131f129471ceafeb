/// svgz: SVG in gzip data (SVG 2 §1.4.1, RFC 1952).
///
/// What servers declare as `Content-Encoding: gzip` is plain SVG once it has been fetched, and no case of this format.
package struct SVGZParser: HeaderParser {
    package static let name = "svgz"
    package static let mediaType = "image/svg+xml"
    package static let signature: [Int: [UInt8]] = [0: [0x1F, 0x8B, 8]]

    private struct Reader {
        var stream: GzipStream
        var svg = SVGParser()
        var inflatedBytes = 0

        /// Whether the size is known once `byte` has been inflated.
        mutating func read(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) -> Bool {
            let hasSize = try stream.inflate(byte) { (byte) throws(ProbeError) in
                inflatedBytes += 1
                guard inflatedBytes <= state.limits.maximumInflatedSize else {
                    throw .limitExceeded(
                        "more than \(state.limits.maximumInflatedSize) inflated bytes come before the size")
                }
                return try svg.scan(byte, &state)
            }
            guard let hasSize else {
                throw svg.isKnown ? .invalid("the gzip data are damaged at offset \(state.position)") : .notAnImage
            }
            guard hasSize || !stream.isAtEnd else {
                throw svg.isKnown ? .invalid("the gzip data end before the size is known") : .notAnImage
            }
            return hasSize
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
        guard let byte = bytes.byte(at: 0) else { return .needs(1) }
        if readers.isEmpty { readers = [Reader(stream: try GzipStream())] }
        return try readers[0].read(byte, &state) ? .finished : .scanned(1)
    }
}

extension ImageFormat {
    package static var svgz: ImageFormat { SVGZParser.format }
}
