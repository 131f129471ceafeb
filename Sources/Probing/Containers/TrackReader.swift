/// Finds the first track of pictures in the movie box of an image sequence, and its size (ISO/IEC 14496-12 §8).
struct TrackReader: Sendable {
    private enum BoxType: Int {
        case track = 0x7472_616B  // trak
        case trackHeader = 0x746B_6864  // tkhd
        case media = 0x6D64_6961  // mdia
        case handler = 0x6864_6C72  // hdlr
        case mediaInformation = 0x6D69_6E66  // minf
        case sampleTable = 0x7374_626C  // stbl
        case sampleDescription = 0x7374_7364  // stsd
        case sampleSizes = 0x7374_737A  // stsz
        case compactSampleSizes = 0x7374_7A32  // stz2
    }

    /// The track at hand holds the pictures to show, not sound or an alpha plane.
    private var hasPictures = false
    private var hasCount = false
    /// See `DisplayTransform`.
    let ignoresInnerCrops: Bool

    init(ignoresInnerCrops: Bool) { self.ignoresInnerCrops = ignoresInnerCrops }

    /// Looks at a box inside the movie box, or inside one that has been entered.
    mutating func parse(
        _ box: ISOBox, size: Int, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        let type = BoxType(rawValue: box.type)
        switch type {
        case .track:
            hasPictures = false
            hasCount = false
            return .jump(box.headerSize)
        case .media, .mediaInformation, .sampleTable: return .jump(box.headerSize)
        case .trackHeader where !state.isSettled:
            if let step = try parseTrackHeader(box, size: size, bytes, &state) { return step }
        case .handler:
            try Self.check(size, of: box, state)
            guard let handler = bytes.uint32(at: box.headerSize + 8, .bigEndian) else {
                return .needs(box.headerSize + 12)
            }
            hasPictures = handler == 0x7069_6374 || handler == 0x7669_6465  // pict, vide
        case .sampleDescription where hasPictures && !state.isSettled:
            guard bytes.count >= size else { return .needs(size) }
            try applyProperties(bytes.extracting(first: size), headerSize: box.headerSize, &state)
            if !hasCount { state.frames = nil }
            guard state.countsFrames, !hasCount else { return .finished }
            state.isSettled = true
        case .sampleSizes where hasPictures, .compactSampleSizes where hasPictures:
            try Self.check(size, of: box, state)
            guard let count = bytes.uint32(at: box.headerSize + 8, .bigEndian) else {
                return .needs(box.headerSize + 12)
            }
            // A sequence in fragments has none of its frames here.
            state.frames = count > 0 ? count : nil
            hasCount = true
            // Some writers put the description of the pictures last.
            if state.isSettled { return .finished }
        default: break
        }
        return .jump(size)
    }

    private static func check(_ size: Int, of box: ISOBox, _ state: ParserState) throws(ProbeError) {
        guard size >= box.headerSize + 12 else { throw .invalid("the box at offset \(state.position) is too short") }
    }

    /// The displayed size of the track in 1/65536 pixels, at the end of a header of two lengths (§8.3.2).
    private func parseTrackHeader(
        _ box: ISOBox, size: Int, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep? {
        guard let version = bytes.byte(at: box.headerSize) else { return .needs(box.headerSize + 1) }
        let start = box.headerSize + (version == 1 ? 88 : 76)
        guard size >= start + 8 else { throw .invalid("the track header at offset \(state.position) is too short") }
        guard let width = bytes.uint32(at: start, .bigEndian), let height = bytes.uint32(at: start + 4, .bigEndian)
        else { return .needs(start + 8) }
        state.width = width >> 16
        state.height = height >> 16
        return nil
    }

    /// What turns and crops the pictures stands behind the 78 bytes of their first sample entry (§12.1.3).
    private func applyProperties(
        _ bytes: Span<UInt8>, headerSize: Int, _ state: inout ParserState
    ) throws(ProbeError) {
        var entries = ISOBoxCursor(min(headerSize + 8, bytes.count)..<bytes.count)
        guard let entry = try entries.next(in: bytes, position: state.position), entry.contents.count >= 78 else {
            throw .invalid("the track at offset \(state.position) has no description of its pictures")
        }
        var transform = DisplayTransform(
            width: state.width, height: state.height, ignoresInnerCrops: ignoresInnerCrops)
        var properties = ISOBoxCursor(entry.contents.lowerBound + 78..<entry.contents.upperBound)
        while let (type, contents) = try properties.next(in: bytes, position: state.position) {
            transform.apply(type, bytes.extracting(contents))
        }
        state.orientation = transform.orientation
        state.crop = transform.crop
    }
}
