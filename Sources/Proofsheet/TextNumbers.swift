/// Numbers for texts, one after the other, at some 24 bytes for each, however long it is.
///
/// A text is known by 128 bits of two hashes (SipHash, with a key of this process): no two that anyone can find or make
/// have the same.
struct TextNumbers {
    private struct Digest {
        let first: Int
        let second: Int
    }

    /// By number.
    private var digests: [Digest] = []
    /// At the place that its digest gives, or the next that was free, the number of a text and one; 0 where there is none.
    private var slots: [UInt32] = []

    var isEmpty: Bool { digests.isEmpty }

    /// The number of a text: a new one where it has none.
    mutating func number(of text: String) -> (number: Int, isNew: Bool) {
        // At least a third of the places stay free, and a search is short.
        if digests.count * 3 >= slots.count * 2 { grow() }
        let digest = Self.digest(of: text)
        var place = digest.first & (slots.count - 1)
        while slots[place] != 0 {
            let number = Int(slots[place]) - 1
            if digests[number].first == digest.first, digests[number].second == digest.second { return (number, false) }
            place = (place + 1) & (slots.count - 1)
        }
        digests.append(digest)
        slots[place] = UInt32(digests.count)
        return (digests.count - 1, true)
    }

    private static func digest(of text: String) -> Digest {
        var hasher = Hasher()
        hasher.combine(text)
        var other = hasher
        other.combine(0)
        return Digest(first: hasher.finalize(), second: other.finalize())
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
        for (number, digest) in digests.enumerated() {
            var place = digest.first & (slots.count - 1)
            while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = UInt32(number + 1)
        }
    }
}
