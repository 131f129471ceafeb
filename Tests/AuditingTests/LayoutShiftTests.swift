import Auditing
import Testing

@Suite("Layout shift")
struct LayoutShiftTests {
    static func shift(_ lines: String, _ known: Known, _ settings: RuleSettings = RuleSettings()) -> Int? {
        Auditor().audit(subject(lines, "isCached: true", known: known, settings: settings)).first?.layoutShift
    }

    @Test("is the part of the window that moves times how far it moves")
    func estimate() {
        // Shown 600 wide: reserved 400 of 800 pixels, taken 600; half of the window moves by a quarter of it.
        #expect(Self.shift("width: 600\n    height: 400", .image(600, 600)) == 125)
        // Shown 720 wide at most: reserved 480, taken 720.
        #expect(Self.shift("width: 6000\n    height: 4000", .image(600, 600)) == 120)
        // Nothing reserved, 400 taken: all of the window moves by half of it.
        #expect(Self.shift("width: 600", .image(600, 400)) == 500)
    }

    @Test("is no more than a whole window")
    func bounds() {
        #expect(Self.shift("width: 600", .image(10, 4000)) == 1_000)
        #expect(Self.shift("width: \(Int.max)\n    height: 1", .image(1, 60_000)) == 1_000)
        #expect(Self.shift("width: 1\n    height: \(Int.max)", .image(600, 400)) == 999)
    }

    @Test("depends on the window")
    func window() {
        var settings = RuleSettings()
        settings.viewport.columnWidth = 300
        settings.viewport.height = 400
        #expect(Self.shift("width: 600\n    height: 400", .image(600, 600), settings) == 125)
        settings.viewport.height = 200
        #expect(Self.shift("width: 600\n    height: 400", .image(600, 600), settings) == 0)
    }

    @Test("is not told where the ratio is right, or the actual size is not known")
    func nothing() {
        #expect(Self.shift("width: 300\n    height: 200", .image(600, 400)) == nil)
        #expect(Self.shift("width: 0\n    height: 200", .nothing) == nil)
    }
}
