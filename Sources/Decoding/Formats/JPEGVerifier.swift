import CImageCodecs
package import Probing

/// JPEG through libjpeg, at an eighth of the size: that reads all data, and counts every warning.
package enum JPEGVerifier: ImageVerifier {
    package static let format = ImageFormat.jpeg

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        Decoding.decode(bytes, limits: limits, pictureSide: pictureSide, with: codec_jpeg_verify)
    }
}
