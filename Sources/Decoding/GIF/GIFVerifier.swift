package import Probing

/// GIF: every frame is decoded up to its last pixel, and every block is walked up to the trailer.
///
/// Codes behind the last pixel of a frame, a missing end code and palette indexes without a colour are no damage; nor
/// is a frame that reaches out of the screen. A file that ends behind a whole frame may lack its trailer, and zeros may
/// stand before it. The work is bounded by the size of the file, as damage shows without the
/// values of pixels.
package enum GIFVerifier: ImageVerifier {
    package static let format = ImageFormat.gif

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        var reader = GIFReader(limits: limits)
        let verdict = reader.verdict(on: bytes)
        guard let pictureSide, let frame = reader.firstFrame else { return DecodedImage(verdict: verdict) }
        let picture = Picture.ofGIF(
            bytes, frame: frame, screenWidth: reader.screenWidth, screenHeight: reader.screenHeight, limits: limits,
            side: pictureSide)
        return DecodedImage(verdict: verdict, picture: picture)
    }
}
