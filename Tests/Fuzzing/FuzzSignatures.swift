import Probing

/// The bytes that make an input one of a format, so that no run is spent on finding them.
enum FuzzSignatures {
    /// Gives an input the signature of a format.
    static func apply(_ format: ImageFormat, to bytes: inout [UInt8]) {
        for (offset, part) in parts(of: format) where bytes.count >= offset + part.count {
            bytes.replaceSubrange(offset..<offset + part.count, with: part)
        }
    }

    private static func parts(of format: ImageFormat) -> [(offset: Int, bytes: [UInt8])] {
        switch format {
        case .jpeg: [(0, [0xFF, 0xD8, 0xFF])]
        case .png: [(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])]
        case .gif: [(0, Array("GIF89a".utf8))]
        case .webp: [(0, Array("RIFF".utf8)), (8, Array("WEBP".utf8))]
        case .avif: [(0, [0, 0, 0, 0x14]), (4, Array("ftypavif".utf8))]
        case .heic: [(0, [0, 0, 0, 0x14]), (4, Array("ftypheic".utf8))]
        case .jxl: [(0, [0xFF, 0x0A])]
        case .jp2: [(0, [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A])]
        case .j2k: [(0, [0xFF, 0x4F, 0xFF, 0x51])]
        case .bmp: [(0, Array("BM".utf8))]
        case .ico: [(0, [0, 0, 1, 0])]
        case .cur: [(0, [0, 0, 2, 0])]
        case .tiff: [(0, [0x49, 0x49, 0x2A, 0])]
        case .psd: [(0, Array("8BPS".utf8))]
        case .qoi: [(0, Array("qoif".utf8))]
        case .pnm: [(0, Array("P6".utf8))]
        case .dds: [(0, Array("DDS ".utf8))]
        case .icns: [(0, Array("icns".utf8))]
        case .ktx: [(0, [0xAB, 0x4B, 0x54, 0x58])]
        case .hdr: [(0, Array("#?RADIANCE\n".utf8))]
        case .xbm: [(0, Array("#define ".utf8))]
        case .svg: [(0, Array("<svg ".utf8))]
        case .svgz: [(0, [0x1F, 0x8B, 8])]
        // It has none.
        case .tga: []
        }
    }
}
