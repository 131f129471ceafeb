import CImageCodecs

/// A verifying function of the C codecs.
typealias CodecFunction = (
    UnsafePointer<UInt8>?, Int, codec_limits, UnsafeMutablePointer<codec_picture>?
) -> codec_report

/// Calls a codec, and takes over the picture that it made.
func decode(
    _ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?, with codec: CodecFunction
) -> DecodedImage {
    bytes.withUnsafeBufferPointer { buffer in
        guard let pictureSide else {
            return DecodedImage(verdict: codec(buffer.baseAddress, buffer.count, limits.codecLimits, nil).verdict)
        }
        var picture = codec_picture()
        picture.wanted_side = UInt32(clamping: pictureSide)
        let report = codec(buffer.baseAddress, buffer.count, limits.codecLimits, &picture)
        defer { codec_picture_free(picture) }
        return DecodedImage(verdict: report.verdict, picture: Picture(picture))
    }
}

extension Picture {
    /// A copy of what a codec made; nil where it made none.
    init?(_ picture: codec_picture) {
        guard let pixels = picture.pixels else { return nil }
        let (width, height) = (Int(picture.width), Int(picture.height))
        self.init(
            width: width, height: height,
            pixels: Array(UnsafeBufferPointer(start: pixels, count: 4 * width * height)))
    }
}
