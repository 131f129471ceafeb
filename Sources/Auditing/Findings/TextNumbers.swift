/// Numbers for texts, one after the other, at some 24 bytes for each, however long it is.
///
/// A text is its UTF-8 bytes, known by 128 bits of two hashes of them (SipHash, with a key of this process): no two that
/// anyone can find or make have the same.
package struct TextNumbers {
    private struct Digest {
        let first: Int
        let second: Int
    }

    /// By number.
    private var digests: [Digest] = []
    /// At the place that its digest gives, or the next that was free, the number of a text and one; 0 where there is none.
    private var slots: [UInt32] = []

    package init() {}

    /// How many numbers there are.
    package var count: Int { digests.count }

    /// The number of a text: a new one where it has none.
    package mutating func number(of text: String) -> (number: Int, isNew: Bool) {
        makeRoom()
        let digest = Self.digest(of: text)
        let place = place(of: digest)
        if slots[place] != 0 { return (Int(slots[place]) - 1, false) }
        digests.append(digest)
        slots[place] = UInt32(digests.count)
        return (digests.count - 1, true)
    }

    /// The number of a text that has one.
    package func number(ofKnown text: String) -> Int? {
        if slots.isEmpty { return nil }
        let slot = slots[place(of: Self.digest(of: text))]
        return slot == 0 ? nil : Int(slot) - 1
    }

    /// Gives the next number to a text, which keeps the one that it had.
    package mutating func append(_ text: String) {
        makeRoom()
        let digest = Self.digest(of: text)
        let place = place(of: digest)
        digests.append(digest)
        if slots[place] == 0 { slots[place] = UInt32(digests.count) }
    }

    /// Where the number of a text is, or belongs.
    private func place(of digest: Digest) -> Int {
        var place = digest.first & (slots.count - 1)
        while slots[place] != 0 {
            let known = digests[Int(slots[place]) - 1]
            if known.first == digest.first, known.second == digest.second { return place }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    private static func digest(of text: String) -> Digest {
        var text = text
        var hasher = Hasher()
        // A string as such has the hash of all that look the same (Unicode §3.11).
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        var other = hasher
        other.combine(0)
        return Digest(first: hasher.finalize(), second: other.finalize())
    }

    /// At least a third of the places stay free, so that a search is short.
    private mutating func makeRoom() {
        guard digests.count * 3 >= slots.count * 2 else { return }
        slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
        for (number, digest) in digests.enumerated() {
            let place = place(of: digest)
            if slots[place] == 0 { slots[place] = UInt32(number + 1) }
        }
    }
}
