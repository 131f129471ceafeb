/// The natural size that the attributes of its root element give an SVG image, as browsers have it (SVG 2 §8.12, CSS
/// Images Level 3 §5.3).
///
/// A side that is not given, or in per cent, follows from the other by the ratio of the `viewBox`; where neither is
/// given, the `viewBox` is the size. Without one, an image has no size of its own: browsers give it one of theirs. A
/// `style` gives the image no natural size, and an attribute that is not valid counts as absent.
struct SVGSize: Equatable {
    /// That of the names of all SVG elements.
    static let namespace = "http://www.w3.org/2000/svg"

    /// In whole pixels; fractions are rounded.
    let width: Int
    /// In whole pixels too.
    let height: Int
    /// Neither side is given, so that the size is that of the `viewBox`.
    let isRatioOnly: Bool

    /// The attributes of the root element that count; nil for those that it lacks.
    struct Attributes: Equatable {
        var width: String?
        var height: String?
        var viewBox: String?
        var style: String?
        var fontSize: String?
    }

    /// Takes it from the attributes of the root element.
    init(_ attributes: Attributes) throws(ProbeError) {
        let fontSize = Self.fontSize(attributes)
        let width = try Self.side("width", attributes.width, fontSize)
        let height = try Self.side("height", attributes.height, fontSize)
        if let width, let height {
            self.width = try Self.whole(width)
            self.height = try Self.whole(height)
            isRatioOnly = false
            return
        }
        guard let box = Self.viewBox(attributes) else {
            throw .noSize("the image has no size: the root element lacks a valid width or height, and a valid viewBox")
        }
        isRatioOnly = width == nil && height == nil
        if let width {
            self.width = try Self.whole(width)
            self.height = try Self.whole(width * box.height / box.width)
        } else if let height {
            self.width = try Self.whole(height * box.width / box.height)
            self.height = try Self.whole(height)
        } else {
            self.width = try Self.whole(box.width)
            self.height = try Self.whole(box.height)
        }
    }

    /// A side in pixels; nil where it is not given.
    private static func side(
        _ name: String, _ value: String?, _ fontSize: Double?
    ) throws(ProbeError) -> Double? {
        guard let value else { return nil }
        switch SVGLength(value, fontSize: fontSize) {
        case .pixels(let pixels): return pixels
        case .absent: return nil
        case .unknown: throw .noSize("the \(name) of the root element depends on a font, a window or a function")
        }
    }

    /// Pixels of an em; nil where they depend on more than the root element's `font-size`.
    private static func fontSize(_ attributes: Attributes) -> Double? {
        if let style = attributes.style, mayBeOfFont(style) { return nil }
        guard let value = attributes.fontSize else { return SVGLength.defaultFontSize }
        guard case .pixels(let pixels) = SVGLength(value, fontSize: SVGLength.defaultFontSize) else { return nil }
        return pixels
    }

    /// Whether a style says something of a font.
    private static func mayBeOfFont(_ style: String) -> Bool {
        // Escapes could spell the name of any property.
        let marks = style.utf8.contains { $0 == 0x5C || $0 | 0x20 == 0x66 }
        // To search a string takes longer than all else, and is nearly always in vain.
        return marks && (style.utf8.contains(0x5C) || style.lowercased().contains("font"))
    }

    /// Width and height of the `viewBox` (SVG 2 §8.6); nil where it is absent, no four numbers, or has no area.
    private static func viewBox(_ attributes: Attributes) -> (width: Double, height: Double)? {
        guard let attribute = attributes.viewBox else { return nil }
        var text = Substring(attribute).utf8
        var numbers = InlineArray<4, Double>(repeating: 0)
        var count = 0
        skipSeparator(&text, commas: 0)
        while count < 4, let number = CSSNumber.take(&text) {
            numbers[count] = number
            count += 1
            skipSeparator(&text, commas: count < 4 ? 1 : 0)
        }
        guard text.isEmpty, count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
        return (numbers[2], numbers[3])
    }

    /// White space, with at most so many commas in it.
    private static func skipSeparator(_ text: inout Substring.UTF8View, commas: Int) {
        var commas = commas
        while let byte = text.first {
            if byte == 0x2C, commas > 0 { commas -= 1 } else if !UInt16(byte).isXMLSpace { return }
            text.removeFirst()
        }
    }

    /// The whole pixels of a length, of which there must be one.
    private static func whole(_ length: Double) throws(ProbeError) -> Int {
        guard length <= Double(Int32.max) else {
            throw .limitExceeded("the image is more than \(Int32.max) pixels wide or high")
        }
        let pixels = Int(length.rounded())
        guard pixels > 0 else { throw .noSize("the image has no size: it is less than half a pixel wide or high") }
        return pixels
    }
}
