import Decoding
import Probing
import TestSupport

/// An image that was changed, and how.
struct Variant: Sendable {
    let kind: String
    let bytes: [UInt8]
}

/// Changes to an image that leave its picture as it is, in every browser.
enum WholeVariants {
    private static let text = Array("neither here nor there".utf8)

    /// The variants of an image that is whole, and ends with what its format ends with; of others, none.
    static func all(of bytes: [UInt8], format: ImageFormat) -> [Variant] {
        let behind = [Variant(kind: "bytes behind the end", bytes: bytes + text)]
        switch format {
        case .jpeg where bytes.suffix(2) == JPEG.end[...]: return behind + jpeg(bytes)
        case .png where bytes.suffix(12) == PNG.end[...]: return behind + png(bytes)
        case .gif where bytes.last == GIF.trailer.last: return behind + gif(bytes)
        case .webp where bytes.count == 8 + littleEndian(bytes, at: 4): return behind + webp(bytes)
        case .avif: return behind + [Variant(kind: "a free box", bytes: bytes + AVIFBuilder.box("free", text))]
        default: return []
        }
    }

    /// What scanners and cameras leave in front of the end marker, and segments that nobody needs.
    private static func jpeg(_ bytes: [UInt8]) -> [Variant] {
        let open = Array(bytes.dropLast(2))
        var strays: [(String, [UInt8])] = [
            ("a zero before the end", [0]), ("zeros before the end", [UInt8](repeating: 0, count: 100)),
            ("fill bytes before the end", [0xFF, 0xFF, 0xFF]),
            ("restart markers before the end", [0xFF, 0xD0, 0xFF, 0xD1]),
        ]
        // Of arithmetic coding, only padding is told from data.
        if !bytes.hasArithmeticCoding {
            strays.append(("text before the end", text))
            strays.append(("strays and restarts before the end", [0x12, 0x34, 0xFF, 0xD2, 0x56, 0x78, 0xFF, 0xD3]))
        }
        let comment = JPEG.start + JPEG.segment(0xFE, text) + bytes.dropFirst(2)
        let filled = JPEG.start + [0xFF, 0xFF] + bytes.dropFirst(2)
        return strays.map { Variant(kind: $0.0, bytes: open + $0.1 + JPEG.end) } + [
            Variant(kind: "a comment", bytes: comment), Variant(kind: "fill bytes before a marker", bytes: filled),
        ]
    }

    private static func png(_ bytes: [UInt8]) -> [Variant] {
        let header = Array(bytes.prefix(8 + 25))
        let open = Array(bytes.dropLast(12))
        let chunk = PNG.chunk("tEXt", text)
        let spoilt = chunk.dropLast() + [(chunk.last ?? 0) ^ 0x55]
        var variants = [
            Variant(kind: "a text with a wrong checksum", bytes: header + spoilt + bytes.dropFirst(header.count)),
            Variant(kind: "a text with a wrong checksum behind the data", bytes: open + spoilt + PNG.end),
            Variant(kind: "IEND with data", bytes: open + PNG.chunk("IEND", text)),
            Variant(kind: "IEND with a wrong checksum", bytes: bytes.dropLast() + [0]),
        ]
        for chunk in bytes.needlessPNGChunks where chunk.upperBound < bytes.count {
            var changed = bytes
            changed[chunk.upperBound - 1] ^= 1
            variants.append(Variant(kind: "a wrong checksum of its own chunks", bytes: changed))
        }
        return variants
    }

    private static func gif(_ bytes: [UInt8]) -> [Variant] {
        let open = Array(bytes.dropLast())
        return [
            Variant(kind: "no trailer", bytes: open),
            Variant(kind: "a zero before the trailer", bytes: open + [0] + GIF.trailer),
            Variant(kind: "zeros before the trailer", bytes: open + [UInt8](repeating: 0, count: 700) + GIF.trailer),
            Variant(kind: "zeros in place of the trailer", bytes: open + [UInt8](repeating: 0, count: 20)),
            Variant(kind: "a comment", bytes: open + GIF.comment() + GIF.trailer),
        ]
    }

    private static func webp(_ bytes: [UInt8]) -> [Variant] {
        let chunks = Array(bytes.dropFirst(12))
        return [
            Variant(kind: "an unknown chunk", bytes: WebP.file(chunks + WebP.chunk("what", text))),
            Variant(kind: "an XMP chunk", bytes: WebP.file(chunks + WebP.chunk("XMP ", text))),
        ]
    }

    private static func littleEndian(_ bytes: [UInt8], at offset: Int) -> Int {
        bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

extension [UInt8] {
    /// Whether a JPEG has a frame header of an arithmetic process (T.81 table B.1).
    var hasArithmeticCoding: Bool {
        indices.dropLast(4).contains { self[$0] == 0xFF && [0xC9, 0xCA].contains(self[$0 + 1]) && self[$0 + 4] == 8 }
    }

    /// The chunks of a PNG that no pixel needs, IEND among them, from their lengths to their checksums.
    var needlessPNGChunks: [Range<Int>] {
        let needed: Set<String> = ["IHDR", "PLTE", "IDAT", "tRNS", "acTL", "fcTL", "fdAT"]
        var chunks: [Range<Int>] = []
        var start = 8
        while start + 12 <= count {
            let length = self[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let type = String(decoding: self[start + 4..<start + 8], as: UTF8.self)
            if !needed.contains(type) { chunks.append(start..<start + 12 + length) }
            start += 12 + length
        }
        return chunks
    }
}
