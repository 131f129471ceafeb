/// The value of a `width` or `height` attribute as browsers take it (SVG 2 §7.2 and §8.3; CSS Values and Units Level 4
/// §6).
enum SVGLength: Equatable {
    /// At 96 dpi, whatever the screen; 0 or more.
    case pixels(Double)
    /// No length: a percentage, `auto`, a negative number, or what is no value at all.
    case absent
    /// A valid value that depends on what is not looked at, such as a font, the window or a function.
    case unknown

    /// Pixels of an em where no font size is given, the default of all browsers.
    static let defaultFontSize = 16.0

    /// Reads a value; `fontSize` is that of the root element in pixels, nil where it can't be told.
    init(_ value: String, fontSize: Double?) {
        var text = Substring(value.lowercased()).utf8
        Self.trim(&text)
        guard let number = CSSNumber.take(&text) else {
            self = text.contains(UInt8(ascii: "(")) ? .unknown : .absent
            return
        }
        let unit = String(Substring(text))
        if number < 0 {
            self = .absent
        } else if let pixels = Self.pixels(of: unit) {
            self = .pixels(number * pixels)
        } else if let ems = Self.ems(of: unit) {
            self = fontSize.map { .pixels(number * ems * $0) } ?? .unknown
        } else {
            self = Self.isRelative(unit) ? .unknown : .absent
        }
    }

    /// Pixels of a number without a unit and of the absolute units (§6.2).
    private static func pixels(of unit: String) -> Double? {
        switch unit {
        case "", "px": 1
        case "in": 96
        case "cm": 96 / 2.54
        case "mm": 96 / 25.4
        case "q": 96 / 101.6
        case "pt": 96.0 / 72
        case "pc": 16
        default: nil
        }
    }

    /// Ems of the units that follow from the font's size; browsers take half an em for an ex where a font has none.
    private static func ems(of unit: String) -> Double? {
        switch unit {
        case "em", "rem": 1
        case "ex": 0.5
        default: nil
        }
    }

    /// Whether a unit measures a font, the window or a container.
    private static func isRelative(_ unit: String) -> Bool {
        switch unit {
        case "ch", "ic", "cap", "lh", "rlh", "rex", "rch", "ric", "rcap": return true
        case _ where unit.hasPrefix("cq"): return true
        default:
            let size = unit.first.map { "sld".contains($0) } == true ? unit.dropFirst() : unit[...]
            return ["vw", "vh", "vi", "vb", "vmin", "vmax"].contains(size)
        }
    }

    private static func trim(_ text: inout Substring.UTF8View) {
        while let first = text.first, UInt16(first).isXMLSpace { text.removeFirst() }
        while let last = text.last, UInt16(last).isXMLSpace { text.removeLast() }
    }
}
