package import Probing

/// Finds out whether images of one format are damaged.
package protocol ImageVerifier: Sendable {
    static var format: ImageFormat { get }

    /// Whether this build can decode the format; without it, all but cut files are `.unsupported`.
    static var isBuiltIn: Bool { get }

    /// What decoding `bytes`, a whole file of this format, finds.
    ///
    /// With a `pictureSide`, an intact image also gives a picture whose longer side is at least as many pixels, and
    /// that is no larger than need be; an image with shorter sides keeps its size.
    static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage
}

extension ImageVerifier {
    package static var isBuiltIn: Bool { true }
}
