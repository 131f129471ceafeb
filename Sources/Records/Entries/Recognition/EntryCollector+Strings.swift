/// Entries that are strings of a mapping, and the sizes that mappings below bring.
extension EntryCollector {
    /// A string of a mapping that may be an image.
    private struct Candidate {
        var part: EntryPart
        var name: [UInt8]
        var traits: KeyTraits
        var subject: UInt32
        var look: ValueLook
        var isAbsolute: Bool
        /// Its key is there twice.
        var repeatedKey: Int?

        /// Its key says that it is a picture, and it is another one than that of the mapping: a small one beside the large
        /// one that it leads to (`url: large.jpg`, `image_path: small.jpg`).
        func isSecondPicture(beside url: String) -> Bool {
            look == .image && traits.contains(.main) && !traits.isDisjoint(with: .pictures) && part.scalar.text != url
        }

        /// Its key is there more than once.
        func isRepeated(among candidates: [Candidate]) -> Bool {
            candidates.count > 1 && candidates.count { $0.name == name } > 1
        }
    }

    /// Adds the strings of a mapping that are images, and notes those that only look like some.
    ///
    /// - Parameter picture: What the mapping itself is the entry of.
    mutating func addStrings(
        of reading: MappingReading, beside picture: MappingReading.Address?, _ frame: CollectorFrame
    ) {
        let candidates = candidates(of: reading, besides: picture?.place, frame)
        if candidates.isEmpty { return }
        var file: Candidate?
        var hasMain = picture != nil
        let url = picture.map { reading.part(at: $0.place).scalar.text }
        var taken: Set<Int> = []
        for candidate in candidates {
            let isSecond = url.map { candidate.isSecondPicture(beside: $0) } ?? false
            // The sizes of the mapping are those of the first; which of two with one name they are of, nobody can tell.
            let isUnsized = isSecond || candidate.isRepeated(among: candidates)
            let sizes = isUnsized ? EntrySizes() : reading.sizes(of: candidate.subject)
            let isFile = candidate.traits.contains(.file)
            // A second address of the picture that the mapping is about, or that has its name from it.
            if reading.isNameOfFile(candidate.traits, candidate.isAbsolute) { continue }
            if picture != nil, !isSecond, candidate.traits.contains(.main) || isFile && sizes.isEmpty { continue }
            if isFile, !(candidate.subject > 1 && !sizes.isEmpty) {
                if let file, file.look == .image, candidate.look != .image || file.isAbsolute { continue }
                file = candidate
            } else if let reason = reason(for: candidate, reading) {
                if candidate.traits.contains(.main) { hasMain = true }
                add(candidate, reason, reading, reading.takenOnce(sizes, &taken), frame)
            } else {
                pass(candidate, reading, frame)
            }
        }
        guard let file, !hasMain else { return }
        if let reason = reason(for: file, reading) {
            add(file, reason, reading, reading.takenOnce(reading.sizes(of: file.subject), &taken), frame)
        } else {
            pass(file, reading, frame)
        }
    }

    /// The strings of the mapping that are not the address of the picture that it is about.
    private mutating func candidates(
        of reading: MappingReading, besides picture: PartPlace?, _ frame: CollectorFrame
    ) -> [Candidate] {
        var result: [Candidate] = []
        for index in reading.parts.indices where reading.parts[index].name == .url && picture != .part(index) {
            let collected = reading.parts[index]
            let part = collected.part
            if !part.value.isURL || part.isInherited { continue }
            let role = table.role(of: collected.keyID)
            let column = frame.layout.kind == .row ? columns.first { $0.key.range == part.key.range }?.name : nil
            result.append(
                Candidate(
                    part: part, name: column ?? Array(table.name(of: collected.keyID).utf8), traits: role.traits,
                    subject: role.subject, look: ValueLook(part.scalar.text), isAbsolute: true,
                    repeatedKey: frame.isRepeated(collected.keyID) ? collected.keyID : nil))
        }
        for index in reading.kept.indices where picture != .kept(index) {
            let value = reading.kept[index]
            if !value.traits.isDisjoint(with: [.width, .height, .value]) { continue }
            result.append(
                Candidate(
                    part: value.part, name: value.name, traits: value.traits, subject: value.subject, look: value.look,
                    isAbsolute: value.isAbsolute))
        }
        return result
    }

