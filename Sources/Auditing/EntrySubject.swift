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

    package init(
        entry: ImageEntry, location: ImageLocation, knowledge: ImageKnowledge,
        settings: RuleSettings = RuleSettings()
    ) {
        self.entry = entry
        self.location = location
        self.knowledge = knowledge
        self.settings = settings
    }

    /// What the flag should say; nil where that is not known, or the image is none of the cache's.
    var flagTruth: Bool? { location.isCacheable ? knowledge.flagTruth : nil }

    /// The actual size as displayed, where the cache knows it.
    var actualSize: PixelSize? {
        knowledge.header.map { PixelSize(width: $0.width, height: $0.height) }
    }

    /// The fix that makes the flag say whether the image is cached.
    func flagFix(isCached: Bool) -> Issue.Fix {
        Issue.Fix(field: .flag, value: entry.flagValue(isCached: isCached, falseFlag: settings.falseFlag))
    }

    /// The declared size, where both sides are whole numbers greater than zero.
    var declaredSize: PixelSize? {
        guard case .pixels(let width) = entry.declaredWidth, case .pixels(let height) = entry.declaredHeight else {
            return nil
        }
        return PixelSize(width: width, height: height)
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
