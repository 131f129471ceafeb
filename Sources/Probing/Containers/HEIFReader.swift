/// Finds the size in a HEIF file: that of its primary item, or of the picture track of a sequence (ISO/IEC 23008-12).
///
/// A file may hold many items, such as thumbnails, tiles, alpha planes and depth maps, some of them larger than the
/// picture itself: only what is associated with the primary item counts. EXIF data are ignored, as the standard and
/// browsers do (§6.5.10, §A.2.1).
struct HEIFReader: Sendable {
    private enum Stage {
        case fileType, file, items, movie
    }

    private enum BoxType: Int {
        case meta = 0x6D65_7461  // "meta"
        case primaryItem = 0x7069_746D  // pitm
        case itemProperties = 0x6970_7270  // iprp
        case movie = 0x6D6F_6F76  // moov
    }

    private var stage = Stage.fileType
    private var isSequence = false
    private var primaryItem: UInt32?
    private var track: TrackReader
    /// File offset of the first byte behind the meta or movie box; `Int.max` where it reaches to the end of the file.
    private var end = 0

    /// - Parameter ignoresInnerCrops: A crop counts only where its corner is that of the picture, as browsers have it
    ///   with AVIF.
    init(ignoresInnerCrops: Bool) { track = TrackReader(ignoresInnerCrops: ignoresInnerCrops) }

    mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        if stage == .items || stage == .movie, state.position >= end {
            throw .invalid(stage == .items ? "the primary item has no properties" : "no track has pictures")
        }
        let box: ISOBox
        switch try ISOBox.read(bytes, position: state.position) {
        case .needs(let count): return .needs(count)
        case .box(let found): box = found
        }
        switch stage {
        case .fileType:
            guard let brand = bytes.uint32(at: box.headerSize, .bigEndian) else { return .needs(box.headerSize + 4) }
            isSequence = ISOBrands.isSequence(brand)
            state.announcesAnimation = isSequence
            stage = .file
            return .jump(try size(of: box, state))
        case .file: return try parseFileBox(box, bytes, &state)
        case .items: return try parseItemBox(box, bytes, &state)
        case .movie: return try track.parse(box, size: try size(of: box, state), bytes, &state)
        }
    }

    /// Size of a box that must not be the last one, nor reach out of the one around it.
    private func size(of box: ISOBox, _ state: ParserState) throws(ProbeError) -> Int {
        guard let size = box.size else {
            throw .invalid("the last box comes before any \(isSequence ? "track" : "item") with a size")
        }
        guard stage == .fileType || stage == .file || size <= end - state.position else {
            throw .invalid("the box at offset \(state.position) reaches out of the one around it")
        }
        return size
    }

    private mutating func parseFileBox(
        _ box: ISOBox, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        let isMeta: Bool
        switch BoxType(rawValue: box.type) {
        case .meta where !isSequence: isMeta = true
        case .movie where isSequence: isMeta = false
        default: return .jump(try size(of: box, state))
        }
        let (sum, overflows) = state.position.addingReportingOverflow(box.size ?? .max)
        end = overflows ? .max : sum
        stage = isMeta ? .items : .movie
        // A version and flags come before the boxes inside.
        return .jump(box.headerSize + (isMeta ? 4 : 0))
    }

    private mutating func parseItemBox(
        _ box: ISOBox, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        let size = try size(of: box, state)
        switch BoxType(rawValue: box.type) {
        case .primaryItem where primaryItem == nil:
            let needed = min(size, box.headerSize + 8)
            guard bytes.count >= needed else { return .needs(needed) }
            primaryItem = try Self.primaryItem(in: bytes.extracting(box.headerSize..<needed), state)
        case .itemProperties:
            guard bytes.count >= size else { return .needs(size) }
            if primaryItem == nil {
                if let step = try findPrimaryItem(behind: size, bytes, state) { return step }
            }
            guard let primaryItem else { throw .invalid("the file has no primary item") }
            let properties = ItemProperties(
                range: box.headerSize..<size, position: state.position, ignoresInnerCrops: track.ignoresInnerCrops)
            try properties.apply(of: Int(primaryItem), bytes, &state)
            return .finished
        default: break
        }
        return .jump(size)
    }

    /// Looks for the primary item behind the item properties, where some writers name it.
    ///
    /// Nothing may be asked for again, so that all of the boxes up to there have to be at hand.
    private mutating func findPrimaryItem(
        behind start: Int, _ bytes: Span<UInt8>, _ state: ParserState
    ) throws(ProbeError) -> ParserStep? {
        var index = start
        for _ in 0..<state.limits.maximumSegments {
            guard index < end - state.position else { return nil }
            switch try ISOBox.read(bytes, at: index, position: state.position) {
            case .needs(let count):
                return .needs(max(count, end < .max ? end - state.position : count))
            case .box(let box):
                guard let size = box.size, size <= end - state.position - index else {
                    throw .invalid("the box at offset \(state.position + index) reaches out of the meta box")
                }
                if BoxType(rawValue: box.type) == .primaryItem {
                    let needed = min(size, box.headerSize + 8)
                    guard bytes.count - index >= needed else { return .needs(index + needed) }
                    primaryItem = try Self.primaryItem(
                        in: bytes.extracting(index + box.headerSize..<index + needed), state)
                    return nil
                }
                index += size
            }
        }
        throw .limitExceeded("more than \(state.limits.maximumSegments) boxes come before the primary item")
    }

    /// The number of the item, which has 16 bits in version 0 of the box and 32 in later ones (§8.11.4).
    private static func primaryItem(in contents: Span<UInt8>, _ state: ParserState) throws(ProbeError) -> UInt32 {
        let number =
            contents.byte(at: 0) == 0 ? contents.uint16(at: 4, .bigEndian) : contents.uint32(at: 4, .bigEndian)
        guard let number else { throw .invalid("the box that names the primary item is too short") }
        return UInt32(number)
    }
}