    /// Why a string is an entry; nil where it is none.
    private func reason(for candidate: Candidate, _ reading: MappingReading) -> EntryReason? {
        let (traits, context, recognizers) = (candidate.traits, reading.context, reading.recognizers)
        let isNamed = !traits.isDisjoint(with: .pictures) && recognizers.contains(.pictureKeys)
        if traits.contains(.identifier) { return nil }
        switch candidate.look {
        case .image:
            if isNamed { return traits.isDisjoint(with: [.picture, .figure]) ? .imageName : .pictureKey }
            if context.traits.contains(.other) || traits.contains(.other) || context.facts.kind == .other { return nil }
            // Of a key that says nothing, a text with spaces may be a note.
            let isText = traits.isEmpty && candidate.part.scalar.text.utf8.contains(.space)
            if context.isBelowPicture, !isText, recognizers.contains(.belowPictures) { return .belowPicture }
            return traits.contains(.file) && recognizers.contains(.fileKeys) ? .imageName : nil
        case .address, .template:
            if isNamed, !traits.isDisjoint(with: [.picture, .figure]) { return .pictureKey }
            return traits.contains(.label) && context.isBelowPicture && recognizers.contains(.belowPictures)
                ? .belowPicture : nil
        case .rooted: return isNamed && traits.contains(.picture) ? .pictureKey : nil
        default: return nil
        }
    }

    private mutating func add(
        _ candidate: Candidate, _ reason: EntryReason, _ reading: MappingReading, _ sizes: EntrySizes,
        _ frame: CollectorFrame
    ) {
        var path = path(keysEnd: frame.keyStart)
        candidate.name.withUnsafeBytes { path.append(key: $0) }
        let hasSizes = !sizes.isEmpty
        let (width, height) = reading.parts(of: sizes)
        let ambiguousKey = candidate.repeatedKey ?? frame.ambiguousKey
        append(
            ImageEntry(
                path: path.text, ambiguity: ambiguousKey.map { ambiguity(of: $0) }, urlPart: candidate.part,
                widthPart: width, heightPart: height, flagPart: nil,
                layout: hasSizes
                    ? frame.layout : EntryLayout(kind: .bare, start: candidate.part.scalar.range.lowerBound),
                canLoseFlag: false, merge: nil, kind: place?.kind ?? .data, reason: hasSizes ? .siblings : reason,
                form: hasSizes ? .stringWithSizes : .string, takesSize: hasSizes))
    }

    private mutating func pass(_ candidate: Candidate, _ reading: MappingReading, _ frame: CollectorFrame) {
        let (look, traits) = (candidate.look, candidate.traits)
        let isNamed = !traits.isDisjoint(with: [.picture, .figure])
        let isBesideSize = traits.contains(.main) && !reading.sizes.isEmpty
        guard look == .image || look.isAddress && (isNamed || isBesideSize) else { return }
        passOver(candidate.part.scalar, PassReason(look, reading.context), key: candidate.name, keysEnd: frame.keyStart)
    }

    // MARK: - Sizes from below

    /// Hands the sizes of a mapping that is no image itself to the mapping around it, and forgets its other values.
    mutating func passSizes(of frame: CollectorFrame, isPicture: Bool) {
        var sizes: [KeptValue] = []
        let facts = frame.context.facts
        let outer = frames.count - 1
        if outer >= 0, frames[outer].isMapping, !frames[outer].expectsKey {
            if frame.context.isLength {
                if facts.hasUnit { frames[outer].context.facts.hasUnit = true }
                sizes = quantity(of: frame)
            } else if !isPicture, !frame.context.traits.isDisjoint(with: .holders) {
                if facts.hasUnit { frames[outer].context.facts.hasUnit = true }
                if facts.isPhysical { frames[outer].context.facts.isPhysical = true }
                sizes = nestedSizes(of: frame)
            }
        }
        kept.removeLast(kept.count - frame.context.firstKept)
        kept += sizes
    }

    private func nestedSizes(of frame: CollectorFrame) -> [KeptValue] {
        var result: [KeptValue] = []
        for collected in parts[frame.firstPart...] where collected.name == .width || collected.name == .height {
            let traits: KeyTraits = collected.name == .width ? .width : .height
            result.append(KeptValue(part: collected.part, name: [], traits: traits, subject: 0, look: .word))
        }
        result += kept[frame.context.firstKept...].filter {
            !$0.traits.isDisjoint(with: .lengths) && ($0.isNested || $0.subject == 0)
        }
        for index in result.indices {
            result[index].part.isElsewhere = true
            result[index].isNested = true
            if frame.context.traits.contains(.facts) { result[index].isOfFile = true }
        }
        return result
    }

    /// The number of a mapping that is a width or height, in the place of the mapping: the part of the vocabulary's key,
    /// or a value to keep.
    private mutating func quantity(of frame: CollectorFrame) -> [KeptValue] {
        let outer = frames.count - 1
        guard var part = kept[frame.context.firstKept...].first(where: { $0.traits.contains(.value) })?.part else {
            return []
        }
        let role = frames[outer].role
        part.key = frames[outer].key
        part.rank = role.rank
        part.isElsewhere = true
        part.isQuantity = true
        if role.part != nil, frame.firstPart > 0 {
            parts[frame.firstPart - 1].part = part
            return []
        }
        let name = keys.withKey(frames[outer].keyStart..<frame.keyStart) { Array($0) }
        return [KeptValue(part: part, name: name, traits: role.traits, subject: role.subject, look: .word)]
    }
}
