/// Which texts have come before, at sixteen bytes for each, however long it is.
struct TextSet {
    private struct Digest: Hashable {
        let first: Int
        let second: Int
    }

    private var digests: Set<Digest> = []

    /// Adds a text; false where it was there.
    mutating func insert(_ text: String) -> Bool {
        var hasher = Hasher()
        hasher.combine(text)
        var other = hasher
        other.combine(0)
        return digests.insert(Digest(first: hasher.finalize(), second: other.finalize())).inserted
    }
}
