import Caching
import Probing

/// How the declared size of an entry differs from the actual one.
enum SizeDifference: Sendable, Hashable {
    /// Within the tolerance.
    case none
    /// Declared is the raw size of an image whose orientation swaps its sides.
    case swapped
    /// The same ratio at another scale.
    case scaled
    /// None of these.
    case other
}

extension EntrySubject {
    /// The one explanation of the difference, so that exactly one rule speaks; nil where a size is not known.
    var sizeDifference: SizeDifference? {
        guard let declared = declaredSize, let actual = actualSize, let header = knowledge.header
        else { return nil }
        if declared.isEqual(to: actual, tolerance: settings.tolerance) { return SizeDifference.none }
        let raw = PixelSize(width: header.rawWidth, height: header.rawHeight)
        if header.swapsSides, declared.isEqual(to: raw, tolerance: settings.tolerance) { return .swapped }
        return declared.isScale(of: actual, tolerance: settings.tolerance) ? .scaled : .other
    }
}
