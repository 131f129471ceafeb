/// Puts the AV1 data of a still AVIF that libavif wrote into a file of another shape.
struct AVIFBuilder {
    enum Place { case mdat, idat, piecesOfMdat }

    /// The configuration of the AV1 data: the contents of their `av1C` box.
    let configuration: [UInt8]
    let data: [UInt8]
    /// The data of a second item, which nothing refers to.
    var further: [UInt8] = []
    /// There is a second box of property associations, which is empty.
    var repeatsAssociations = false
    /// The meta box comes last, and does not say how long it is.
    var endsWithMeta = false
    /// The box of the data does not say how long it is.
    var hasOpenData = false

    init(_ file: [UInt8]) {
        let start = file.indices(of: "av1C")[0] + 4
        configuration = Array(file[start..<start + 4])
        data = Array(file[(file.indices(of: "mdat")[0] + 4)...])
    }

    /// A file that says its image has these sides.
    func file(width: Int, height: Int, place: Place) -> [UInt8] {
        let fileType = Self.box("ftyp", Array("avif".utf8) + .uint32(0) + Array("avifmif1".utf8))
        let length = endsWithMeta ? 0 : meta(width: width, height: height, place: place, offset: 0).count
        let offset = fileType.count + length + 8
        let meta = meta(width: width, height: height, place: place, offset: offset)
        guard place != .idat else { return fileType + meta }
        let box = Self.box("mdat", data + further)
        if endsWithMeta { return fileType + box + .uint32(0) + meta.dropFirst(4) }
        return fileType + meta + (hasOpenData ? .uint32(0) + box.dropFirst(4) : box)
    }

    private func meta(width: Int, height: Int, place: Place, offset: Int) -> [UInt8] {
        var extents: [(offset: Int, length: Int)] = [(place == .idat ? 0 : offset, data.count)]
        if place == .piecesOfMdat {
            extents = data.indices.map { (offset + $0, 1) }
        }
        // Version 1; offsets and lengths of 4 bytes, no base, no index; the first item has number 1.
        let items: UInt8 = further.isEmpty ? 1 : 2
        var location: [UInt8] = [1, 0, 0, 0, 0x44, 0, 0, items, 0, 1, 0, place == .idat ? 1 : 0, 0, 0]
        location += [UInt8(extents.count >> 8), UInt8(extents.count & 255)]
        for extent in extents { location += .uint32(extent.offset) + .uint32(extent.length) }
        if !further.isEmpty {
            location += [0, 2, 0, 0, 0, 0, 0, 1] + .uint32(offset + data.count) + .uint32(further.count)
        }

        let noFlags = [UInt8](repeating: 0, count: 4)
        var properties = Self.box("ispe", noFlags + .uint32(width) + .uint32(height))
        properties += Self.box("pixi", noFlags + [3, 8, 8, 8])
        properties += Self.box("av1C", configuration)
        // One item has all three, the last of which is essential.
        let association: [UInt8] = noFlags + [0, 0, 0, 1, 0, 1, 3, 1, 2, 0x83]
        let information = [(number: UInt8(1), type: "av01"), (number: 2, type: "Exif")].prefix(Int(items)).map { item in
            Self.box("infe", [2, 0, 0, 0, 0, item.number, 0, 0] + Array(item.type.utf8) + [0])
        }

        var contents = noFlags
        contents += Self.box("hdlr", noFlags + noFlags + Array("pict".utf8) + [UInt8](repeating: 0, count: 13))
        contents += Self.box("pitm", noFlags + [0, 1])
        contents += Self.box("iloc", location)
        contents += Self.box("iinf", noFlags + [0, items] + information.joined())
        let repeated = repeatsAssociations ? Self.box("ipma", noFlags + .uint32(0)) : []
        contents += Self.box("iprp", Self.box("ipco", properties) + Self.box("ipma", association) + repeated)
        if place == .idat { contents += Self.box("idat", data) }
        return Self.box("meta", contents)
    }

    static func box(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        .uint32(8 + contents.count) + Array(type.utf8) + contents
    }
}
