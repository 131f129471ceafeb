/// SVG: the size from the attributes of its root element (SVG 2 §8).
///
/// Style sheets, scripts and animations in the file are not looked at, nor is anything outside it.
package struct SVGParser: HeaderParser {
    package static let name = "svg"
    package static let mediaType = "image/svg+xml"
    package static let signature: [Int: [UInt8]] = [0: Array("<svg ".utf8)]

    /// White space before the first markup is rare, and what has more of it than this is no image.
    private static let maximumSpace = 1024

    private var prolog = XMLProlog()
    private var units = XMLCodeUnits()

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
        guard let byte = bytes.byte(at: 0) else { return .needs(1) }
        return try scan(byte, &state) ? .finished : .scanned(1)
    }

    /// Whether the start tag of the root element ends with `byte`, so that the size is known.
    mutating func scan(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) -> Bool {
        guard let unit = try units.next(byte), try prolog.scan(unit) else { return false }
        let size = try SVGSize(XMLStartTag(prolog.text, prolog.declarations))
        state.width = size.width
        state.height = size.height
        return true
    }

    /// Whether the data have turned out to be SVG, so that an error is one of an image.
    var isKnown: Bool { prolog.isKnown }
}

extension ImageFormat {
    package static var svg: ImageFormat { SVGParser.format }
}
