package import Probing

/// WebP, as far as its container shows whether the file is cut short (RFC 9649 §2.4).
package enum WebPVerifier: ImageVerifier {
    package static let format = ImageFormat.webp

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        DecodedImage(verdict: verdict(bytes))
    }

    private static func verdict(_ bytes: Span<UInt8>) -> Verdict {
        guard let size = bytes.uint32(at: 4, .littleEndian), bytes.count >= 8 + size else {
            return .truncated("the file ends at byte \(bytes.count), before the end of its RIFF container")
        }
        return .unsupported("no decoder for webp is built in")
    }
}
