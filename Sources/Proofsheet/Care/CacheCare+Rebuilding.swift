import Caching
import Reporting

extension CacheCare {
    /// Makes the index anew from its rows, where these can be read, and from the journal; says what it then has.
    public func rebuild() throws(ProofsheetError) -> String {
        let directory = directory
        let result = try orProofsheetError { () throws(CacheError) in
            try Cache.rebuild(in: directory, now: Clock.now)
        }
        var lines = [
            "the index has \(Plural.text(result.entries, "entry", "entries")) and \(Plural.text(result.objects, "object"))"
        ]
        if result.damagedLines > 0 {
            lines.append("\(result.damagedLines) lines of the journal were damaged and left out")
        }
        if let path = result.movedIndex { lines.append("the damaged index was moved to '\(PlainText.escaped(path))'") }
        return lines.joined(separator: "\n") + "\n"
    }
}
