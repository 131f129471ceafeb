package import Caching
package import Probing

/// What is known of an image at the time of the audit: by the cache, or by a server that was asked in this run.
package struct ImageKnowledge: Sendable, Hashable {
    /// Nil where the URL was never asked for.
    package var entry: CacheEntry?
    /// Whether the entry's object is still whole; nil where it has none.
    package var condition: ObjectStore.Condition?
    /// From how many addresses of its host, queries apart, the cache has the same bytes, this one included; 0 where it
    /// holds none.
    package var sharedCount = 0
    /// What the header of a file of the site says; nil where the image is to be had elsewhere.
    package var fileHeader: ImageHeader?
    /// What a server said in this run of an image that the cache lacks; nil where none was asked.
    package var probe: ImageProbe?

    package init(
        entry: CacheEntry? = nil, condition: ObjectStore.Condition? = nil, fileHeader: ImageHeader? = nil,
        probe: ImageProbe? = nil
    ) {
        self.entry = entry
        self.condition = condition
        self.fileHeader = fileHeader
        self.probe = probe
    }

    /// The header of the image, where one is to be had.
    package var header: ImageHeader? { presentObject?.header ?? probe?.header ?? fileHeader }

    /// Why the last request gave no image; nil where it gave one, or none was made.
    package var failure: CacheFailure? { probe.map(\.failure) ?? entry?.failure }

    /// Where the image has moved for good; nil where that is not known.
    package var movedTo: String? { probe.map(\.movedTo) ?? entry?.movedTo }

    /// The URL that gave the image last, where it is another one.
    package var finalURL: String? { probe.map(\.finalURL) ?? entry?.finalURL }

    /// The object, where its file is whole, whether or not its format can be decoded.
    package var presentObject: ImageObject? {
        condition == .present ? entry?.object : nil
    }

    /// The object, where its file is whole and its pixels were decoded without damage.
    package var intactObject: ImageObject? {
        presentObject?.soundness == .intact ? presentObject : nil
    }

    /// What the flag should say; nil where that cannot be known, because no decoder for the format is built
    /// in, or the image has no size.
    package var flagTruth: Bool? {
        if intactObject != nil { return true }
        if presentObject != nil || entry?.failure?.kind == .unsupported { return nil }
        return false
    }
}
