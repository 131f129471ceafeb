/// The value of a `width` or `height` (SVG 2 §7.2 and §8.3; CSS Values and Units Level 4 §6).
enum SVGLength: Equatable {
    /// At 96 dpi, whatever the screen.
    case pixels(Double)
    /// As large as there is room: `auto`, a percentage, or absent.
    case automatic
    /// A valid value that depends on what is not looked at, such as a font, the window or a function.
    case unknown
    case invalid

    /// Where a value stands: a number without a unit is one of pixels in an attribute only.
    enum Place {
        case attribute, style
    }

    /// Pixels of an em where no font size is given, the default of all browsers.
    static let defaultFontSize = 16.0

    /// Reads a value; `fontSize` is that of the root element in pixels, nil where it can't be told.
    init(_ value: String, in place: Place, fontSize: Double?) {
        let word = value.lowercased()
        var text = Substring(word).utf8
        Self.trim(&text)
        guard let number = CSSNumber.take(&text) else {
            self = Self.keyword(String(Substring(text)))
            return
        }
        let unit = String(Substring(text))
        switch unit {
        case "": self = place == .attribute || number == 0 ? .pixels(number) : .invalid
        case "%": self = .automatic
        case _ where Self.pixels[unit] != nil: self = Self.pixels[unit].map { .pixels(number * $0) } ?? .invalid
        case _ where Self.ems[unit] != nil:
            guard let fontSize, let ems = Self.ems[unit] else {
                self = .unknown
                return
            }
            self = .pixels(number * ems * fontSize)
        default: self = Self.isRelative(unit) ? .unknown : .invalid
        }
    }

    /// Pixels of the absolute units (§6.2).
    private static let pixels = [
        "px": 1.0, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96.0 / 72, "pc": 16,
    ]

    /// Ems of the units that follow from the font's size; browsers take half an em for an ex where a font has none.
    private static let ems = ["em": 1.0, "rem": 1, "ex": 0.5]

    private static func keyword(_ word: String) -> SVGLength {
        switch word {
        case "auto", "inherit", "initial", "unset", "revert", "min-content", "max-content", "fit-content", "stretch":
            .automatic
        // Keywords of one browser alone begin with a hyphen.
        case _ where word.contains("(") || word.hasPrefix("-"): .unknown
        default: .invalid
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
