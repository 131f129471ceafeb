import CImageCodecs
package import Probing

/// JPEG through libjpeg, at an eighth of the size: that reads all data, and counts every warning.
///
/// Further images behind it, such as a gain map, are not decoded, but a file that ends within one is cut short.
package enum JPEGVerifier: ImageVerifier {
    package static let format = ImageFormat.jpeg

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        let decoded = Decoding.decode(bytes, limits: limits, pictureSide: pictureSide, with: codec_jpeg_verify)
        guard decoded.verdict == .intact, let cut = MultiPictureTable.cutImage(in: bytes) else { return decoded }
        let text = """
            every row was decoded, but the file ends at byte \(bytes.count), within image \(cut.number) behind it, such as \
            a gain map or a preview, which ends at byte \(cut.end)
            """
        return DecodedImage(verdict: .truncated(text), picture: decoded.picture)
    }
}
