/// What a prune took out of a cache, or would.
package struct PruneReport: Sendable, Hashable {
    package var isDryRun: Bool
    package var entries = 0
    package var objects = 0
    /// Files that the index does not know.
    package var leftovers = 0
    /// Bytes of the objects and leftovers.
    package var bytes = 0
    /// Objects that stay only because a record's flag relies on them.
    package var protected = 0
    /// What stays.
    package var remainingObjects = 0
    package var remainingBytes = 0

    package init(isDryRun: Bool) { self.isDryRun = isDryRun }

    /// One line for people.
    package var text: String {
        let verb = isDryRun ? "would remove" : "removed"
        var parts = ["\(verb) \(Plural.text(objects, "object")) and " + Plural.text(entries, "entry", "entries")]
        if leftovers > 0 { parts.append("\(Plural.text(leftovers, "file")) that the index does not know") }
        let kept = protected > 0 ? "; \(protected) kept for flags that are true" : ""
        return parts.joined(separator: ", ")
            + " (\(ByteCount.text(bytes))); \(Plural.text(remainingObjects, "object")) "
            + "\(remainingObjects == 1 ? "remains" : "remain") (\(ByteCount.text(remainingBytes)))\(kept)\n"
    }

    /// One JSON object.
    package var json: String {
        JSONValue.members([
            "dryRun": .bool(isDryRun), "entries": .int(entries), "objects": .int(objects),
            "leftovers": .int(leftovers), "bytes": .int(bytes), "protected": .int(protected),
            "remainingObjects": .int(remainingObjects), "remainingBytes": .int(remainingBytes),
        ]).pretty + "\n"
    }
}
