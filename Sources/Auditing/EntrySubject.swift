import Caching
import Probing
package import Records

/// An image entry, and all that a rule needs to judge it.
///
/// It is handed to every rule, and has so much in it that a copy costs more than most rules: therefore a class.
package final class EntrySubject: Sendable {
    package let entry: ImageEntry
    package let location: ImageLocation
    package let knowledge: ImageKnowledge
    package let settings: RuleSettings
    /// What the record declares, and how that differs from the image: several rules ask for it.
    let declaredWidth: DeclaredLength
    let declaredHeight: DeclaredLength
    let declaredFlag: DeclaredFlag
    /// The declared size, where both sides are whole numbers greater than zero.
    let declaredSize: PixelSize?
    /// The actual size as displayed, where it is known.
    let actualSize: PixelSize?
    /// How the declared size differs from the actual one; nil where one of them is not known.
    let sizeDifference: SizeDifference?

    package init(
        entry: ImageEntry, location: ImageLocation, knowledge: ImageKnowledge,
        settings: RuleSettings = RuleSettings()
    ) {
        self.entry = entry
        self.location = location
        self.knowledge = knowledge
        self.settings = settings
        declaredWidth = entry.declaredWidth
        declaredHeight = entry.declaredHeight
        declaredFlag = entry.declaredFlag
        let header = knowledge.header
        actualSize = header.map { PixelSize(width: $0.width, height: $0.height) }
        guard case .pixels(let width) = declaredWidth, case .pixels(let height) = declaredHeight else {
            declaredSize = nil
            sizeDifference = nil
            return
        }
        let size = PixelSize(width: width, height: height)
        declaredSize = size
        sizeDifference = header.map { SizeDifference(declared: size, header: $0, tolerance: settings.tolerance) }
    }

    /// Width or height is a length of CSS other than pixels, which somebody chose: what the box is then, its page says.
    var isStyled: Bool {
        for length in [declaredWidth, declaredHeight] {
            if case .style = length { return true }
        }
        return false
    }

    /// What is known of the image's size, as a clause behind a semicolon; empty where nothing is.
    var sizeClause: String {
        guard let actual = actualSize else { return "" }
        return isRatioOnly
            ? "; the image has no size in pixels, only the ratio of its viewBox, \(actual)" : "; the image is \(actual)"
    }

    /// Of the actual size only the ratio counts.
    var isRatioOnly: Bool { knowledge.header?.isRatioOnly ?? false }

    /// What the flag should say; nil where that is not known, or the image is none of the cache's.
    var flagTruth: Bool? { location.isCacheable ? knowledge.flagTruth : nil }

    /// The fix that makes the flag say whether the image is cached.
    func flagFix(isCached: Bool) -> Issue.Fix {
        Issue.Fix(field: .flag, value: entry.flagValue(isCached: isCached, falseFlag: settings.falseFlag))
    }
}

/// A record, and the subjects made of its entries, in the same order.
package struct RecordSubject: Sendable {
    package var record: Record
    package var entries: [EntrySubject]

    package init(record: Record, entries: [EntrySubject]) {
        self.record = record
        self.entries = entries
    }
}
