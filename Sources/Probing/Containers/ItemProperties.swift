/// The properties of the items of a HEIF file, and which item has which (ISO/IEC 23008-12 §9.3).
struct ItemProperties {
    private static let container = 0x6970_636F  // ipco
    private static let association = 0x6970_6D61  // ipma
    private static let extent = 0x6973_7065  // ispe

    /// Where the associations of one item stand.
    private struct Associations {
        let start: Int
        let count: Int
        /// In bytes, 1 or 2.
        let size: Int
    }

    /// Where the contents of the item properties box stand in the bytes.
    let range: Range<Int>
    /// File offset of the first of the bytes.
    let position: Int
    /// See `DisplayTransform`.
    let ignoresInnerCrops: Bool

    /// Takes the size of an item, and what turns and crops it, in the order in which these are associated with it.
    func apply(of item: Int, _ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) {
        var properties: Range<Int>?
        var associations: Associations?
        var boxes = ISOBoxCursor(range)
        while let (type, contents) = try boxes.next(in: bytes, position: position) {
            switch type {
            case Self.container where properties == nil: properties = contents
            case Self.association:
                guard let found = try find(item, bytes, contents) else { break }
                guard associations == nil else { throw .invalid("the primary item has its properties told twice") }
                associations = found
            default: break
            }
        }
        guard let properties, let associations else { throw .invalid("the primary item has no properties") }
        // The size is found first, since the standard lets it stand behind what depends on it.
        guard let size = try size(associations, bytes, properties, state) else {
            throw .invalid("the primary item has no size")
        }
        state.width = size.width
        state.height = size.height
        var transform = DisplayTransform(
            width: size.width, height: size.height, ignoresInnerCrops: ignoresInnerCrops)
        for number in 0..<associations.count {
            if let (type, contents) = try property(number, of: associations, bytes, properties, state) {
                transform.apply(type, bytes.extracting(contents))
            }
        }
        state.orientation = transform.orientation
        state.crop = transform.crop
    }

    private func size(
        _ associations: Associations, _ bytes: Span<UInt8>, _ properties: Range<Int>, _ state: ParserState
    ) throws(ProbeError) -> (width: Int, height: Int)? {
        for number in 0..<associations.count {
            guard let (type, contents) = try property(number, of: associations, bytes, properties, state),
                type == Self.extent
            else { continue }
            let extent = bytes.extracting(contents)
            guard let width = extent.uint32(at: 4, .bigEndian), let height = extent.uint32(at: 8, .bigEndian) else {
                throw .invalid("the size of the primary item is cut short")
            }
            return (width, height)
        }
        return nil
    }

    /// The associations of `item` in one box of them; nil where it has none there.
    private func find(_ item: Int, _ bytes: Span<UInt8>, _ contents: Range<Int>) throws(ProbeError) -> Associations? {
        let bytes = bytes.extracting(first: contents.upperBound)
        let start = contents.lowerBound
        guard let version = bytes.byte(at: start), let flags = bytes.byte(at: start + 3),
            let entries = bytes.uint32(at: start + 4, .bigEndian)
        else { throw Self.isShort }
        let itemSize = version == 0 ? 2 : 4
        let size = flags & 1 == 0 ? 1 : 2
        var index = start + 8
        for _ in 0..<entries {
            let number = itemSize == 2 ? bytes.uint16(at: index, .bigEndian) : bytes.uint32(at: index, .bigEndian)
            guard let number, let count = bytes.byte(at: index + itemSize) else { throw Self.isShort }
            index += itemSize + 1
            guard Int(count) * size <= contents.upperBound - index else { throw Self.isShort }
            if number == item { return Associations(start: index, count: Int(count), size: size) }
            index += Int(count) * size
        }
        return nil
    }

    private static let isShort = ProbeError.invalid("the box of property associations is too short for its entries")

    /// The property that the association `number` names; nil where it names none.
    private func property(
        _ number: Int, of associations: Associations, _ bytes: Span<UInt8>, _ properties: Range<Int>,
        _ state: ParserState
    ) throws(ProbeError) -> (type: Int, contents: Range<Int>)? {
        let index = associations.start + number * associations.size
        // The highest bit says whether a reader must understand the property.
        let wanted =
            associations.size == 1
            ? bytes.byte(at: index).map { Int($0) & 0x7F } : bytes.uint16(at: index, .bigEndian).map { $0 & 0x7FFF }
        guard let wanted, wanted > 0 else { return nil }
        guard wanted <= state.limits.maximumSegments else {
            throw .limitExceeded("the primary item has a property beyond the limit of \(state.limits.maximumSegments)")
        }
        var boxes = ISOBoxCursor(properties)
        for _ in 1..<wanted {
            guard try boxes.next(in: bytes, position: position) != nil else { break }
        }
        guard let found = try boxes.next(in: bytes, position: position) else {
            throw .invalid("the primary item has a property that does not exist")
        }
        return found
    }
}
