/// The natural size that the attributes of its root element give an SVG image, as browsers have it (SVG 2 §8.12, CSS
/// Images Level 3 §5.3).
///
/// A side that is not given, or in per cent, follows from the other by the ratio of the `viewBox`; where neither is
/// given, the `viewBox` is the size. Without one, an image has no size of its own: browsers give it one of theirs. A
/// `style` gives the image no natural size, and an attribute that is not valid counts as absent.
struct SVGSize: Equatable {
    private static let namespace = "http://www.w3.org/2000/svg"

    /// In whole pixels; fractions are rounded.
    let width: Int
    /// In whole pixels too.
    let height: Int

    /// Reads the start tag of the root element, which must declare the namespaces of its names.
    init(_ tag: XMLStartTag) throws(ProbeError) {
        let prefix = String(decoding: tag.prefix, as: UTF16.self)
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)"
        guard try tag.value(of: declaration) == Self.namespace else {
            throw .invalid(
                "browsers do not show the image: its root element needs \(declaration)=\"\(Self.namespace)\"")
        }
        try tag.checkPrefixes()
        let fontSize = try Self.fontSize(tag)
        let width = try Self.side("width", tag, fontSize)
        let height = try Self.side("height", tag, fontSize)
        if let width, let height {
            self.width = try Self.whole(width)
            self.height = try Self.whole(height)
            return
        }
        guard let box = try Self.viewBox(tag) else {
            throw .noSize("the image has no size: the root element lacks a valid width or height, and a valid viewBox")
        }
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
        _ name: String, _ tag: XMLStartTag, _ fontSize: Double?
    ) throws(ProbeError) -> Double? {
        guard let value = try tag.value(of: name) else { return nil }
        switch SVGLength(value, fontSize: fontSize) {
        case .pixels(let pixels): return pixels
        case .absent: return nil
        case .unknown: throw .noSize("the \(name) of the root element depends on a font, a window or a function")
        }
    }

    /// Pixels of an em; nil where they depend on more than the root element's `font-size`.
    private static func fontSize(_ tag: XMLStartTag) throws(ProbeError) -> Double? {
        let style = try tag.value(of: "style")?.lowercased() ?? ""
        // Escapes could spell the name of any property.
        guard !style.contains("font"), !style.contains("\\") else { return nil }
        guard let value = try tag.value(of: "font-size") else { return SVGLength.defaultFontSize }
        guard case .pixels(let pixels) = SVGLength(value, fontSize: SVGLength.defaultFontSize) else { return nil }
        return pixels
    }

    /// Width and height of the `viewBox` (SVG 2 §8.6); nil where it is absent, no four numbers, or has no area.
    private static func viewBox(
        _ tag: XMLStartTag
    ) throws(ProbeError) -> (width: Double, height: Double)? {
        guard let attribute = try tag.value(of: "viewBox") else { return nil }
        var text = Substring(attribute).utf8
        var numbers: [Double] = []
        skipSeparator(&text, commas: 0)
        while numbers.count < 4, let number = CSSNumber.take(&text) {
            numbers.append(number)
            skipSeparator(&text, commas: numbers.count < 4 ? 1 : 0)
        }
        guard text.isEmpty, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
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
