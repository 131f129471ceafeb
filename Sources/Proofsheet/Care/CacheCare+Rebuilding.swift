import Caching
import Reporting

extension CacheCare {
    /// What the making of a new index gave.
    public struct Rebuilt: Sendable, Hashable {
        /// URLs that the index now has.
        public let entries: Int
        /// Distinct images that the index now has.
        public let objects: Int
        /// Lines of the journal that could not be read, and were left out.
        public let damagedLines: Int
        /// Where the damaged index was moved to; nil where it could be read.
        public let movedIndex: String?

        /// Lines for people.
        public var text: String {
            CareText.rebuilt(
                entries: entries, objects: objects, damagedLines: damagedLines, movedIndex: movedIndex)
        }
    }

    /// Makes the index anew from its rows, where these can be read, and from the journal.
    public func rebuild() throws(ProofsheetError) -> Rebuilt {
        let directory = directory
        let result = try orProofsheetError { () throws(CacheError) in
            try Cache.rebuild(in: directory, now: Clock.now)
        }
        return Rebuilt(
            entries: result.entries, objects: result.objects, damagedLines: result.damagedLines,
            movedIndex: result.movedIndex)
    }
}
