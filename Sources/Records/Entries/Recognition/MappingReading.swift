/// The width and height of an entry, as places among what a mapping has.
struct EntrySizes {
    var width: PartPlace?
    var height: PartPlace?

    var isEmpty: Bool { width == nil && height == nil }
}

/// Where a value of a mapping that has ended is kept.
enum PartPlace: Equatable {
    /// Among the parts, which are under keys of the vocabulary.
    case part(Int)
    /// Among the other values.
    case kept(Int)
}

/// Decides what of a mapping that has ended is an image.
///
/// Values are named by their places: a copy of each would cost more than all that is decided.
struct MappingReading {
    let context: FrameContext
    /// It is the value of a container key, or an item of a sequence below one.
    let isInContainer: Bool
    let recognizers: RecognizerSet
    let parts: ArraySlice<CollectedPart>
    let kept: ArraySlice<KeptValue>
    private var flagIndex: Int?
    private var ownWidth: Int?
    private var ownHeight: Int?
    /// The sizes of the picture that the mapping is about.
    private(set) var sizes = EntrySizes()

    init(
        _ frame: CollectorFrame, parts: ArraySlice<CollectedPart>, kept: ArraySlice<KeptValue>,
        _ recognizers: RecognizerSet
    ) {
        context = frame.context
        isInContainer = frame.isInContainer
        self.recognizers = recognizers
        self.parts = parts
        self.kept = kept
        for index in parts.indices {
            switch parts[index].name {
            case .url: break
            case .width: replace(&ownWidth, index)
            case .height: replace(&ownHeight, index)
            case .flag: replace(&flagIndex, index)
            }
        }
        if !isInContainer, flagIndex == nil {
            let isRow = frame.layout.kind == .row
            if let index = ownWidth, !Self.mayBePixels(parts[index].part, isRow: isRow) { ownWidth = nil }
            if let index = ownHeight, !Self.mayBePixels(parts[index].part, isRow: isRow) { ownHeight = nil }
        }
        if hasPixels {
            sizes = EntrySizes(
                width: ownWidth.map { .part($0) } ?? keptSize(.width),
                height: ownHeight.map { .part($0) } ?? keptSize(.height))
        }
    }

    private func replace(_ old: inout Int?, _ new: Int) {
        if let old, parts[old].part.rank <= parts[new].part.rank { return }
        old = new
    }

    var flag: EntryPart? {
        guard let flagIndex else { return nil }
        return parts[flagIndex].part
    }

    func part(at place: PartPlace) -> EntryPart {
        switch place {
        case .part(let index): parts[index].part
        case .kept(let index): kept[index].part
        }
    }

    func parts(of sizes: EntrySizes) -> (width: EntryPart?, height: EntryPart?) {
        var (width, height): (EntryPart?, EntryPart?)
        if let place = sizes.width { width = part(at: place) }
        if let place = sizes.height { height = part(at: place) }
        return (width, height)
    }

    func ordinal(at place: PartPlace) -> Int {
        switch place {
        case .part(let index): parts[index].part.ordinal
        case .kept(let index): kept[index].part.ordinal
        }
    }

    /// Whether a size that no container vouches for is one: `width: wide` is a style, `10 cm` the size of a thing.
    ///
    /// In a table the header says what a column is.
    private static func mayBePixels(_ part: EntryPart, isRow: Bool) -> Bool {
        if part.value.isCollection || part.value.isNull { return true }
        guard let first = part.scalar.text.utf8.first(where: { $0 > 0x20 }) else { return true }
        if !first.isDigit, !"+-.".utf8.contains(first) { return isRow || LengthText.isStyle(part.scalar.text) }
        return !["mm", "cm", "in", "inch", "inches", "\"", "″"].contains { part.scalar.text.hasSuffix($0) }
    }
}

// MARK: - Sizes

extension MappingReading {
    /// Its widths and heights are pixels of a picture, as far as is known.
    private var hasPixels: Bool { !context.facts.hasUnit && (isInContainer || !context.facts.isPhysical) }

