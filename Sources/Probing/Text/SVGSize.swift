/// The size that the root element of an SVG image gives it (SVG 2 §8.12, CSS Images Level 3 §5.3).
///
/// A side that is not given, or in per cent, follows from the other by the ratio of the `viewBox`; where neither is
/// given, the `viewBox` is the size. Without one, an image has no size: browsers give it one of their own.
struct SVGSize: Equatable {
    private static let namespace = "http://www.w3.org/2000/svg"

    /// In whole pixels.
    ///
    /// Browsers differ in whether they round a fraction; here it is cut off, so that a size is never larger than given.
    let width: Int
    /// In whole pixels too.
    let height: Int

    /// Reads the start tag of the root element.
    ///
    /// Without a namespace, as inside a page, it is taken for SVG all the same, though browsers do not show such a file.
    init(_ tag: XMLStartTag) throws(ProbeError) {
        let prefix = String(decoding: tag.prefix, as: UTF16.self)
        let namespace = try tag.value(of: prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)")
        guard namespace == nil || namespace == Self.namespace else {
            throw .invalid("the root element is not of the namespace \(Self.namespace)")
        }
        let style = CSSDeclarations(try tag.value(of: "style") ?? "")
        let fontSize = try Self.fontSize(tag, style)
        let width = try Self.side("width", tag, style, fontSize)
        let height = try Self.side("height", tag, style, fontSize)
        if let width, let height {
            self.width = try Self.whole(width)
            self.height = try Self.whole(height)
            return
        }
        guard let box = try Self.viewBox(tag) else {
            throw .noSize("the image has no size: the root element lacks width or height, and a viewBox")
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
    ///
    /// A declaration of the style counts for more than an attribute, and an invalid one for nothing (CSS Cascade §6).
    private static func side(
        _ name: String, _ tag: XMLStartTag, _ style: CSSDeclarations, _ fontSize: Double?
    ) throws(ProbeError) -> Double? {
        var length = SVGLength.invalid
        for value in style.values(of: name) where length == .invalid {
            length = SVGLength(value, in: .style, fontSize: fontSize)
            if case .pixels(let pixels) = length, pixels < 0 { length = .invalid }
        }
        if length == .invalid {
            length =
                try tag.value(of: name)
                .map { SVGLength($0, in: .attribute, fontSize: fontSize) } ?? .automatic
        }
        switch length {
        case .pixels(let pixels):
            guard pixels >= 0 else { throw .invalid("the \(name) of the root element is negative") }
            return pixels
        case .automatic: return nil
        case .unknown: throw .noSize("the \(name) of the root element depends on a font, a window or a function")
        case .invalid: throw .invalid("the \(name) of the root element is no length")
        }
    }

    /// Pixels of an em; nil where they depend on more than the root element.
    private static func fontSize(
        _ tag: XMLStartTag, _ style: CSSDeclarations
    ) throws(ProbeError) -> Double? {
        guard style.values(of: "font").isEmpty else { return nil }
        let declared = style.values(of: "font-size").first
        let attribute = try tag.value(of: "font-size")
        guard let value = declared ?? attribute else { return SVGLength.defaultFontSize }
        let place: SVGLength.Place = declared == nil ? .attribute : .style
        let length = SVGLength(value, in: place, fontSize: SVGLength.defaultFontSize)
        guard case .pixels(let pixels) = length, pixels >= 0 else { return nil }
        return pixels
    }

    /// Width and height of the `viewBox` (SVG 2 §8.6); nil where it is absent.
    private static func viewBox(
        _ tag: XMLStartTag
    ) throws(ProbeError) -> (width: Double, height: Double)? {
        var attribute = try tag.value(of: "viewBox")
        // HTML, where many files come from, does not tell the two apart.
        if attribute == nil { attribute = try tag.value(of: "viewbox") }
        guard let attribute else { return nil }
        var text = Substring(attribute).utf8
        var numbers: [Double] = []
        skipSeparator(&text, commas: 0)
        while numbers.count < 4, let number = CSSNumber.take(&text) {
            numbers.append(number)
            skipSeparator(&text, commas: numbers.count < 4 ? 1 : 0)
        }
        guard text.isEmpty, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else {
            throw .invalid("the viewBox of the root element is not four numbers, of which the last two are positive")
        }
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

    /// The whole pixels of a length, which counts to the nearest 64th as in the layout of browsers.
    ///
    /// Without that, the error of a unit's factor would cost a pixel.
    private static func whole(_ length: Double) throws(ProbeError) -> Int {
        guard length <= Double(Int32.max) else {
            throw .limitExceeded("the image is more than \(Int32.max) pixels wide or high")
        }
        return Int((length * 64).rounded()) / 64
    }
}
