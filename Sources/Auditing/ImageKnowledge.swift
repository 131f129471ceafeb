package import Caching

/// What the cache knows of an image at the time of the audit.
package struct ImageKnowledge: Sendable, Hashable {
    /// Nil where the URL was never asked for.
    package var entry: CacheEntry?
    /// Whether the entry's object is still whole; nil where it has none.
    package var condition: ObjectStore.Condition?

    package init(entry: CacheEntry? = nil, condition: ObjectStore.Condition? = nil) {
        self.entry = entry
        self.condition = condition
    }

    /// The object, where its file is whole, whether or not its format can be decoded.
    package var presentObject: ImageObject? {
        condition == .present ? entry?.object : nil
    }

    /// The object, where its file is whole and its pixels were decoded without damage.
    package var intactObject: ImageObject? {
        presentObject?.soundness == .intact ? presentObject : nil
    }

    /// What the flag should say; nil where that cannot be known, because no decoder for the format is built in.
    package var flagTruth: Bool? {
        if intactObject != nil { return true }
        return presentObject == nil ? false : nil
    }
}