    /// The size of the picture that stands under another key than those of the vocabulary.
    private func keptSize(_ side: KeyTraits) -> PartPlace? {
        if kept.isEmpty { return nil }
        let isPicture = isInContainer || !context.traits.isDisjoint(with: [.picture, .figure])
        return placeOfKept { value in
            guard value.traits.contains(side) else { return false }
            if value.isNested { return value.isOfFile || isPicture || context.facts.kind == .image }
            if value.subject == 0 { return !context.facts.hasCorner }
            return isPicture && value.subject == KeyClassifier.imageSubject
        }
    }

    private func placeOfKept(where isWanted: (borrowing KeptValue) -> Bool) -> PartPlace? {
        for index in kept.indices where isWanted(kept[index]) { return .kept(index) }
        return nil
    }

    /// The sizes with a name of their own, `thumbnail_width`.
    func sizes(of subject: UInt32) -> EntrySizes {
        if kept.isEmpty || context.facts.hasUnit { return EntrySizes() }
        let subject = subject == 0 ? KeyClassifier.imageSubject : subject
        func place(_ side: KeyTraits) -> PartPlace? {
            placeOfKept { $0.traits.contains(side) && $0.subject == subject && !$0.isNested }
        }
        return EntrySizes(width: place(.width), height: place(.height))
    }

    /// The sizes, or none where one of them is taken already; then they are.
    func takenOnce(_ sizes: EntrySizes, _ taken: inout Set<Int>) -> EntrySizes {
        let ordinals = [sizes.width, sizes.height].compactMap { $0.map(ordinal) }
        if ordinals.isEmpty || !taken.isDisjoint(with: ordinals) { return EntrySizes() }
        taken.formUnion(ordinals)
        return sizes
    }

    /// Its sizes stand under the keys of the vocabulary, so that a missing one can be added.
    func areOwn(_ sizes: EntrySizes) -> Bool { isOwn(sizes.width, ownWidth) && isOwn(sizes.height, ownHeight) }

    private func isOwn(_ place: PartPlace?, _ own: Int?) -> Bool {
        guard let place, case .part(let index) = place else { return place == nil && own == nil }
        return index == own && !parts[index].part.isElsewhere
    }
}

// MARK: - The picture of the mapping

extension MappingReading {
    /// An address of the mapping.
    struct Address {
        var place: PartPlace
        var look: ValueLook
        var traits: KeyTraits
        var isAbsolute = true
        var reason = EntryReason.container

        /// Its key is one of the vocabulary.
        var isInVocabulary: Bool { if case .part = place { true } else { false } }
    }

    /// The address of the picture that the mapping is about; nil where it is about none.
    func picture() -> Address? {
        let hasSize = !sizes.isEmpty
        var best: Address?
        func offer(_ address: Address) {
            guard let reason = reason(address, hasSize: hasSize, hasFlag: flagIndex != nil) else { return }
            if let best, !isBetter(address, than: best) { return }
            best = address
            best?.reason = reason
        }
        for index in parts.indices where parts[index].name == .url && parts[index].part.value.isURL {
            offer(Address(place: .part(index), look: ValueLook(parts[index].part.scalar.text), traits: .main))
        }
        for index in kept.indices {
            let traits = kept[index].traits
            if traits.isDisjoint(with: [.main, .file, .identifier]) || !traits.isDisjoint(with: .lengths) { continue }
            offer(
                Address(
                    place: .kept(index), look: kept[index].look, traits: traits, isAbsolute: kept[index].isAbsolute))
        }
        guard let best else { return nil }
        if best.look != .image, flagIndex == nil, !hasSize, hasOtherPicture { return nil }
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
        let isInVocabulary = address.isInVocabulary
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
        if address.isInVocabulary != other.isInVocabulary { return address.isInVocabulary }
        if case (.part(let index), .part(let old)) = (address.place, other.place) {
            return parts[index].part.rank < parts[old].part.rank
        }
        return address.isAbsolute && !other.isAbsolute
    }
}
