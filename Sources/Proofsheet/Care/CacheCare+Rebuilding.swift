import Caching
import Reporting

extension CacheCare {
    /// Makes the index anew from its rows, where these can be read, and from the journal; says what it then has.
    public func rebuild() throws(ProofsheetError) -> String {
        let directory = directory
        let result = try orProofsheetError { () throws(CacheError) in
            try Cache.rebuild(in: directory, now: Clock.now)
        }
        return CareText.rebuilt(
            entries: result.entries, objects: result.objects, damagedLines: result.damagedLines,
            movedIndex: result.movedIndex)
    }
}
