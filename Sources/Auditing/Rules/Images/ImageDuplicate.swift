import Caching
import Probing
import Records

/// Another entry of the record shows the same picture from another address.
struct ImageDuplicate: ComparisonRule {
    let name = RuleName.imageDuplicate
    let label = "twice"
    let severity = Severity.info
    let summary = "the same picture as another entry of the record, from another URL"
    let documentation = RuleDocumentation(
        meaning: """
            Two entries of one record have different URLs and pictures that look the same at nearly the same size: one \
            upload too many, or two copies that readers load both. Another size of a picture is no duplicate, nor is a \
            flat one.
            """,
        example: """
            images:
              - url: https://media.example/photo.jpg
              - url: https://media.example/photo-1.jpg    # the same picture
            """,
        remedy: "Use one of the two addresses, or remove an entry.", keys: ["duplicate-distance"])

    /// Larger records are lists, in which a comparison of each with each would take too long to be worth it.
    private static let maximumEntries = 1_000

    func check(_ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)] {
        guard entries.count > 1 else { return [] }
        var pictures: [Picture] = []
        pictures.reserveCapacity(min(entries.count, Self.maximumEntries))
        for (number, entry) in entries.enumerated() {
            guard let picture = Picture(number: number, entry) else { continue }
            if pictures.count == Self.maximumEntries { return [] }
            pictures.append(picture)
        }
        var found: [(entry: Int, issue: Issue)] = []
        for (place, picture) in pictures.enumerated() {
            guard let first = pictures[..<place].first(where: { $0.looksLike(picture) }) else { continue }
            let path = entries[first.number].entry.path
            found.append((picture.number, Issue(at: .url, "shows the same picture as \(path), from another URL")))
        }
        return found
    }

    private struct Picture {
        let number: Int
        let url: String
        let hash: UInt64
        /// Red, green and blue of the commonest colour; nil where nothing is visible.
        let color: SIMD3<Int16>?
        let size: PixelSize
        let distance: Int

        init?(number: Int, _ subject: EntrySubject) {
            guard let url = subject.location.url, let object = subject.knowledge.presentObject,
                let summary = object.summary, !summary.isBlank
            else { return nil }
            self.number = number
            self.url = url
            hash = summary.differenceHash
            color = Self.channels(summary.dominantColor)
            size = PixelSize(width: object.header.width, height: object.header.height)
            distance = subject.settings.duplicateDistance
        }

        func looksLike(_ other: Picture) -> Bool {
            // Soft pictures without detail have the same few hashes; their colours tell them apart.
            (hash ^ other.hash).nonzeroBitCount <= distance && isOfColor(of: other)
                && Self.isNear(size.width, other.size.width) && Self.isNear(size.height, other.size.height)
                && url != other.url
        }

        private func isOfColor(of other: Picture) -> Bool {
            guard let color, let otherColor = other.color else { return true }
            let differences = color &- otherColor
            return (differences.max() <= Self.colorDistance) && (differences.min() >= -Self.colorDistance)
        }

        /// How much one channel of the commonest colour may differ, of 255.
        private static let colorDistance: Int16 = 16

        /// Red, green and blue of `#rrggbb`.
        private static func channels(_ color: String?) -> SIMD3<Int16>? {
            guard let color, let value = Int32(color.dropFirst(), radix: 16) else { return nil }
            let channels = SIMD3(value >> 16, value >> 8, value) & 0xff
            return SIMD3(truncatingIfNeeded: channels)
        }

        /// Within a tenth.
        private static func isNear(_ first: Int, _ second: Int) -> Bool {
            let (low, high) = (min(first, second), max(first, second))
            return high - low <= high / 10
        }
    }
}

extension RuleName {
    package static let imageDuplicate = RuleName("image-duplicate")
}
