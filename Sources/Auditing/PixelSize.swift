/// A width and a height in pixels.
package struct PixelSize: Sendable, Hashable, CustomStringConvertible {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
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

    private static func distance(_ first: Int, _ second: Int) -> UInt {
        first > second ? first.magnitude &- second.magnitude : second.magnitude &- first.magnitude
    }
}
