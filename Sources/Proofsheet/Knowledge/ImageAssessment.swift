import Caching
import Decoding
import Probing

/// What decoding an image says of it.
struct ImageAssessment: Sendable {
    let verdict: Verdict
    /// Nil where the image was not decoded as a whole, or that was not asked for.
    let summary: PictureSummary?

    /// The longer side in pixels of the picture that is summed up: of most JPEGs the decode at an eighth has that many.
    private static let summarySide = 64

    /// - Parameters:
    ///   - summarizes: Sums up the picture as well; of some formats, the verdict alone is to be had sooner.
    ///   - maximumPixels: Largest width × height that is decoded.
    init(
        of bytes: Span<UInt8>, header: ImageHeader, summarizes: Bool = true,
        maximumPixels: Int = Configuration.NetworkLimits().maximumPixels
    ) {
        let decoded = Decoder.decode(
            bytes, header: header, limits: DecodeLimits(maximumPixels: maximumPixels),
            pictureSide: summarizes ? Self.summarySide : nil)
        verdict = decoded.verdict
        summary = decoded.picture.map { PictureSummary(of: $0, orientation: header.orientation) }
    }
}

extension ImageSummary {
    /// What the cache keeps.
    init(_ summary: PictureSummary) {
        self.init(
            isBlank: summary.isBlank, dominantColor: summary.dominantColorText,
            differenceHash: summary.differenceHash, thumbHash: summary.thumbHash)
    }
}
