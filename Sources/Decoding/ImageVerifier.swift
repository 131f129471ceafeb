package import Probing

/// Finds out whether images of one format are damaged.
package protocol ImageVerifier: Sendable {
    static var format: ImageFormat { get }

    /// What decoding `bytes`, a whole file of this format, finds.
    static func verify(_ bytes: Span<UInt8>, limits: DecodeLimits) -> Verdict
}
