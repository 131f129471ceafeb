/// XBM: the size from the definitions before the bits (X11's XReadBitmapFile).
///
/// It is C source. What does not read `#define …_width 16`, `#define …_height 32` and then an array `…_bits[]` is
/// other source, and no image.
package struct XBMParser: HeaderParser {
    package static let name = "xbm"
    package static let mediaType = "image/x-xbitmap"
    package static let signature: [Int: [UInt8]] = [0: Array("#define ".utf8)]

    private enum Stage {
        case directive, name, value, type, arrayName, array
    }

    private enum Quantity {
        case width, height, other
    }

    private enum Comment {
        case none, opening, inside, closing
    }

    /// Size and hotspot take four; more show that this is a source file of another kind.
    private static let maximumDefinitions = 8

    private var stage = Stage.directive
    private var quantity = Quantity.other
    private var comment = Comment.none
    private var definitions: UInt8 = 0
    /// The last eight bytes of the word being read; 0 between words.
    private var word: UInt64 = 0
    /// The value of the number being read; -1 where it is none.
    private var number = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let comment = SignatureMatch.compare(start, with: 0x2F2A, size: 2)
        return comment == .no ? .compare(start, with: 0x2364_6566_696E_6520, size: 8) : comment
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let byte = bytes.byte(at: 0) else { return .needs(1) }
        if comment == .inside { return skipComment(bytes) }
        switch (comment, byte) {
        case (.opening, 0x2A): comment = .inside
        case (.opening, _): throw .notAnImage
        case (.closing, 0x2F): comment = .none
        case (.closing, 0x2A): break
        case (.closing, _): comment = .inside
        case (_, 0x2F):
            comment = .opening
            try endWord(&state)
        case (_, 0x20), (_, 0x09...0x0D): try endWord(&state)
        case (_, 0x7B) where stage == .array: return .finished
        default: try parseWord(byte)
        }
        return .scanned(1)
    }

    private mutating func skipComment(_ bytes: Span<UInt8>) -> ParserStep {
        let count = bytes.prefixCount { $0 != 0x2A }
        guard count == 0 else { return .scanned(count) }
        comment = .closing
        return .scanned(1)
    }

    private mutating func parseWord(_ byte: UInt8) throws(ProbeError) {
        // Some writers make the names from file names, so that they are no identifiers.
        guard byte > 0x20, byte != 0x7F else { throw .notAnImage }
        switch stage {
        case .directive, .name, .type: break
        case .value:
            let isNumber = number >= 0 && number <= Int32.max && (0x30...0x39).contains(byte)
            number = isNumber ? number * 10 + Int(byte - 0x30) : -1
        case .arrayName where byte == 0x5B:
            guard Self.isName(word, ending: 0x62_6974_73, size: 4) else { throw .notAnImage }
            stage = .array
        case .arrayName: break
        case .array:
            guard (0x30...0x39).contains(byte) || byte == 0x5D || byte == 0x3D else { throw .notAnImage }
        }
        word = word << 8 | UInt64(byte)
    }

    /// Ends the word, where there is one.
    private mutating func endWord(_ state: inout ParserState) throws(ProbeError) {
        guard word != 0 else { return }
        defer { word = 0 }
        switch (stage, word) {
        case (.directive, 0x23_6465_6669_6E65): stage = .name  // #define
        case (.directive, 0x7374_6174_6963) where state.width > 0 && state.height > 0: stage = .type  // static
        case (.name, _):
            if Self.isName(word, ending: 0x77_6964_7468, size: 5) {
                quantity = .width
            } else {
                quantity = Self.isName(word, ending: 0x6865_6967_6874, size: 6) ? .height : .other
            }
            number = 0
            stage = .value
        case (.value, _):
            try endValue(&state)
            stage = .directive
        case (.type, 0x63_6F6E_7374), (.type, 0x756E_7369_676E_6564): break  // const, unsigned
        case (.type, 0x6368_6172), (.type, 0x73_686F_7274): stage = .arrayName  // char, short
        case (.array, _): break
        default: throw .notAnImage
        }
    }

    private mutating func endValue(_ state: inout ParserState) throws(ProbeError) {
        definitions += 1
        guard definitions <= Self.maximumDefinitions else { throw .notAnImage }
        switch quantity {
        case .width where number > 0 && (state.width == 0 || state.width == number): state.width = number
        case .height where number > 0 && (state.height == 0 || state.height == number): state.height = number
        case .width, .height: throw .notAnImage
        case .other: break
        }
    }

    /// Whether `word` is `ending`, or ends with an underscore and `ending`, which has `size` bytes.
    private static func isName(_ word: UInt64, ending: UInt64, size: UInt64) -> Bool {
        let before = word >> (8 * size) & 0xFF
        return word & (1 << (8 * size) - 1) == ending && (before == 0 || before == 0x5F)
    }
}

extension ImageFormat {
    package static var xbm: ImageFormat { XBMParser.format }
}
