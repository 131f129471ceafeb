/// Radiance HDR: the size from the resolution line behind the first empty line (Radiance's file formats, `resolu.h`).
///
/// The line names the axis of the rows first: `-Y 3 +X 4` is three rows from top to bottom, of four pixels from left
/// to right. The other seven orders turn the picture as the EXIF orientations do.
package struct HDRParser: HeaderParser {
    package static let name = "hdr"
    package static let mediaType = "image/vnd.radiance"
    package static let signature: [Int: [UInt8]] = [0: Array("#?RADIANCE\n".utf8)]

    private enum Stage {
        case line, lineStart
        case sign, axis, space, number
        case end
    }

    private enum Axis {
        case x, y
    }

    private var stage = Stage.line
    private var isSecond = false
    private var isPositive = false
    private var axis = Axis.x
    private var firstIsPositive = false
    private var firstAxis = Axis.x
    private var value = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let prefix = SignatureMatch.compare(start, with: 0x233F, size: 2)
        guard prefix == .yes else { return prefix }
        let name = start.extracting(droppingFirst: min(2, start.count))
        let short = SignatureMatch.compare(name, with: 0x52_4742_450A, size: 5)
        guard short == .no else { return short }
        let long = SignatureMatch.compare(name, with: 0x5241_4449_414E_4345, size: 8)
        guard long == .yes else { return long }
        return .compare(start.extracting(droppingFirst: min(10, start.count)), with: 0x0A, size: 1)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let byte = bytes.byte(at: 0) else { return .needs(1) }
        switch (stage, byte) {
        case (.line, _): return parseLine(bytes)
        case (.lineStart, 0x0A): stage = .sign
        case (.lineStart, _): stage = .line
        case (.sign, 0x2B), (.sign, 0x2D):
            isPositive = byte == 0x2B
            stage = .axis
        case (.axis, 0x58), (.axis, 0x59):
            axis = byte == 0x58 ? .x : .y
            stage = .space
        case (.space, 0x20):
            stage = .number
            value = 0
        case (.number, 0x30...0x39):
            value = value * 10 + Int(byte - 0x30)
            guard value <= Int32.max else { throw .invalid("the number at offset \(state.position) is too large") }
        case (.number, 0x20) where !isSecond: finishFirst(&state)
        case (.number, 0x0A) where isSecond && axis != firstAxis: finishSecond(&state)
        default: throw .invalid("no resolution line stands at offset \(state.position)")
        }
        return stage == .end ? .finished : .scanned(1)
    }

    private mutating func parseLine(_ bytes: Span<UInt8>) -> ParserStep {
        let count = bytes.prefixCount { $0 != 0x0A }
        guard count == 0 else { return .scanned(count) }
        stage = .lineStart
        return .scanned(1)
    }

    /// The number of rows.
    private mutating func finishFirst(_ state: inout ParserState) {
        state.height = value
        (firstIsPositive, firstAxis) = (isPositive, axis)
        isSecond = true
        stage = .sign
    }

    /// The number of pixels in a row; X grows to the right, Y upwards.
    private mutating func finishSecond(_ state: inout ParserState) {
        state.width = value
        state.orientation =
            switch (firstAxis, firstIsPositive, isPositive) {
            case (.y, false, true): 1
            case (.y, false, false): 2
            case (.y, true, false): 3
            case (.y, true, true): 4
            case (.x, true, false): 5
            case (.x, false, false): 6
            case (.x, false, true): 7
            case (.x, true, true): 8
            }
        stage = .end
    }
}

extension ImageFormat {
    package static var hdr: ImageFormat { HDRParser.format }
}
