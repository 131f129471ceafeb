/// How a picture in a HEIF file is turned, mirrored and cropped, one step on top of the other (ISO/IEC 23008-12 §6.5).
///
/// All steps together come to one crop of the raw picture and one of the eight orientations of EXIF after it.
struct DisplayTransform {
    private static let rotation = 0x6972_6F74  // irot
    private static let mirror = 0x696D_6972  // imir
    private static let cleanAperture = 0x636C_6170  // clap

    private(set) var orientation = 1
    private var rectangle: CropRectangle
    private let rawWidth: Int
    private let rawHeight: Int
    private let ignoresInnerCrops: Bool

    /// Begins with the picture as coded, in pixels.
    ///
    /// - Parameter ignoresInnerCrops: A crop whose corner is not that of the picture crops nothing.
    init(width: Int, height: Int, ignoresInnerCrops: Bool) {
        self.ignoresInnerCrops = ignoresInnerCrops
        rawWidth = width
        rawHeight = height
        rectangle = CropRectangle(x: 0, y: 0, width: width, height: height)
    }

    /// The part of the raw picture that is left; nil where that is all of it.
    var crop: CropRectangle? {
        rectangle.width == rawWidth && rectangle.height == rawHeight ? nil : rectangle
    }

    /// Takes a property of the given type, if it is one of the three.
    mutating func apply(_ type: Int, _ contents: Span<UInt8>) {
        switch type {
        case Self.rotation:
            // In quarters, anticlockwise.
            for _ in 0..<(contents.byte(at: 0) ?? 0) & 3 { turn() }
        case Self.mirror:
            guard let mode = contents.byte(at: 0) else { return }
            flip(leftRight: mode & 1 == 1)
        case Self.cleanAperture: crop(to: contents)
        default: break
        }
    }

    /// The orientation that a quarter anticlockwise makes of each.
    private static let turned: InlineArray<8, Int> = [8, 5, 6, 7, 4, 1, 2, 3]

    private mutating func turn() {
        orientation = Self.turned[orientation - 1]
    }

    /// Mirrored pairs are 1 and 2, 3 and 4 and so on, or upside down 1 and 4, 2 and 3, 5 and 8, 6 and 7.
    private mutating func flip(leftRight: Bool) {
        orientation = ((orientation - 1) ^ (leftRight ? 1 : 3)) + 1
    }

    /// Crops to a rectangle around a point, both of them fractions of pixels (ISO/IEC 14496-12 §12.1.4).
    ///
    /// As in browsers, one that is empty, no whole number of pixels, or reaches out of the picture crops nothing.
    private mutating func crop(to contents: Span<UInt8>) {
        let isTurned = (5...8).contains(orientation)
        let size = isTurned ? (rectangle.height, rectangle.width) : (rectangle.width, rectangle.height)
        guard let (x, width) = Self.side(contents, sizeAt: 0, offsetAt: 16, of: size.0),
            let (y, height) = Self.side(contents, sizeAt: 8, offsetAt: 24, of: size.1)
        else { return }
        let right = size.0 - x - width
        let bottom = size.1 - y - height
        // Each step so far maps the sides of the raw picture to those of the displayed one.
        let (left, top) =
            switch orientation {
            case 2: (right, y)
            case 3: (right, bottom)
            case 4: (x, bottom)
            case 5: (y, x)
            case 6: (y, right)
            case 7: (bottom, right)
            case 8: (bottom, x)
            default: (x, y)
            }
        guard !ignoresInnerCrops || left == 0 && top == 0 else { return }
        rectangle = CropRectangle(
            x: rectangle.x + left, y: rectangle.y + top, width: isTurned ? height : width,
            height: isTurned ? width : height)
    }

    /// Start and length of a crop along one side; nil where it is not valid.
    private static func side(
        _ contents: Span<UInt8>, sizeAt: Int, offsetAt: Int, of whole: Int
    ) -> (start: Int, length: Int)? {
        guard let numerator = contents.uint32(at: sizeAt, .bigEndian),
            let denominator = contents.uint32(at: sizeAt + 4, .bigEndian), denominator > 0,
            numerator % denominator == 0, (1...max(whole, 1)).contains(numerator / denominator),
            let offset = contents.uint32(at: offsetAt, .bigEndian),
            let offsetDenominator = contents.uint32(at: offsetAt + 4, .bigEndian), offsetDenominator > 0
        else { return nil }
        let length = numerator / denominator
        let twice = 2 * Int(Int32(truncatingIfNeeded: offset))
        guard twice % offsetDenominator == 0 else { return nil }
        // The offset is that of the centre, so that everything is counted in half pixels.
        let start = whole - length + twice / offsetDenominator
        guard start >= 0, start % 2 == 0, start / 2 <= whole - length else { return nil }
        return (start / 2, length)
    }
}
