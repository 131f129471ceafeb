import Records
import Auditing
import Caching
import Testing

@Suite("Rules about what an image shows")
struct ImageRuleTests {
    private func blank(_ width: Int, _ height: Int, color: String? = "#fafafa") -> Known {
        var known = Known.image(width, height)
        known.summary = ImageSummary(isBlank: true, dominantColor: color, differenceHash: 0, thumbHash: [])
        return known
    }

    @Test("an image of one flat colour is named with the colour")
    func flat() throws {
        let subject = subject("width: 600", "height: 400", "isCached: true", known: blank(600, 400))
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "image-blank" && finding.severity == .warning)
        #expect(finding.message.contains("#fafafa"))
    }

    @Test("an image without anything visible is named")
    func transparent() throws {
        let known = blank(600, 400, color: nil)
        let finding = try #require(
            Auditor().audit(subject("width: 600", "height: 400", "isCached: true", known: known)).first)
        #expect(finding.rule.rawValue == "image-blank" && finding.message.contains("transparent"))
    }

    @Test("a tracking pixel is blank by nature, and any other picture is not")
    func notBlank() {
        #expect(rules(subject("width: 1", "height: 1", "isCached: true", known: blank(1, 1))) == ["image-tiny"])
        var known = blank(600, 400)
        known.summary?.isBlank = false
        #expect(rules(subject("width: 600", "height: 400", "isCached: true", known: known)).isEmpty)
    }

    @Test("an image whose size nobody can tell is named, and is not in the cache, whatever its flag says")
    func noSize() throws {
        let known = Known.failed(.unsupported, "the image has no size")
        #expect(rules(subject("width: 1", "height: 1", "isCached: false", known: known)) == ["image-unsupported"])
        let findings = Auditor().audit(subject("width: 1", "height: 1", "isCached: true", known: known))
        #expect(findings.map(\.rule.rawValue) == ["image-unsupported", "flag-stale"])
        #expect(
            findings.last?.message == "the flag says cached, but the image was not kept: the image has no size")
        #expect(findings.last?.edits.map(\.replacement) == ["false"])
    }
}
