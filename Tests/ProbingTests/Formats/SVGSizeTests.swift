import Probing
import Testing

/// The size that the attributes of an SVG image's root give.
struct SVGSizeTests {
    private func size(_ attributes: String) throws -> [Int] {
        let header = try probe(SVG.image(attributes))
        return [header.width, header.height]
    }

    private func isWithoutSize(_ attributes: String) -> Bool {
        probeError(SVG.image(attributes))?.isWithoutSize == true
    }

    @Test(
        "Units count 96 pixels to the inch, in any case and with white space around them",
        arguments: [
            ("24", 24), ("24px", 24), (" 24PX\n", 24), ("+24", 24), ("24.0", 24), ("2.4e1", 24), ("2400E-2px", 24),
            ("72pt", 96), ("3pc", 48), ("1in", 96), (".5in", 48), ("2.54cm", 96), ("25.4mm", 96), ("101.6Q", 96),
            ("10em", 160), ("10ex", 80), ("2rem", 32), ("1e1em", 160), ("7.62cm", 288), ("21cm", 794),
            ("210mm", 794), ("0.9999999in", 96),
        ])
    func units(value: String, pixels: Int) throws {
        #expect(try size("width='\(value)' height='5'") == [pixels, 5])
        #expect(try size("height='\(value)' width='5'") == [5, pixels])
    }

    @Test(
        "Fractions of a pixel are rounded, as browsers do",
        arguments: [("24.9", 25), ("24.5px", 25), ("24.4999", 24), ("1.99", 2), ("0.5", 1), ("793.7", 794)])
    func fractions(value: String, pixels: Int) throws {
        #expect(try size("width='\(value)' height='5'") == [pixels, 5])
    }

    @Test(
        "A side that is not given follows from the viewBox",
        arguments: [
            ("viewBox='0 0 48 14'", [48, 14]), ("width='24' viewBox='0 0 48 14'", [24, 7]),
            ("height='7' viewBox='0 0 48 14'", [24, 7]), ("width='100%' height='7' viewBox='0 0 48 14'", [24, 7]),
            ("width='auto' height='50%' viewBox='0 0 48 14'", [48, 14]),
            ("width='24' height='7' viewBox='0 0 0 0'", [24, 7]),
            ("width='30' viewBox='0 0 215 100'", [30, 14]), ("viewBox='0 0 255.23 48.91'", [255, 49]),
            ("width='24' height='7' viewBox='broken'", [24, 7]),
            ("viewbox='0 0 1 1' viewBox='0 0 48 14'", [48, 14]),
        ])
    func viewBox(attributes: String, expected: [Int]) throws {
        #expect(try size(attributes) == expected)
    }

    @Test(
        "Only where neither side is given, the size is that of the viewBox and a mere ratio",
        arguments: [
            ("viewBox='0 0 48 14'", true), ("width='100%' height='100%' viewBox='0 0 48 14'", true),
            ("width='24' viewBox='0 0 48 14'", false), ("height='7' viewBox='0 0 48 14'", false),
            ("width='24' height='7' viewBox='0 0 48 14'", false), ("width='24' height='7'", false),
        ])
    func ratioOnly(attributes: String, expected: Bool) throws {
        let header = try probe(SVG.image(attributes))
        #expect(header.isRatioOnly == expected && header.isVector)
    }

    @Test(
        "The numbers of a viewBox stand apart by white space, a comma or a sign",
        arguments: [
            " 0  0\n48\t14 ", "0,0,48,14", "0 , 0 , 48 , 14", "-5-6 48 14", "+0-.5+48 1.4e1", "1e3 -1E-3 48.0 14",
        ])
    func viewBoxNumbers(value: String) throws {
        #expect(try size("viewBox='\(value)'") == [48, 14])
    }

    @Test(
        "A broken viewBox counts as absent",
        arguments: [
            "", "0 0 48", "0 0 48 14 1", "0 0 48px 14", "0,,0 48 14", ",0 0 48 14", "0 0 48 14,", "0 0 0 14",
            "0 0 48 -14",
            "0 0 48 1e999", "0 0 48 nan", "0 0 NaN NaN", "{{box}}", "undefined", "0 0 inf 14", "0 0 0x30 14",
            "0;0;48;14", "0 0 48 14.",
        ])
    func brokenViewBox(value: String) {
        #expect(isWithoutSize("viewBox='\(value)'"))
        #expect(isWithoutSize("width='24' viewBox='\(value)'"))
    }

