import CImageCodecs
package import Probing

/// PNG through libpng, row by row: that inflates all data, and checks every chunk up to the end of the image.
///
/// Where no picture is wanted, an image that can be proved intact by its checksums, the size of its data and the filters
/// of its rows is not decoded.
///
/// Of an animation, only the default image is decoded; the chunks of the other frames are checked.
package enum PNGVerifier: ImageVerifier {
    package static let format = ImageFormat.png

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        Decoding.decode(bytes, limits: limits, pictureSide: pictureSide, with: codec_png_verify)
    }
}
