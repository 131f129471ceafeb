import Probing
import TestSupport

/// Changes to an image that take away some of its picture.
enum DamagedVariants {
    enum Kind: String, CaseIterable {
        case cut = "cut short"
        case zeroedEnd = "zeros up to the end"
        case zeroedHole = "a hole of zeros"
        case flipped = "a flipped bit"
    }

    /// Where an image has the data of its pixels: a part of the file that no header reaches into.
    static func data(of bytes: [UInt8], format: ImageFormat) -> Range<Int> {
        let end = bytes.count
        switch format {
        case .jpeg: return (bytes.firstIndex(ofMarker: 0xDA) ?? 0) + 14..<end - 2
        case .png: return (bytes.indices(of: "IDAT").first ?? 0) + 4..<(bytes.indices(of: "IEND").last ?? end) - 8
        case .gif: return end / 3..<end - 1
        case .webp: return (bytes.indices(of: "VP8").last ?? 0) + 24..<end
        default: return (bytes.indices(of: "mdat").first ?? 0) + 4..<end
        }
    }

    /// A variant that is drawn by lot; nil where the image is too small for one.
    static func variant(
        _ kind: Kind, of bytes: [UInt8], format: ImageFormat, using random: inout SeededGenerator
    ) -> [UInt8]? {
        let data = data(of: bytes, format: format)
        var changed = bytes
        switch kind {
        case .cut: return Array(bytes.prefix(Int.random(in: 30..<bytes.count, using: &random)))
        case .zeroedEnd:
            guard data.count > fewestZeros else { return nil }
            let start = Int.random(in: data.lowerBound...data.upperBound - fewestZeros, using: &random)
            for index in start..<bytes.count { changed[index] = 0 }
        case .zeroedHole:
            guard data.count > 2 * fewestZeros else { return nil }
            let count = Int.random(in: fewestZeros...data.count / 2, using: &random)
            let start = Int.random(in: data.lowerBound..<data.upperBound - count, using: &random)
            for index in start..<start + count { changed[index] = 0 }
        case .flipped:
            let index = Int.random(in: data, using: &random)
            // Nothing is asked of these.
            if format == .png, bytes.needlessPNGChunks.contains(where: { $0.contains(index) }) { return nil }
            changed[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
        return changed == bytes ? nil : changed
    }

    /// So few zeros may be codes, or what an encoder wrote, and are looked for in no format.
    private static let fewestZeros = 100
}

extension [UInt8] {
    /// Where the first marker of a kind stands in a JPEG.
    func firstIndex(ofMarker marker: UInt8) -> Int? {
        indices.dropLast().first { self[$0] == 0xFF && self[$0 + 1] == marker }
    }
}
