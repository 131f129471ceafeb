import CImageCodecs
package import Probing

/// WebP through libwebp, every frame of it; without libwebp, only as far as its container shows whether the file is
/// cut short (RFC 9649 §2.4).
package enum WebPVerifier: ImageVerifier {
    package static let format = ImageFormat.webp

    /// Whether libwebp is built in.
    package static let isBuiltIn = codec_webp_is_built_in()

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        guard let size = bytes.uint32(at: 4, .littleEndian), bytes.count >= 8 + size else {
            return DecodedImage(
                verdict: .truncated(
                    "the file ends at byte \(bytes.count), before the end of its RIFF container"))
        }
        return Decoding.decode(bytes, limits: limits, pictureSide: pictureSide, with: codec_webp_verify)
    }
}