    @Test("A viewbox in lower case is no viewBox")
    func lowercaseViewBox() {
        #expect(isWithoutSize("viewbox='0 0 48 14'"))
        #expect(isWithoutSize("width='24' viewbox='0 0 48 14'"))
    }

    @Test(
        "A style gives no size, whatever it says",
        arguments: [
            "width:1px;height:1px", "width:1px !important", "height:100%", "width:calc(1px + 2px)", "width:var(--a)",
            "max-width:1px", "display:none", "font:12px a", "",
        ])
    func styles(style: String) throws {
        #expect(try size("style='\(style)' width='24' height='7' viewBox='0 0 1 1'") == [24, 7])
        #expect(try size("style='\(style)' viewBox='0 0 24 7'") == [24, 7])
        #expect(isWithoutSize("style='\(style)'"))
    }

    @Test(
        "An em is the size of the font that the root names",
        arguments: [
            "width='2em' height='7' font-size='12'", "width='1.5em' height='7' font-size='1em'",
            "width='1.5em' height='7'", "width='1.5em' height='7' style='fill:red'",
        ])
    func ems(attributes: String) throws {
        #expect(try size(attributes) == [24, 7])
    }

    @Test("Other names of attributes mean nothing")
    func otherAttributes() throws {
        let other = "data-width='1' stroke-width='1' xmlns:xx='urn:x' xx:height='1' WIDTH='1'"
        #expect(try size("\(other) width='24' height='7'") == [24, 7])
    }

    @Test(
        "What can't be told for sure is no size",
        arguments: [
            "", "width='24'", "height='7'", "width='100%' height='50%'", "width='auto' height='7'",
            "width='50vw' height='7'", "width='5ch' height='7'", "width='2dvh' height='7'",
            "width='calc(5px)' height='7'", "width='50cqw' height='7' viewBox='0 0 1 1'",
            "style='font:12px a' width='2em' height='7'", "font-size='small' width='2em' height='7'",
            "style='FONT-SIZE:12px' width='2em' height='7'", "style='f\\6fnt-size:12px' width='2em' height='7'",
        ])
    func unknown(attributes: String) {
        #expect(isWithoutSize(attributes))
    }

    @Test(
        "A side that is no length, or a negative one, counts as absent",
        arguments: [
            "-24", "-24px", "-2em", "-5vw", "", " ", "px", "24 px", "24foo", "24,5", "24;", "twenty", "--24", "+-24",
            ".", "24.", "e5", "0x18", "1e999", "nan", "NaN", "infinity", "24\u{A0}", "\u{0662}", "24px 24px", "1_0",
            "{{w}}", "undefined", "inherit", "-moz-available",
        ])
    func brokenLengths(value: String) throws {
        #expect(isWithoutSize("width='\(value)' height='7'"), "\(value)")
        #expect(isWithoutSize("width='24' height='\(value)'"), "\(value)")
        #expect(try size("width='24' height='\(value)' viewBox='0 0 48 14'") == [24, 7])
        #expect(try size("width='\(value)' height='\(value)' viewBox='0 0 48 14'") == [48, 14])
    }

    @Test("A side of less than half a pixel leaves no size", arguments: ["0", "-0", "0px", "0.4", "1e-9"])
    func emptySides(value: String) {
        #expect(isWithoutSize("width='\(value)' height='7' viewBox='0 0 48 14'"))
        #expect(isWithoutSize("width='24' height='\(value)'"))
    }

    @Test(
        "A size beyond all bounds hits a limit",
        arguments: ["2147483648", "1e300", "1e18px", "99999999999999999999", "100000000in", "1e308in"])
    func largeLengths(value: String) {
        #expect(isLimit(probeError(SVG.image("width='\(value)' height='7'"))))
        #expect(isLimit(probeError(SVG.image("width='\(value)' viewBox='0 0 1 1'"))))
    }

    @Test("A ratio beyond all bounds hits a limit, or leaves no pixels")
    func largeRatio() {
        #expect(isLimit(probeError(SVG.image("width='100' viewBox='0 0 1e-300 1e300'"))))
        #expect(isWithoutSize("width='100' viewBox='0 0 1e300 1e-300'"))
    }
}
