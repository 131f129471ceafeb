/// The size and image metadata at the start of a JPEG XL codestream, as far as to the animation (ISO/IEC 18181-1
/// Annex D).
struct JXLHeader {
    /// More bytes than all fields that are read can have.
    private static let capacity = 32

    private var bytes = InlineArray<32, UInt8>(repeating: 0)
    private var count = 0
    private var position = 0
    /// Number of bytes that were missing when the header was read.
    private(set) var missing = 0

    /// Takes further bytes of the codestream.
    mutating func append(_ more: Span<UInt8>) {
        for index in 0..<min(more.count, Self.capacity - count) {
            bytes[count] = more[index]
            count += 1
        }
    }

    /// Reads size, orientation and animation; false where bytes are missing.
    ///
    /// A size that the metadata suggest for display is none that any browser takes.
    mutating func read(into state: inout ParserState) throws(ProbeError) -> Bool {
        position = 0
        missing = 0
        guard bits(16) == 0x0AFF || missing > 0 else { throw .invalid("the codestream has no JPEG XL signature") }
        let (width, height) = size()
        var orientation = 1
        var isAnimated = false
        let isAllDefault = bits(1) == 1
        if !isAllDefault, bits(1) == 1 {
            orientation = 1 + bits(3)
            if bits(1) == 1 { _ = size() }
            if bits(1) == 1 { skipPreview() }
            isAnimated = bits(1) == 1
        }
        guard missing == 0 else { return false }
        state.width = width
        state.height = height
        state.orientation = orientation
        state.announcesAnimation = isAnimated
        if isAnimated { state.frames = nil }
        return true
    }

    /// SizeHeader (§D.2).
    private mutating func size() -> (width: Int, height: Int) {
        let isSmall = bits(1) == 1
        let height = side(isSmall)
        let ratio = bits(3)
        let width =
            switch ratio {
            case 1: height
            case 2: height * 12 / 10
            case 3: height * 4 / 3
            case 4: height * 3 / 2
            case 5: height * 16 / 9
            case 6: height * 5 / 4
            case 7: height * 2
            default: side(isSmall)
            }
        return (width, height)
    }

    private mutating func side(_ isSmall: Bool) -> Int {
        if isSmall { return 8 * (1 + bits(5)) }
        return switch bits(2) {
        case 0: 1 + bits(9)
        case 1: 1 + bits(13)
        case 2: 1 + bits(18)
        default: 1 + bits(30)
        }
    }

    /// PreviewHeader (§D.3.3), whose sides have fewer bits.
    private mutating func skipPreview() {
        let isDividedBy8 = bits(1) == 1
        skipPreviewSide(isDividedBy8)
        if bits(3) == 0 { skipPreviewSide(isDividedBy8) }
    }

    private mutating func skipPreviewSide(_ isDividedBy8: Bool) {
        let selector = bits(2)
        if isDividedBy8 {
            if selector >= 2 { _ = bits(selector == 2 ? 5 : 9) }
        } else {
            _ = bits(selector == 0 ? 6 : 6 + 2 * selector)
        }
    }

    /// The next bits, the lowest first; 0 where bytes are missing, which is noted.
    private mutating func bits(_ number: Int) -> Int {
        let end = (position + number + 7) / 8
        guard missing == 0, end <= count else {
            if missing == 0 { missing = end - count }
            return 0
        }
        var value = 0
        for place in 0..<number {
            value |= Int(bytes[position / 8] >> UInt8(position % 8) & 1) << place
            position += 1
        }
        return value
    }
}
