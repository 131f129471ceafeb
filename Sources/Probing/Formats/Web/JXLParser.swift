/// JPEG XL: the headers of the codestream, bare or in boxes (ISO/IEC 18181-1 Annexes A and D, 18181-2 §9).
package struct JXLParser: HeaderParser {
    package static let name = "jxl"
    package static let signature: [Int: [UInt8]] = [0: [0xFF, 0x0A]]

    private enum BoxType: Int {
        case codestream = 0x6A78_6C63  // jxlc
        case part = 0x6A78_6C70  // jxlp
    }

    private var isBoxed = false

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let bare = SignatureMatch.compare(start, with: 0xFF0A, size: 2)
        guard bare == .no else { return bare }
        let box = SignatureMatch.compare(start, with: 0x0000_000C_4A58_4C20, size: 8)
        guard box == .yes else { return box }
        return .compare(start.extracting(droppingFirst: 8), with: 0x0D0A_870A, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        // The shortest codestream has so many bytes of headers.
        guard bytes.count >= 4 else { return .needs(4) }
        if state.position == 0 {
            isBoxed = bytes[0] != 0xFF
            if isBoxed { return .jump(12) }
        }
        guard isBoxed else {
            var header = JXLHeader()
            header.append(bytes)
            guard try header.read(into: &state) else { return .needs(bytes.count + header.missing) }
            return .finished
        }
        let box: ISOBox
        switch try ISOBox.read(bytes, position: state.position) {
        case .needs(let count): return .needs(count)
        case .box(let found): box = found
        }
        if BoxType(rawValue: box.type) != nil { return try parseCodestream(bytes, &state) }
        guard let size = box.size else { throw .invalid("no codestream comes before the last box") }
        return .jump(size)
    }

    /// Puts the headers together from the boxes that hold the codestream, the first of which is the first of the bytes.
    private func parseCodestream(
        _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        var header = JXLHeader()
        var index = 0
        var parts = 0
        for _ in 0..<state.limits.maximumSegments {
            let box: ISOBox
            switch try ISOBox.read(bytes, at: index, position: state.position) {
            case .needs(let count): return .needs(count)
            case .box(let found): box = found
            }
            let type = BoxType(rawValue: box.type)
            // The parts are numbered; the highest bit marks the last one (ISO/IEC 18181-2 §9.9).
            let start = index + box.headerSize + (type == .part ? 4 : 0)
            if type == .part {
                guard let number = bytes.uint32(at: start - 4, .bigEndian) else { return .needs(start) }
                guard number & 0x7FFF_FFFF == parts, box.size.map({ $0 >= start - index }) ?? true else {
                    throw .invalid("the codestream part at offset \(state.position + index) is out of order")
                }
                parts += 1
            }
            let (end, overflows) = index.addingReportingOverflow(box.size ?? .max - index)
            guard !overflows else { throw .invalid("the box at offset \(state.position + index) is too large") }
            if type != nil {
                header.append(
                    bytes.extracting(min(start, bytes.count)..<max(min(start, bytes.count), min(end, bytes.count))))
                if try header.read(into: &state) { return .finished }
                if end > bytes.count { return .needs(min(end, max(start, bytes.count) + header.missing)) }
                guard type == .part else { throw .invalid("the codestream is too short for its headers") }
            }
            guard box.size != nil else { throw .invalid("no codestream comes before the last box") }
            index = end
        }
        throw .limitExceeded("more than \(state.limits.maximumSegments) boxes come before the size")
    }
}

extension ImageFormat {
    package static var jxl: ImageFormat { JXLParser.format }
}
