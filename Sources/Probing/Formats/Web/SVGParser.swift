/// SVG: the size from the attributes of its root element (SVG 2 §8), of a file that is well-formed.
///
/// Style sheets, scripts and animations in the file are not looked at, nor is anything outside it.
package struct SVGParser: HeaderParser {
    package static let name = "svg"
    package static let mediaType = "image/svg+xml"
    package static let signature: [Int: [UInt8]] = [0: Array("<svg ".utf8)]

    /// White space before the first markup is rare, and what has more of it than this is no image.
    private static let maximumSpace = 1024

    /// One at most: it is too large to be kept without an allocation, and only SVG should pay for it.
    private var documents: [SVGDocument] = []

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        var units = XMLCodeUnits()
        var isOpen = false
        for index in 0..<min(start.count, maximumSpace) {
            let unit: UInt16?
            do throws(ProbeError) { unit = try units.next(start[index]) } catch { return .no }
            guard let unit else { continue }
            if isOpen { return unit == 0x21 || unit == 0x3F || unit.isXMLNameStart ? .yes : .no }
            isOpen = unit == 0x3C
            guard isOpen || unit.isXMLSpace else { return .no }
        }
        return start.count < maximumSpace ? .undecided : .no
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        if bytes.isEmpty { return .stream }
        let limits = SVGDocument.Limits(
            header: state.limits.maximumHeaderSize, file: state.limits.maximumDocumentSize)
        if documents.isEmpty { documents = [SVGDocument()] }
        let isDone = try documents[0].read(bytes, as: state.reach, limits)
        state.take(documents[0].size)
        return isDone ? .finished : .streamed(bytes.count)
    }

    package mutating func finish(_ state: inout ParserState) throws(ProbeError) -> Bool {
        guard !documents.isEmpty, try documents[0].finish() else { return false }
        state.take(documents[0].size)
        return true
    }
}

extension ParserState {
    mutating func take(_ size: SVGSize?) {
        guard let size else { return }
        width = size.width
        height = size.height
        isRatioOnly = size.isRatioOnly
    }
}

extension ImageFormat {
    package static var svg: ImageFormat { SVGParser.format }
}
