import Probing
import Testing

/// The size that the attributes of an SVG image's root give.
struct SVGSizeTests {
    private func size(_ attributes: String) throws -> [Int] {
        let header = try probe(SVG.image(attributes))
        return [header.width, header.height]
    }

    private func isInvalid(_ attributes: String) -> Bool {
        let found = probeError(SVG.image(attributes))
        guard case .invalid(let reason) = found else { return found?.isWithoutSize == true }
        return !reason.isEmpty && !reason.hasSuffix(".")
    }

    @Test(
        "Units count 96 pixels to the inch, in any case and with white space around them",
        arguments: [
            ("24", 24), ("24px", 24), (" 24PX\n", 24), ("+24", 24), ("24.0", 24), ("2.4e1", 24), ("2400E-2px", 24),
            ("72pt", 96), ("3pc", 48), ("1in", 96), (".5in", 48), ("2.54cm", 96), ("25.4mm", 96), ("101.6Q", 96),
            ("10em", 160), ("10ex", 80), ("2rem", 32), ("1e1em", 160), ("7.62cm", 288), ("21cm", 793),
            ("0.9999999in", 96),
        ])
    func units(value: String, pixels: Int) throws {
        #expect(try size("width='\(value)' height='5'") == [pixels, 5])
        #expect(try size("height='\(value)' width='5'") == [5, pixels])
    }

    @Test("Fractions of a pixel are cut off", arguments: [("24.9", 24), ("24.5px", 24), ("1.99", 1), ("24.999", 25)])
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
            ("width='30' viewBox='0 0 215 100'", [30, 13]), ("viewBox='0 0 255.23 48.91'", [255, 48]),
            ("width='24' height='7' viewBox='broken'", [24, 7]), ("viewbox='0 0 48 14'", [48, 14]),
            ("viewbox='0 0 1 1' viewBox='0 0 48 14'", [48, 14]),
        ])
    func viewBox(attributes: String, expected: [Int]) throws {
        #expect(try size(attributes) == expected)
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
        "A broken viewBox gives no size",
        arguments: [
            "", "0 0 48", "0 0 48 14 1", "0 0 48px 14", "0,,0 48 14", ",0 0 48 14", "0 0 48 14,", "0 0 0 14",
            "0 0 48 -14",
            "0 0 48 1e999", "0 0 48 nan", "0 0 inf 14", "0 0 0x30 14", "0;0;48;14", "0 0 48 14.",
        ])
    func brokenViewBox(value: String) {
        #expect(isInvalid("viewBox='\(value)'"))
        #expect(isInvalid("width='24' viewBox='\(value)'"))
    }

    @Test(
        "A style counts for more than an attribute, and an invalid declaration for nothing",
        arguments: [
            "style='width:24px;height:7px' width='1' height='1'", "style='height:7px' width='24' height='1'",
            "style=' WIDTH : 24PX ; Height:7px;;' ", "style='width:1px;width:24px;height:7px'",
            "style='width:24px !important;width:1px;height:7px'", "style='width:24px! important;height:7px'",
            "style='/*width:1px;*/width:24px/* ; */;height:7px'", "style='width:24;height:-1px' width='24' height='7'",
            "style='width:1foo;height:calc' width='24' height='7'", "style='max-width:1px' width='24' height='7'",
            "style='width:100%;height:auto' width='1' height='1' viewBox='0 0 24 7'",
            "style='a:\"; width:1px;\"; b:url(;width:1px;); width:24px; height:7px'",
            "style='a:\\\"; width:24px; height:7px'", "style='--width:1px;c: {width:1px;}' width='24' height='7'",
            "style='width:18pt;height:7px' ", "style='width:2em;height:7px;font-size:12px'",
            "style='width:24px;height:7px' width='broken'", "font-size='12' width='2em' height='7'",
            "font-size='150%' width='24' height='7'", "style='font-size:small' width='24' height='7'",
            "data-width='1' stroke-width='1' xx:height='1' WIDTH='1' width='24' height='7'",
        ])
    func styles(attributes: String) throws {
        #expect(try size(attributes) == [24, 7])
    }

    @Test(
        "What can't be told for sure is an error",
        arguments: [
            "", "width='24'", "height='7'", "width='100%' height='50%'", "width='auto' height='7'",
            "width='50vw' height='7'", "width='5ch' height='7'", "width='2dvh' height='7'",
            "width='calc(5px)' height='7'",
            "style='width:calc(1px + 2px);height:7px' width='24'", "style='width:var(--a)' width='24' height='7'",
            "style='width:-moz-available' width='24' height='7'", "style='width:50cqw' width='24' height='7'",
            "style='font:12px a' width='2em' height='7'", "font-size='small' width='2em' height='7'",
            "style='font-size:12' width='2em' height='7'",
            "style='width:100%' width='24' height='7'",
        ])
    func unknown(attributes: String) {
        #expect(isInvalid(attributes))
    }

    @Test(
        "A side that is no positive length is refused",
        arguments: [
            "0", "-0", "0.5", "-24", "-24px", "", " ", "px", "24 px", "24foo", "24,5", "24;", "twenty", "--24", "+-24",
            ".",
            "24.", "e5", "0x18", "1e999", "nan", "infinity", "24\u{A0}", "\u{0662}", "24px 24px", "1_0",
        ])
    func brokenLengths(value: String) {
        #expect(isInvalid("width='\(value)' height='7'"), "\(value)")
        #expect(isInvalid("width='24' height='\(value)' viewBox='0 0 1 1'"), "\(value)")
    }

    @Test(
        "A size beyond all bounds hits a limit",
        arguments: ["2147483648", "1e300", "1e18px", "99999999999999999999", "100000000in", "1e308in", "1e9"])
    func largeLengths(value: String) {
        #expect(isLimit(probeError(SVG.image("width='\(value)' height='7'"))))
        #expect(isLimit(probeError(SVG.image("width='\(value)' viewBox='0 0 1 1'"))))
    }

    @Test("A ratio beyond all bounds hits a limit, or leaves no pixels")
    func largeRatio() {
        #expect(isLimit(probeError(SVG.image("width='100' viewBox='0 0 1e-300 1e300'"))))
        #expect(isInvalid("width='100' viewBox='0 0 1e300 1e-300'"))
    }
}
