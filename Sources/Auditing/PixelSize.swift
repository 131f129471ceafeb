/// A width and a height in pixels.
package struct PixelSize: Sendable, Hashable, CustomStringConvertible {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Reads a size such as `161x81` or `161×81`; nil where it is none, or a side is not greater than zero.
    package init?(text: String) {
        let sides = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }.map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], width > 0, height > 0 else { return nil }
        self.init(width: width, height: height)
    }

    package var description: String { "\(width)×\(height)" }

    var ratio: Double { Double(width) / Double(height) }

    /// Whether both sides differ by no more than `tolerance`.
    func isEqual(to other: PixelSize, tolerance: Int) -> Bool {
        Self.distance(width, other.width) <= UInt(max(0, tolerance))
            && Self.distance(height, other.height) <= UInt(max(0, tolerance))
    }

    /// Whether this is `other` at another scale, each side rounded to a whole pixel.
    func isScale(of other: PixelSize, tolerance: Int) -> Bool {
        let longer = other.width >= other.height ? (width, other.width) : (height, other.height)
        guard Self.distance(longer.0, longer.1) > UInt(max(0, tolerance)) else { return false }
        // |h - w·H/W| ≤ 1 or |w - h·W/H| ≤ 1, without the divisions.
        let (first, firstOverflow) = height.multipliedReportingOverflow(by: other.width)
        let (second, secondOverflow) = width.multipliedReportingOverflow(by: other.height)
        if firstOverflow || secondOverflow { return false }
        return Self.distance(first, second) <= UInt(max(other.width, other.height))
    }

    /// Whether the ratio is one that sides can have which were rounded to `other`, or this one's was lost by rounding.
    func hasRatio(ofRounded other: PixelSize) -> Bool {
        let (width, height) = (Double(width), Double(height))
        let (otherWidth, otherHeight) = (Double(other.width), Double(other.height))
        let least = (otherWidth - 0.5) / (otherHeight + 0.5)
        let most = (otherWidth + 0.5) / (otherHeight - 0.5)
        return (width + 0.5) / (height - 0.5) >= least && (width - 0.5) / (height + 0.5) <= most
    }

    /// The size at the scale that makes the width `width`; unchanged where that is its own, within the tolerance.
    func scaled(toWidth width: Int, tolerance: Int) -> PixelSize {
        if Self.distance(width, self.width) <= UInt(max(0, tolerance)) { return self }
        return PixelSize(width: width, height: Self.scaled(height, by: width, over: self.width))
    }

    /// The size at the scale that makes the height `height`; unchanged where that is its own, within the tolerance.
    func scaled(toHeight height: Int, tolerance: Int) -> PixelSize {
        if Self.distance(height, self.height) <= UInt(max(0, tolerance)) { return self }
        return PixelSize(width: Self.scaled(width, by: height, over: self.height), height: height)
    }

    /// `length · numerator / denominator`, rounded, and at least 1.
    private static func scaled(_ length: Int, by numerator: Int, over denominator: Int) -> Int {
        let result = (Double(length) * Double(numerator) / Double(denominator)).rounded()
        return result < 1 ? 1 : Int(exactly: min(result, 1e15)) ?? 1
    }

    private static func distance(_ first: Int, _ second: Int) -> UInt {
        first > second ? first.magnitude &- second.magnitude : second.magnitude &- first.magnitude
    }
}
