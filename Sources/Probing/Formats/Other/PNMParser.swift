/// PBM, PGM, PPM and PAM, the Netpbm formats, and PFM: the size from a header of text (Netpbm's pbm(5) to pam(5)).
///
/// Comments and white space may stand between any two values. A number must be followed by something, since a file
/// cut short could have more digits.
package struct PNMParser: HeaderParser {
    package static let name = "pnm"
    package static let otherFileNameExtensions = ["pbm", "pgm", "ppm", "pam", "pfm"]
    package static let mediaType = "image/x-portable-anymap"
    package static let signature: [Int: [UInt8]] = [0: Array("P6 ".utf8)]

    private enum Kind {
        /// P1 and P4, which have no maximum value.
        case bitmap
        /// P2, P3, P5 and P6.
        case pixmap
        /// PF and Pf, whose third value is a scale.
        case float
        /// P7, whose values have names.
        case arbitrary
    }

    private enum Stage {
        case magic, gap, number, scale, comment, keyword, tupleType, end
    }

    /// A value of the header; those of PAM come in any order.
    private struct Fields: OptionSet {
        var rawValue: UInt8

        static let width = Fields(rawValue: 1)
        static let height = Fields(rawValue: 2)
        static let maximum = Fields(rawValue: 4)
        static let depth = Fields(rawValue: 8)
    }

    private var kind = Kind.pixmap
    private var stage = Stage.magic
    private var known: Fields = []
    private var field: Fields = .width
    /// The number being read; or the last eight bytes of the keyword.
    private var value: UInt64 = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        guard let mark = start.byte(at: 0) else { return .undecided }
        guard mark == 0x50 else { return .no }
        guard let digit = start.byte(at: 1) else { return .undecided }
        guard (0x31...0x37).contains(digit) || digit == 0x46 || digit == 0x66 else { return .no }
        guard let separator = start.byte(at: 2) else { return .undecided }
        // A 7 and other white space begin thumbnails of xv.
        if digit == 0x37 { return separator == 0x0A ? .yes : .no }
        return isSpace(separator) || separator == 0x23 ? .yes : .no
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard stage != .magic else { return parseMagic(bytes) }
        guard stage != .end else { return .finished }
        guard let byte = bytes.byte(at: 0) else { return .needs(1) }
        switch stage {
        case .magic, .end: break
        case .comment, .tupleType: return skipLine(bytes)
        case .gap: try parseGap(byte, &state)
        case .number: try parseNumber(byte, &state)
        case .scale: try parseScale(byte, &state)
        case .keyword: try parseKeyword(byte, &state)
        }
        return stage == .end ? .finished : .scanned(1)
    }

    private mutating func parseMagic(_ bytes: Span<UInt8>) -> ParserStep {
        guard let digit = bytes.byte(at: 1) else { return .needs(2) }
        kind =
            switch digit {
            case 0x31, 0x34: .bitmap
            case 0x37: .arbitrary
            case 0x46, 0x66: .float
            default: .pixmap
            }
        stage = .gap
        field = kind == .arbitrary ? [] : .width
        return .jump(2)
    }

    /// White space before a value or a keyword.
    private mutating func parseGap(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) {
        if Self.isSpace(byte) { return }
        value = 0
        switch byte {
        case 0x23: stage = .comment
        case _ where field.isEmpty:
            stage = .keyword
            try parseKeyword(byte, &state)
        case _ where kind == .float && field == .maximum:
            stage = .scale
            try parseScale(byte, &state)
        case 0x30...0x39:
            stage = .number
            try parseNumber(byte, &state)
        // Text may begin with a P and a digit too.
        default: throw known.isEmpty && kind != .arbitrary ? .notAnImage : invalid(state)
        }
    }

    private mutating func parseNumber(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) {
        guard !(0x30...0x39).contains(byte) else {
            value = value * 10 + UInt64(byte - 0x30)
            guard value <= UInt64(Int32.max) else {
                throw .invalid("the number at offset \(state.position) is too large")
            }
            return
        }
        guard Self.isSpace(byte) || byte == 0x23 else { throw invalid(state) }
        stage = byte == 0x23 ? .comment : .gap
        switch field {
        case .width: state.width = Int(value)
        case .height: state.height = Int(value)
        case .maximum where !(1...0xFFFF).contains(value): throw .invalid("a maximum value can't be \(value)")
        case .depth where value == 0: throw .invalid("a depth can't be 0")
        default: break
        }
        finishField()
    }

    /// A decimal number other than 0, whose sign tells the order of bytes.
    private mutating func parseScale(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) {
        guard !Self.isSpace(byte) else { return finishField() }
        switch byte {
        case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x45, 0x65: return
        default: throw invalid(state)
        }
    }

    private mutating func finishField() {
        known.insert(field)
        switch (kind, field) {
        case (.arbitrary, _): field = []
        case (_, .width): field = .height
        case (.bitmap, .height), (_, .maximum): stage = .end
        default: field = .maximum
        }
    }

    private mutating func parseKeyword(_ byte: UInt8, _ state: inout ParserState) throws(ProbeError) {
        guard Self.isSpace(byte) else {
            // No keyword has more than eight letters.
            guard value >> 56 == 0, byte > 0x20 else { throw invalid(state) }
            value = value << 8 | UInt64(byte)
            return
        }
        stage = .gap
        switch value {
        case 0x57_4944_5448: field = .width  // WIDTH
        case 0x4845_4947_4854: field = .height  // HEIGHT
        case 0x4D41_5856_414C: field = .maximum  // MAXVAL
        case 0x44_4550_5448: field = .depth  // DEPTH
        case 0x5455_504C_5459_5045: stage = byte == 0x0A ? .gap : .tupleType  // TUPLTYPE
        case 0x454E_4448_4452 where known == [.width, .height, .maximum, .depth]: stage = .end  // ENDHDR
        default: throw invalid(state)
        }
        guard known.isDisjoint(with: field) else { throw invalid(state) }
    }

    private mutating func skipLine(_ bytes: Span<UInt8>) -> ParserStep {
        let count = bytes.prefixCount { $0 != 0x0A && $0 != 0x0D }
        guard count == 0 else { return .scanned(count) }
        stage = .gap
        return .scanned(1)
    }

    private func invalid(_ state: ParserState) -> ProbeError {
        .invalid("no value of a Netpbm header stands at offset \(state.position)")
    }

    /// Blank, tab, line feed, vertical tab, form feed and carriage return.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension ImageFormat {
    package static var pnm: ImageFormat { PNMParser.format }
}
