import Caching
import Probing

/// The image has far more bytes or pixels than the declared size can show.
struct ImageHeavy: EntryRule {
    let name = RuleName.imageHeavy
    let label = "heavy"
    let severity = Severity.info
    let summary = "far more bytes or pixels than the declared size needs"
    let documentation = RuleDocumentation(
        meaning: """
            The image is more than 4 times as wide and high as its declared size, twice what the densest common screens \
            show, and has more than 50 kB; or it has more than 500 kB, and more than a byte for each pixel that a screen of double density \
            shows. Readers wait and pay for what nobody sees.
            """,
        example: """
            width: 300
            height: 200        # the image is 6000×4000, 9.1 MB
            """,
        remedy: "Serve a smaller image, or a format that packs better.", keys: ["heavy-scale", "heavy-size"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard let declared = subject.declaredSize, let object = subject.knowledge.presentObject else { return nil }
        let settings = subject.settings
        let actual = PixelSize(width: object.header.width, height: object.header.height)
        // A drawing has no pixels of its own.
        let isDrawing = object.header.isVector
        // What weighs little costs nobody anything.
        let isOversized =
            !isDrawing && object.byteCount > settings.heavySize / 10
            && Self.exceeds(actual.width, declared.width, settings.heavyScale)
            && Self.exceeds(actual.height, declared.height, settings.heavyScale)
        let (area, overflow) = declared.width.multipliedReportingOverflow(by: declared.height)
        let isFat = object.byteCount > settings.heavySize && !overflow && Self.exceeds(object.byteCount, area, 4)
        guard isOversized || isFat else { return nil }
        return Issue(at: .url, "\(actual) and \(object.byteCount) bytes are far more than \(declared) needs")
    }

    private static func exceeds(_ value: Int, _ base: Int, _ factor: Int) -> Bool {
        let (limit, overflow) = base.multipliedReportingOverflow(by: factor)
        return !overflow && value > limit
    }
}

extension RuleName {
    package static let imageHeavy = RuleName("image-heavy")
}
