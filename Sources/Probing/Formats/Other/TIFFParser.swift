/// TIFF and BigTIFF: size and orientation from the first directory, and the number of directories, which are pages
/// (TIFF 6.0 §§2, 8; BigTIFF as in libtiff).
///
/// The first directory counts, whatever it says of itself: readers show the page it describes even where it calls it
/// a reduced copy. Camera raw files are refused: their first directory is a preview, or a sensor before its crop.
package struct TIFFParser: HeaderParser {
    package static let name = "tiff"
    package static let otherFileNameExtensions = ["tif"]
    package static let signature: [Int: [UInt8]] = [0: [0x49, 0x49, 0x2A, 0]]

    private enum Stage {
        case header, entryCount, entries, nextDirectory
    }

    /// Tags of TIFF 6.0, of its supplement 1 (sub-directories), of TIFF/EP (filter array) and of DNG.
    private enum Tag: Int {
        case newSubfileType = 0x00FE
        case width = 0x0100
        case height = 0x0101
        case photometric = 0x0106
        case orientation = 0x0112
        case subdirectories = 0x014A
        case rawVersion = 0xC612
    }

    private static let colourFilterArray = 32803

    private var stage = Stage.header
    private var order = ByteOrder.littleEndian
    private var isBig = false
    private var isReduced = false
    private var hasSubdirectories = false
    private var hasOrientation = false
    /// Directories that were gone through.
    private var pages: UInt32 = 0
    private var remainingEntries = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let signatures: InlineArray<4, UInt64> = [0x4949_2A00, 0x4D4D_002A, 0x4949_2B00, 0x4D4D_002B]
        var result = SignatureMatch.no
        for index in signatures.indices {
            let match = SignatureMatch.compare(start, with: signatures[index], size: 4)
            if match != .no { result = match }
        }
        return result
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        switch stage {
        case .header: return try parseHeader(bytes)
        case .entryCount:
            let size = isBig ? 8 : 2
            guard bytes.count >= size else { return .needs(size) }
            guard let count = isBig ? bytes.uint64(at: 0, order) : bytes.uint16(at: 0, order) else {
                throw .invalid("the first TIFF directory has more entries than any file")
            }
            remainingEntries = count
            if pages == 0 {
                stage = .entries
                return .jump(size)
            }
            let (entries, overflow) = count.multipliedReportingOverflow(by: entrySize)
            guard !overflow, entries <= .max - size else { return .finished }
            stage = .nextDirectory
            return .jump(size + entries)
        case .entries where remainingEntries > 0: return try parseEntries(bytes, &state)
        case .entries:
            guard state.width > 0, state.height > 0 else {
                throw .invalid("the first TIFF directory tells no size")
            }
            guard !isReduced || !hasSubdirectories else {
                throw .invalid("the first TIFF directory describes a preview, as in camera raw files")
            }
            state.frames = nil
            state.isSettled = true
            guard state.countsFrames else { return .finished }
            stage = .nextDirectory
            return try parseNextDirectory(bytes, &state)
        case .nextDirectory: return try parseNextDirectory(bytes, &state)
        }
    }

    private var entrySize: Int { isBig ? 20 : 12 }

    /// Counts a page, and goes on to the next; pages that lie before another one are not counted, nor the others then.
    private mutating func parseNextDirectory(
        _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        let size = isBig ? 8 : 4
        guard bytes.count >= size else { return .needs(size) }
        pages += 1
        guard let next = isBig ? bytes.uint64(at: 0, order) : bytes.uint32(at: 0, order) else { return .finished }
        if next == 0 { state.frames = Int(pages) }
        guard next > state.position else { return .finished }
        stage = .entryCount
        return .jump(next - state.position)
    }

    private mutating func parseHeader(_ bytes: Span<UInt8>) throws(ProbeError) -> ParserStep {
        guard let mark = bytes.byte(at: 0), bytes.count >= 4 else { return .needs(4) }
        order = mark == 0x49 ? .littleEndian : .bigEndian
        isBig = bytes.uint16(at: 2, order) == 43
        let size = isBig ? 16 : 8
        guard bytes.count >= size else { return .needs(size) }
        guard !isBig || bytes.uint32(at: 4, .bigEndian) == (order == .bigEndian ? 0x0008_0000 : 0x0800_0000) else {
            throw .invalid("the BigTIFF header has no offsets of 8 bytes")
        }
        guard let directory = isBig ? bytes.uint64(at: 8, order) : bytes.uint32(at: 4, order), directory >= size else {
            throw .invalid("the TIFF header tells no place of a directory")
        }
        if !isBig, directory >= 10 {
            guard let mark = bytes.uint16(at: 8, .bigEndian) else { return .needs(10) }
            // Canon's CR2 puts its own mark behind the header.
            guard mark != 0x4352 else { throw .invalid("a Canon CR2 file has a raw picture, and a preview in front") }
        }
        stage = .entryCount
        return .jump(directory)
    }

    private mutating func parseEntries(
        _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        let size = entrySize
        let available = min(remainingEntries, bytes.count / size)
        guard available > 0 else { return .needs(size) }
        for index in 0..<available { try parseEntry(bytes, at: index * size, &state) }
        remainingEntries -= available
        return .scanned(available * size)
    }

    private mutating func parseEntry(
        _ bytes: Span<UInt8>, at entry: Int, _ state: inout ParserState
    ) throws(ProbeError) {
        guard let tag = bytes.uint16(at: entry, order).flatMap(Tag.init) else { return }
        switch tag {
        case .width: state.width = try side(bytes, at: entry, known: state.width)
        case .height: state.height = try side(bytes, at: entry, known: state.height)
        case .orientation where !hasOrientation:
            hasOrientation = true
            if let value = number(bytes, at: entry, isShort: true), (1...8).contains(value) {
                state.orientation = value
            }
        case .orientation: break
        case .newSubfileType: isReduced = (number(bytes, at: entry) ?? 0) & 1 == 1
        case .subdirectories: hasSubdirectories = true
        case .photometric where number(bytes, at: entry) == Self.colourFilterArray:
            throw .invalid("the TIFF holds what a camera's sensor saw, not a picture")
        case .photometric: break
        case .rawVersion: throw .invalid("a DNG file has a raw picture, and may have a preview in front")
        }
    }

    private func side(_ bytes: Span<UInt8>, at entry: Int, known: Int) throws(ProbeError) -> Int {
        guard let value = number(bytes, at: entry), value > 0 else {
            throw .invalid("a side of the TIFF is no whole number above 0")
        }
        guard known == 0 || known == value else { throw .invalid("the first TIFF directory tells two sizes") }
        return value
    }

    /// The single number of the entry at `entry`: a SHORT, or where allowed a LONG or LONG8; nil for anything else.
    private func number(_ bytes: Span<UInt8>, at entry: Int, isShort: Bool = false) -> Int? {
        let count = isBig ? bytes.uint64(at: entry + 4, order) : bytes.uint32(at: entry + 4, order)
        let value = entry + (isBig ? 12 : 8)
        guard count == 1 else { return nil }
        switch bytes.uint16(at: entry + 2, order) {
        case 3: return bytes.uint16(at: value, order)
        case 4 where !isShort: return bytes.uint32(at: value, order)
        case 16 where !isShort && isBig: return bytes.uint64(at: value, order)
        default: return nil
        }
    }
}

extension Span where Element == UInt8 {
    /// The unsigned 64-bit number at `index`; nil where the span ends before it does, or it does not fit an Int.
    fileprivate func uint64(at index: Int, _ order: ByteOrder) -> Int? {
        guard let first = uint32(at: index, order), let second = uint32(at: index + 4, order) else { return nil }
        let (upper, lower) = order == .bigEndian ? (first, second) : (second, first)
        return upper <= Int(Int32.max) ? upper << 32 | lower : nil
    }
}

extension ImageFormat {
    package static var tiff: ImageFormat { TIFFParser.format }
}
