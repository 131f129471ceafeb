/// The width and height that stand beside a picture.
struct EntrySizes {
    var width: EntryPart?
    var height: EntryPart?

    var isEmpty: Bool { width == nil && height == nil }

    /// These, or none where one of them is taken already; then they are.
    func takenOnce(_ taken: inout Set<Int>) -> EntrySizes {
        let ordinals = [width, height].compactMap { $0?.ordinal }
        if ordinals.isEmpty || !taken.isDisjoint(with: ordinals) { return EntrySizes() }
        taken.formUnion(ordinals)
        return self
    }
}

/// Decides what of a mapping that has ended is an image.
struct MappingReading {
    let context: FrameContext
    /// It is the value of a container key, or an item of a sequence below one.
    let isInContainer: Bool
    let recognizers: RecognizerSet
    let parts: ArraySlice<CollectedPart>
    let kept: ArraySlice<KeptValue>
    private(set) var flag: EntryPart?
    private var ownWidth: EntryPart?
    private var ownHeight: EntryPart?

    init(
        _ frame: CollectorFrame, parts: ArraySlice<CollectedPart>, kept: ArraySlice<KeptValue>,
        _ recognizers: RecognizerSet
    ) {
        context = frame.context
        isInContainer = frame.isInContainer
        self.recognizers = recognizers
        self.parts = parts
        self.kept = kept
        for collected in parts {
            switch collected.name {
            case .url: break
            case .width: Self.replace(&ownWidth, collected.part)
            case .height: Self.replace(&ownHeight, collected.part)
            case .flag: Self.replace(&flag, collected.part)
            }
        }
        if !isInContainer, flag == nil {
            let isRow = frame.layout.kind == .row
            if !Self.mayBePixels(ownWidth, isRow: isRow) { ownWidth = nil }
            if !Self.mayBePixels(ownHeight, isRow: isRow) { ownHeight = nil }
        }
    }

    private static func replace(_ old: inout EntryPart?, _ part: EntryPart) {
        if let rank = old?.rank, rank <= part.rank { return }
        old = part
    }

    /// Whether a size that no container vouches for is one: `width: wide` is a style, `10 cm` the size of a thing.
    ///
    /// In a table the header says what a column is.
    private static func mayBePixels(_ part: EntryPart?, isRow: Bool) -> Bool {
        guard let part, !part.value.isCollection, !part.value.isNull else { return true }
        guard let first = part.scalar.text.utf8.first(where: { $0 > 0x20 }) else { return true }
        if !first.isDigit, !"+-.".utf8.contains(first) { return isRow || LengthText.isStyle(part.scalar.text) }
        return !["mm", "cm", "in", "inch", "inches", "\"", "″"].contains { part.scalar.text.hasSuffix($0) }
    }
}

// MARK: - Sizes

extension MappingReading {
    /// Its widths and heights are pixels of a picture, as far as is known.
    private var hasPixels: Bool { !context.facts.hasUnit && (isInContainer || !context.facts.isPhysical) }

    /// The sizes of the picture that the mapping is about.
    var sizes: EntrySizes { EntrySizes(width: size(.width, ownWidth), height: size(.height, ownHeight)) }

    private func size(_ side: KeyTraits, _ own: EntryPart?) -> EntryPart? {
        guard hasPixels else { return nil }
        if let own { return own }
        let isPicture = isInContainer || !context.traits.isDisjoint(with: [.picture, .figure])
        let found = kept.first { value in
            guard value.traits.contains(side) else { return false }
            if value.isNested { return value.isOfFile || isPicture || context.facts.kind == .image }
            if value.subject == 0 { return !context.facts.hasCorner }
            return isPicture && value.subject == KeyClassifier.imageSubject
        }
        return found?.part
    }

    /// The sizes with a name of their own, `thumbnail_width`.
    func sizes(of subject: UInt32) -> EntrySizes {
        if context.facts.hasUnit { return EntrySizes() }
        let subject = subject == 0 ? KeyClassifier.imageSubject : subject
        func part(_ side: KeyTraits) -> EntryPart? {
            kept.first { $0.traits.contains(side) && $0.subject == subject && !$0.isNested }?.part
        }
        return EntrySizes(width: part(.width), height: part(.height))
    }

    /// Its sizes stand under the keys of the vocabulary, so that a missing one can be added.
    func areOwn(_ sizes: EntrySizes) -> Bool {
        sizes.width?.ordinal == ownWidth?.ordinal && sizes.height?.ordinal == ownHeight?.ordinal
            && sizes.width?.isElsewhere != true && sizes.height?.isElsewhere != true
    }
}

