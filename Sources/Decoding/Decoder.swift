package import Probing

/// Decodes images to find out whether they are damaged.
package enum Decoder {
    /// The verifier of every format, that of the most wanted first: an image takes the fewest bytes as AVIF.
    package static let all: [any ImageVerifier.Type] = [
        AVIFVerifier.self,
        WebPVerifier.self,
        PNGVerifier.self,
        JPEGVerifier.self,
        GIFVerifier.self,
    ]

    /// The media types of the formats that this build can decode, the most wanted first.
    package static var mediaTypes: [String] { all.filter { $0.isBuiltIn }.map { $0.format.mediaType } }

    /// Whether this build can decode a format.
    package static func decodes(_ format: ImageFormat) -> Bool {
        all.contains { $0.format == format && $0.isBuiltIn }
    }

    /// What a full decode of the image that fills `bytes` finds; `header` is what probing them found.
    ///
    /// Bytes behind the end of the image are no damage. What can't be decoded is `.unsupported`, never `.intact`.
    package static func verify(
        _ bytes: Span<UInt8>, header: ImageHeader, limits: DecodeLimits = DecodeLimits()
    ) -> Verdict {
        decode(bytes, header: header, limits: limits).verdict
    }

    /// The same, with a reduced picture where a `pictureSide` in pixels is given: its longer side is at least that,
    /// or the image's own.
    package static func decode(
        _ bytes: Span<UInt8>, header: ImageHeader, limits: DecodeLimits = DecodeLimits(), pictureSide: Int? = nil
    ) -> DecodedImage {
        let (pixels, overflows) = header.rawWidth.multipliedReportingOverflow(by: header.rawHeight)
        guard !overflows, pixels <= limits.maximumPixels else {
            return DecodedImage(
                verdict: .unsupported(
                    "\(header.rawWidth) × \(header.rawHeight) pixels are more than the limit of \(limits.maximumPixels)"
                ))
        }
        guard let verifier = all.first(where: { $0.format == header.format }) else {
            return DecodedImage(verdict: .unsupported("no decoder for \(header.format.rawValue) is built in"))
        }
        return verifier.decode(bytes, limits: limits, pictureSide: pictureSide)
    }
}
