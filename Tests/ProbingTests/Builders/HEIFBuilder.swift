import TestSupport

/// Builds HEIF files, which AVIF and HEIC are, out of boxes.
enum HEIF {
    static func fileType(_ brand: String = "avif", compatible: [String] = ["mif1"]) -> [UInt8] {
        Box.make("ftyp", Array(brand.utf8) + bigEndian(0, size: 4) + compatible.flatMap { Array($0.utf8) })
    }

    static func meta(_ boxes: [UInt8]...) -> [UInt8] {
        Box.full("meta", boxes.flatMap { $0 })
    }

    static func primary(_ item: Int, version: Int = 0) -> [UInt8] {
        Box.full("pitm", version: version, bigEndian(item, size: version == 0 ? 2 : 4))
    }

    /// The properties of all items, and for each item the numbers of its own, counted from 1.
    static func properties(
        _ properties: [[UInt8]], of items: [(item: Int, properties: [Int])], version: Int = 0, isWide: Bool = false
    ) -> [UInt8] {
        let entries = items.map { entry in
            bigEndian(entry.item, size: version == 0 ? 2 : 4) + bigEndian(entry.properties.count, size: 1)
                + entry.properties.flatMap { isWide ? bigEndian(0x8000 | $0, size: 2) : bigEndian(0x80 | $0, size: 1) }
        }
        let associations = Box.full(
            "ipma", version: version, flags: isWide ? 1 : 0, bigEndian(items.count, size: 4) + entries.flatMap { $0 })
        return Box.make("iprp", Box.make("ipco", properties.flatMap { $0 }) + associations)
    }

    static func size(width: Int, height: Int) -> [UInt8] {
        Box.full("ispe", bigEndian(width, size: 4) + bigEndian(height, size: 4))
    }

    /// Quarters anticlockwise.
    static func rotation(_ quarters: UInt8) -> [UInt8] { Box.make("irot", [quarters]) }

    /// 0 exchanges top and bottom, 1 left and right.
    static func mirror(_ mode: UInt8) -> [UInt8] { Box.make("imir", [mode]) }

    /// Width, height and the offset of the centre, in parts of `denominator`.
    static func aperture(width: Int, height: Int, x: Int = 0, y: Int = 0, denominator: Int = 1) -> [UInt8] {
        Box.make("clap", [width, height, x, y].flatMap { bigEndian($0, size: 4) + bigEndian(denominator, size: 4) })
    }

    /// A file with one item that has a size and further properties, in that order.
    static func image(width: Int, height: Int, _ further: [UInt8]..., brand: String = "avif") -> [UInt8] {
        let all = [size(width: width, height: height)] + further
        return fileType(brand)
            + meta(Box.full("hdlr"), primary(1), properties(all, of: [(1, Array(1...all.count))]))
            + Box.make("mdat", [1, 2, 3])
    }

    /// A track of a sequence; its frames are `frames`, its sample entry has `further` properties.
    static func track(
        width: Int, height: Int, handler: String = "pict", frames: Int = 3, further: [UInt8] = [], version: Int = 0,
        describesLast: Bool = false
    ) -> [UInt8] {
        let times = [UInt8](repeating: 7, count: version == 1 ? 32 : 20)
        let header = Box.full(
            "tkhd", version: version,
            times + [UInt8](repeating: 0, count: 52) + bigEndian(width << 16, size: 4)
                + bigEndian(height << 16, size: 4))
        let entry = Box.make("av01", [UInt8](repeating: 0, count: 78) + Box.make("av1C", [1, 2, 3, 4]) + further)
        let description = Box.full("stsd", bigEndian(1, size: 4) + entry)
        let samples =
            Box.full("stts", bigEndian(0, size: 4))
            + Box.full("stsz", bigEndian(0, size: 4) + bigEndian(frames, size: 4))
        let table = Box.make("stbl", describesLast ? samples + description : description + samples)
        let media = Box.make(
            "mdia",
            Box.full("hdlr", bigEndian(0, size: 4) + Array(handler.utf8)) + Box.make("minf", Box.make("dinf") + table))
        return Box.make("trak", header + Box.make("edts") + media)
    }

    /// An image sequence of the given tracks.
    static func sequence(_ tracks: [UInt8]..., brand: String = "avis") -> [UInt8] {
        let items = properties([size(width: 9, height: 9)], of: [(1, [1])])
        return fileType(brand) + meta(primary(1), items)
            + Box.make("moov", Box.full("mvhd") + tracks.flatMap { $0 }) + Box.make("mdat", [1, 2, 3])
    }
}
