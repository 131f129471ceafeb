import CImageCodecs
package import Probing

/// JPEG through libjpeg, at an eighth of the size: that reads all data, and counts every warning.
package enum JPEGVerifier: ImageVerifier {
    package static let format = ImageFormat.jpeg

    package static func verify(_ bytes: Span<UInt8>, limits: DecodeLimits) -> Verdict {
        bytes.withUnsafeBufferPointer { buffer in
            codec_jpeg_verify(buffer.baseAddress, buffer.count, limits.codecLimits).verdict
        }
    }
}