// MARK: - The picture of the mapping

extension MappingReading {
    /// An address of the mapping.
    struct Address {
        var part: EntryPart
        var look: ValueLook
        var traits: KeyTraits
        /// Number among the kept values; nil for one under a key of the vocabulary.
        var keptIndex: Int?
        var isAbsolute = true
        var reason = EntryReason.container
    }

    /// The address of the picture that the mapping is about; nil where it is about none.
    func picture() -> Address? {
        let hasSize = !sizes.isEmpty
        var best: Address?
        func offer(_ address: Address) {
            guard let reason = reason(address, hasSize: hasSize, hasFlag: flag != nil) else { return }
            if let best, !isBetter(address, than: best) { return }
            best = address
            best?.reason = reason
        }
        for collected in parts where collected.name == .url && collected.part.value.isURL {
            offer(Address(part: collected.part, look: ValueLook(collected.part.scalar.text), traits: .main))
        }
        for index in kept.indices where !kept[index].traits.isDisjoint(with: [.main, .file, .identifier]) {
            let value = kept[index]
            if !value.traits.isDisjoint(with: .lengths) { continue }
            offer(
                Address(
                    part: value.part, look: value.look, traits: value.traits, keptIndex: index,
                    isAbsolute: value.isAbsolute))
        }
        guard let best else { return nil }
        if best.look != .image, flag == nil, !hasSize, hasOtherPicture { return nil }
        return best
    }

    /// A picture stands beside it under a key that says so, and an address that does not look like one is a link then.
    private var hasOtherPicture: Bool {
        recognizers.contains(.picturesBesideLinks)
            && kept.contains { $0.look == .image && !$0.traits.isDisjoint(with: .pictures) }
    }

    /// It would be an entry without its flag, too.
    func isPictureWithoutFlag(_ address: Address) -> Bool {
        reason(address, hasSize: !sizes.isEmpty, hasFlag: false) != nil
    }

    /// Why the mapping is an entry with that address; nil where it is not.
    private func reason(_ address: Address, hasSize: Bool, hasFlag: Bool) -> EntryReason? {
        let look = address.look
        if isNameOfFile(address.traits, address.isAbsolute) { return nil }
        if look == .nothing || context.facts.kind == .other || context.traits.contains(.other) { return nil }
        let isInVocabulary = address.keptIndex == nil
        if hasFlag, isInVocabulary { return .flag }
        // What is no address at all stays one there, so that somebody hears of it.
        if isInContainer, isInVocabulary, look == .prose { return .container }
        if look.isNever { return nil }
        if isInContainer, isInVocabulary { return .container }
        if address.traits.contains(.identifier) {
            return context.facts.kind == .image && (look == .image || look == .address) ? .type : nil
        }
        if isInContainer || isInPictures {
            if look == .image || look == .template { return .container }
            let isSure = isInVocabulary || hasSize || !address.traits.isDisjoint(with: [.picture, .content])
            if look == .address, isSure { return .container }
            if look == .rooted, isSure, isInContainer || context.traits.contains(.picture) { return .container }
        }
        if hasSize {
            if look == .image || !recognizers.contains(.imageLikeValues) && isInVocabulary { return .size }
            if context.facts.kind == .image || context.facts.kind == .photo {
                return look == .address || look == .rooted || look == .template ? .type : nil
            }
        } else if context.facts.kind == .image, look == .image || look == .address {
            return .type
        }
        return nil
    }

    /// Facts about a file name it where only the program that wrote them finds it; its address stands beside them.
    func isNameOfFile(_ traits: KeyTraits, _ isAbsolute: Bool) -> Bool {
        context.traits.contains(.facts) && traits.contains(.file) && !isAbsolute
    }

    /// Its key names pictures, though the vocabulary does not have it.
    private var isInPictures: Bool {
        recognizers.contains(.pictureMappings) && !context.traits.isDisjoint(with: [.picture, .figure])
    }

    private func isBetter(_ address: Address, than other: Address) -> Bool {
        if (address.look == .image) != (other.look == .image), recognizers.contains(.picturesBesideLinks) {
            return address.look == .image
        }
        if address.traits.contains(.content) != other.traits.contains(.content), context.facts.kind == .image {
            return address.traits.contains(.content)
        }
        if (address.keptIndex == nil) != (other.keptIndex == nil) { return address.keptIndex == nil }
        if address.keptIndex == nil { return address.part.rank < other.part.rank }
        return address.isAbsolute && !other.isAbsolute
    }
}
