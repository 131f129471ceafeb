import Auditing
import Probing
import Records
import Testing

@Suite("Sizes of drawings, and sizes that the page decides")
struct VectorRuleTests {
    private static func drawing(_ width: Int, _ height: Int, isRatioOnly: Bool = false, format: ImageFormat = .svg)
        -> Known
    {
        Known(header: ImageHeader(format: format, rawWidth: width, rawHeight: height, isRatioOnly: isRatioOnly))
    }

    private static func declared(_ width: String, _ height: String, _ known: Known) -> RecordSubject {
        subject("width: \(width)", "height: \(height)", "isCached: true", known: known)
    }

    @Test(
        "a drawing of the right ratio is right at every size",
        arguments: [(300, 200), (3, 2), (6_000, 4_000), (301, 200), (1_000, 667)])
    func scaled(width: Int, height: Int) {
        for format in [ImageFormat.svg, .svgz] {
            #expect(rules(Self.declared("\(width)", "\(height)", Self.drawing(150, 100, format: format))).isEmpty)
        }
        #expect(rules(Self.declared("1000", "667", .image(150, 100))) == ["dimensions-scaled"])
    }

    @Test("a small viewBox whose sides were rounded counts by the ratios that it may have had")
    func rounded() {
        #expect(rules(Self.declared("300", "200", Self.drawing(2, 1, isRatioOnly: true))).isEmpty)
        #expect(rules(Self.declared("300", "20", Self.drawing(2, 1, isRatioOnly: true))) == ["dimensions-mismatch"])
    }

    @Test("a drawing of another ratio is a mismatch; where it has no size in pixels, no repair makes one up")
    func mismatch() throws {
        let sized = Self.declared("300", "300", Self.drawing(150, 100))
        #expect(rules(sized) == ["dimensions-mismatch"])
        #expect(try repaired(sized).contains("width: 150\n    height: 100\n"))
        let ratio = Self.declared("300", "300", Self.drawing(150, 100, isRatioOnly: true))
        let finding = try #require(Auditor().audit(ratio).first)
        #expect(finding.rule == .dimensionsMismatch && finding.edits.isEmpty)
        #expect(finding.message.hasPrefix("declared 300×300, viewBox 150×100: "))
    }

    @Test("a drawing without a size in pixels gets none, but a side that is there has its ratio")
    func missing() throws {
        let known = Self.drawing(48, 24, isRatioOnly: true)
        let finding = try #require(Auditor().audit(subject("isCached: true", known: known)).first)
        #expect(finding.rule == .dimensionsMissing && finding.edits.isEmpty)
        #expect(
            finding.message == "no width and no height is declared; "
                + "the image has no size in pixels, only the ratio of its viewBox, 48×24")
        #expect(try repaired(subject("width: 300", "isCached: true", known: known)).contains("height: 150\n"))
    }

    @Test("a drawing without a size in pixels is no tracking pixel")
    func tiny() {
        #expect(rules(Self.declared("300", "300", Self.drawing(1, 1, isRatioOnly: true))).isEmpty)
        #expect(rules(Self.declared("1", "1", Self.drawing(1, 1))) == ["image-tiny"])
    }

    @Test(
        "lengths of CSS are neither missing nor invalid, and are not written over",
        arguments: [("100%", "auto"), ("100%", "400"), ("600", "auto"), ("50vw", ""), ("\"calc(1px + 2%)\"", "20em")])
    func styles(width: String, height: String) {
        let known = Known.image(600, 300)
        #expect(rules(Self.declared(width, height, known)).isEmpty)
        #expect(rules(Self.declared(height, width, known)).isEmpty)
    }

    @Test("beside a length of CSS, what is invalid is named and left alone")
    func beside() throws {
        let subject = Self.declared("100%", "zero", .image(600, 300))
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule == .dimensionsInvalid && finding.edits.isEmpty)
    }

    @Test("a number with px is compared and repaired as one, and keeps its unit")
    func unit() throws {
        #expect(rules(Self.declared("600px", "300px", .image(600, 300))).isEmpty)
        let wrong = Self.declared("600px", "400px", .image(600, 300))
        #expect(rules(wrong) == ["dimensions-mismatch"])
        #expect(try repaired(wrong).contains("width: 600px\n    height: 300px\n"))
    }
}
