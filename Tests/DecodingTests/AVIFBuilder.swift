/// Puts the AV1 data of a still AVIF that libavif wrote into a file of another shape.
struct AVIFBuilder {
    enum Place { case mdat, idat, piecesOfMdat }

    /// The configuration of the AV1 data: the contents of their `av1C` box.
    let configuration: [UInt8]
    let data: [UInt8]

    init(_ file: [UInt8]) {
        let start = file.indices(of: "av1C")[0] + 4
        configuration = Array(file[start..<start + 4])
        data = Array(file[(file.indices(of: "mdat")[0] + 4)...])
    }

    /// A file that says its image has these sides.
    func file(width: Int, height: Int, place: Place) -> [UInt8] {
        let fileType = Self.box("ftyp", Array("avif".utf8) + .uint32(0) + Array("avifmif1".utf8))
        let length = meta(width: width, height: height, place: place, offset: 0).count
        let offset = fileType.count + length + 8
        let boxes = fileType + meta(width: width, height: height, place: place, offset: offset)
        return place == .idat ? boxes : boxes + Self.box("mdat", data)
    }

    private func meta(width: Int, height: Int, place: Place, offset: Int) -> [UInt8] {
        var extents: [(offset: Int, length: Int)] = [(place == .idat ? 0 : offset, data.count)]
        if place == .piecesOfMdat {
            extents = data.indices.map { (offset + $0, 1) }
        }
        let location =
            [1, 0, 0, 0] + [0x44, 0, 0, 1, 0, 1, 0, place == .idat ? 1 : 0, 0, 0]
            + [UInt8(extents.count >> 8), UInt8(extents.count & 255)]
            + extents.flatMap { .uint32($0.offset) + .uint32($0.length) }
        let properties =
            Self.box("ispe", .uint32(0) + .uint32(width) + .uint32(height))
            + Self.box("pixi", .uint32(0) + [3, 8, 8, 8]) + Self.box("av1C", configuration)
        let contents: [[UInt8]] = [
            .uint32(0),
            Self.box("hdlr", .uint32(0) + .uint32(0) + Array("pict".utf8) + [UInt8](repeating: 0, count: 13)),
            Self.box("pitm", .uint32(0) + [0, 1]),
            Self.box("iloc", location),
            Self.box(
                "iinf", .uint32(0) + [0, 1] + Self.box("infe", [2, 0, 0, 0, 0, 1, 0, 0] + Array("av01".utf8) + [0])),
            Self.box(
                "iprp",
                Self.box("ipco", properties)
                    + Self.box("ipma", .uint32(0) + .uint32(1) + [0, 1, 3, 1, 2, 0x83])),
            place == .idat ? Self.box("idat", data) : [],
        ]
        return Self.box("meta", Array(contents.joined()))
    }

    static func box(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        .uint32(8 + contents.count) + Array(type.utf8) + contents
    }
}
