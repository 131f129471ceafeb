import Auditing
import Records
import Testing

@Suite("Dimension rules")
struct DimensionRuleTests {
    static func declared(_ width: Int, _ height: Int, _ known: Known, tolerance: Int = 1) -> RecordSubject {
        subject(
            "width: \(width)", "height: \(height)", "isCached: true", known: known, tolerance: tolerance)
    }

    @Test("say nothing when the size is right within the tolerance")
    func right() {
        #expect(rules(Self.declared(600, 400, .image(600, 400))).isEmpty)
        #expect(rules(Self.declared(599, 401, .image(600, 400))).isEmpty)
        #expect(rules(Self.declared(600, 400, .image(600, 401), tolerance: 0)) == ["dimensions-mismatch"])
        #expect(rules(Self.declared(590, 400, .image(600, 400), tolerance: 10)).isEmpty)
    }

    @Test("say nothing when the actual size is not known")
    func unknown() {
        let subject = subject("width: 1", "height: 2")
        #expect(rules(subject).isEmpty)
    }

    @Test("a wrong size is a mismatch, whose message gives the error of the ratio")
    func mismatch() throws {
        let finding = try #require(Auditor().audit(Self.declared(600, 400, .image(600, 300))).first)
        #expect(finding.rule.rawValue == "dimensions-mismatch" && finding.severity == .error)
        #expect(finding.message == "declared 600×400, actual 600×300: the ratio is off by 25.0 % (too tall)")
        #expect(finding.declared == .init(width: 600, height: 400))
        #expect(finding.actual == PixelSize(width: 600, height: 300))
    }

    @Test("points at the first value that is wrong and offers to change only what is wrong")
    func place() throws {
        let height = try #require(Auditor().audit(Self.declared(600, 400, .image(600, 300))).first)
        #expect(height.position?.line == 5 && height.position?.column == 13)
        #expect(height.edits.map(\.replacement) == ["300"])
        let both = try #require(Auditor().audit(Self.declared(600, 400, .image(620, 300))).first)
        #expect(both.position?.line == 4)
        #expect(both.edits.map(\.replacement) == ["620", "300"])
    }

    @Test("the raw size of a turned image is swapped, and repaired to the size as displayed")
    func swapped() throws {
        let subject = Self.declared(800, 600, .image(800, 600, orientation: 6))
        #expect(rules(subject) == ["dimensions-swapped"])
        #expect(try repaired(subject).contains("width: 600\n    height: 800\n"))
    }

    @Test("orientations that only mirror or turn by half swap nothing", arguments: [1, 2, 3, 4])
    func mirrored(orientation: Int) {
        #expect(rules(Self.declared(800, 600, .image(800, 600, orientation: orientation))).isEmpty)
    }

    @Test("orientations that turn by a quarter swap the sides", arguments: [5, 6, 7, 8])
    func turned(orientation: Int) {
        #expect(rules(Self.declared(600, 800, .image(800, 600, orientation: orientation))).isEmpty)
    }

    @Test(
        "the same ratio at another scale is a warning",
        arguments: [(1200, 800, 600, 400), (600, 400, 1200, 800), (300, 199, 1200, 798), (2, 2, 10, 10)])
    func scaled(width: Int, height: Int, actualWidth: Int, actualHeight: Int) {
        let subject = Self.declared(width, height, .image(actualWidth, actualHeight))
        #expect(rules(subject) == ["dimensions-scaled"])
        #expect(Auditor().audit(subject).first?.severity == .warning)
    }

    @Test(
        "another ratio is a mismatch, even by a little",
        arguments: [(600, 400, 600, 398), (1600, 900, 1200, 800), (1200, 741, 741, 1200)])
    func mismatches(width: Int, height: Int, actualWidth: Int, actualHeight: Int) {
        #expect(rules(Self.declared(width, height, .image(actualWidth, actualHeight))) == ["dimensions-mismatch"])
    }

    @Test("sides as large as integers go are compared without a crash")
    func huge() {
        #expect(rules(Self.declared(.max, .max, .image(600, 400))) == ["dimensions-mismatch"])
        #expect(rules(Self.declared(.max, 1, .image(600, 400))) == ["dimensions-mismatch"])
    }

    @Test("a missing side is named, and filled in where the image is known")
    func missing() throws {
        let subject = subject("width: 600", "isCached: true", known: .image(600, 400))
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "dimensions-missing" && finding.severity == .warning)
        #expect(finding.message == "no height is declared; the image is 600×400")
        #expect(try repaired(subject).contains("height: 400"))
    }

    @Test("a missing side is filled in at the scale of the one that is there")
    func missingScaled() throws {
        let half = subject("width: 300", "isCached: true", known: .image(600, 338))
        #expect(try repaired(half).contains("height: 169"))
        let narrow = subject("height: 1", "isCached: true", known: .image(600, 338))
        #expect(try repaired(narrow).contains("width: 2"))
        let near = subject("width: 599", "isCached: true", known: .image(600, 338))
        #expect(try repaired(near).contains("height: 338"))
        let huge = subject("width: \(Int.max)", "isCached: true", known: .image(600, 338))
        #expect(try repaired(huge).contains("height: 1000000000000000\n"))
        let invalid = subject("width: 300", "height: -1", "isCached: true", known: .image(600, 338))
        #expect(try repaired(invalid).contains("height: 169"))
    }

    @Test("zero, negative, fractional and wordy sides are invalid", arguments: ["0", "-5", "12.5", "wide", "1e-3"])
    func invalid(width: String) throws {
        let subject = subject("width: \(width)", "height: 400", "isCached: true", known: .image(600, 400))
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "dimensions-invalid")
        #expect(finding.message.hasPrefix("width '\(width)' is not a whole number greater than zero"))
        #expect(try repaired(subject).contains("width: 600\n"))
    }
}
