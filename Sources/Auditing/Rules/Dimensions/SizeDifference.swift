package import Probing

/// How a declared size differs from the actual one.
package enum SizeDifference: String, Sendable, Hashable {
    /// Within the tolerance, or a drawing at any scale.
    case none
    /// Declared is the raw size of an image whose orientation swaps its sides, or that by its density.
    case swapped
    /// The same ratio at another scale.
    case scaled
    /// None of these.
    case other = "mismatch"

    /// - Parameter tolerance: By how many pixels a side may differ without being another one.
    package init(declared: PixelSize, header: ImageHeader, tolerance: Int) {
        let actual = PixelSize(width: header.width, height: header.height)
        let unturned = header.densityCorrected.map { PixelSize(width: $0.width, height: $0.height) }
        let raw = unturned ?? PixelSize(width: header.rawWidth, height: header.rawHeight)
        if declared.isEqual(to: actual, tolerance: tolerance) {
            self = .none
        } else if header.swapsSides, declared.isEqual(to: raw, tolerance: tolerance) {
            self = .swapped
        } else {
            // A drawing is as good at every size.
            if header.isVector, declared.hasRatio(ofRounded: actual) {
                self = .none
            } else {
                self = declared.isScale(of: actual, tolerance: tolerance) ? .scaled : .other
            }
        }
    }
}
