import CImageCodecs
package import Probing

/// AVIF through libavif and libaom, every frame of it; without them, only as far as its boxes show whether the file is
/// cut short (ISO/IEC 14496-12 §4.2).
package enum AVIFVerifier: ImageVerifier {
    package static let format = ImageFormat.avif

    /// Whether libavif is built in, and has libaom.
    package static let isBuiltIn = codec_avif_is_built_in()

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        if let place = end(of: bytes) {
            return DecodedImage(verdict: .truncated("the file ends at byte \(bytes.count), \(place)"))
        }
        let decoded = Decoding.decode(bytes, limits: limits, pictureSide: pictureSide, with: codec_avif_verify)
        return DecodedImage(verdict: verdict(decoded.verdict, bytes), picture: decoded.picture)
    }

    /// What the boxes add to the verdict of libavif.
    private static func verdict(_ verdict: Verdict, _ bytes: Span<UInt8>) -> Verdict {
        switch verdict {
        case .intact, .unsupported:
            guard let end = AVIFStructure.endOfItems(beyond: bytes) else { return verdict }
            let row = verdict == .intact ? "every row was decoded, but the" : "the"
            return .truncated(
                "\(row) file ends at byte \(bytes.count), before the end of what it holds besides, at byte \(end)")
        case .corrupt(let detail):
            guard detail.contains(codecParsingFailure), let kind = AVIFStructure.peculiarity(of: bytes) else {
                return verdict
            }
            return .unsupported("the libavif of this build may be unable to read an AVIF \(kind) (\(detail))")
        case .truncated: return verdict
        }
    }

    /// What libavif says of boxes that it cannot make sense of.
    private static let codecParsingFailure = "BMFF parsing failed"

    /// Boxes that lie side by side in a file (ISO/IEC 14496-12 §6.2.3); anything else lies behind the image.
    private static let known: Set<String> = [
        "ftyp", "styp", "meta", "moov", "mdat", "idat", "free", "skip", "uuid", "moof", "mfra", "sidx",
    ]

    /// Where the file ends, if that is within a box that it needs.
    private static func end(of bytes: Span<UInt8>) -> String? {
        var index = 0
        var describesImage = false
        while let size = bytes.uint32(at: index, .bigEndian), let type = type(in: bytes, at: index + 4) {
            guard known.contains(type) else { return nil }
            let cut = "before the end of its \(type) box"
            let left = bytes.count - index
            switch size {
            case 0: return nil
            case 1:
                // The size follows in 64 bits; where the upper half is used, no file is as long.
                guard let high = bytes.uint32(at: index + 8, .bigEndian),
                    let low = bytes.uint32(at: index + 12, .bigEndian), high == 0, low <= left
                else { return cut }
                guard low >= 16 else { return nil }
                index += low
            case ..<8: return nil
            case ...left: index += size
            default: return cut
            }
            describesImage = describesImage || type == "meta" || type == "moov"
        }
        return describesImage || index == 0 ? nil : "before the boxes that describe the image"
    }

    private static func type(in bytes: Span<UInt8>, at index: Int) -> String? {
        guard index + 4 <= bytes.count else { return nil }
        let letters = (index..<index + 4).map { bytes[$0] }
        return String(decoding: letters, as: UTF8.self)
    }
}
