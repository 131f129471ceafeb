/// Finds the image entries among the nodes of a record.
///
/// It keeps one small frame for each open collection and the values of mappings that may be entries, no tree.
struct EntryCollector: NodeSink {
    var entries: [ImageEntry] = []
    var lookup: KeyLookup
    private let source: SourceBytes
    /// Number of the first item of the outermost sequence.
    private let firstItem: Int
    /// Number that one more item of it would have.
    private(set) var nextItem: Int
    /// Number of nodes so far.
    private(set) var ordinal = 0
    var document = 0
    var frames = FrameStack()
    var keys = KeyStack()
    /// The parts found so far of the open mappings, those of the outermost first.
    var parts: [CollectedPart] = []
    /// What else may matter of them, likewise.
    var kept: [KeptValue] = []
    var passed = PassedValues()
    var merging = Merging()
    /// The aliases of the anchored values that were collected, by where the anchored nodes start.
    var aliases: [Int: [ValueAlias]] = [:]
    /// Number of entries in the documents before this one.
    var earlierEntries = 0
    /// An entry of this document holds others, and came after them.
    var isOutOfOrder = false
    /// The keys that the parser found more than once in a table.
    private(set) var repeatedKeys: [RepeatedKey] = []
    private var abandoned = AbandonedItems()
    let bodies: BodySettings?
    /// Entries of data are wanted.
    let findsData: Bool
    /// Where in a page the document stands; nil of a file of data.
    var place: EntryPath.Start?
    /// Entries of data are wanted where it stands.
    var takesData: Bool { findsData || place != nil }
    /// Where relative URLs of a page lead on from; nil from the page itself.
    var baseURL: String?
    /// Elements of bodies so far, by name.
    var bodyCounts: [String: Int] = [:]
    /// The columns of the table, where the record is one.
    private(set) var columns: [(role: KeyRole, key: KeyPlacement, name: [UInt8])] = []

    var table: KeyTable { lookup.table }

    init(lookup: KeyLookup, source: SourceBytes, vocabulary: EntryVocabulary, firstItem: Int = 0) {
        self.lookup = lookup
        passed.isListed = vocabulary.listsPassedOver
        bodies = vocabulary.images.contains(.bodies) ? vocabulary.bodies : nil
        findsData = vocabulary.images.contains(.data)
        self.source = source
        self.firstItem = firstItem
        nextItem = firstItem
    }

    mutating func beginDocument() {
        finishDocument()
        document += 1
        place = nil
        frames.removeAll(from: 0)
        keys.removeAll(from: 0)
        frames.append(CollectorFrame(isMapping: false, layout: EntryLayout(kind: .block, start: 0)))
    }

    @inline(__always)
    mutating func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool {
        let top = frames.count - 1
        if top < 0 { return false }
        if !frames[top].isMapping { return wantsItem(content, frame: top) }
        if !frames[top].expectsKey {
            return frames[top].role.part != nil || wantsValue(content, frames[top].role.traits, frame: top)
        }
        let role = lookup.role(of: content)
        return role.part != nil || role.isMerge || !role.traits.isDisjoint(with: .kept)
            || frames[top].context.isBelowPicture
    }

    @inline(__always)
    mutating func passesOver(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) -> Bool {
        let top = frames.count - 1
        if top < 0 || !frames[top].expectsKey { return false }
        let role = lookup.role(of: key)
        switch role.useOfScalars {
        case .part: return false
        case .told:
            if !role.traits.isDisjoint(with: .telling) {
                frames[top].context.facts.note(value, role.traits)
            } else if wantsValue(value, role.traits, frame: top),
                Self.mayBeKept(value, role.traits, frames[top].context)
            {
                return false
            }
        case .images: if FileNameExtension.endsLikeImage(value) { return false }
        case .none: break
        }
        ordinal += 2
        frames[top].skipPair()
        return true
    }

    mutating func scalar(_ node: ScalarNode) {
        ordinal += 1
        let top = frames.count - 1
        if top < 0 { return }
        if frames[top].expectsKey {
            if node.hasEscapes {
                JSONString.decoded(node.content).withUnsafeBytes { key($0, node, frame: top) }
            } else {
                key(node.content, node, frame: top)
            }
            return
        }
        if let name = frames[top].role.part, frames[top].isMapping {
            let isEmpty = node.content.isEmpty && node.style == .plain && node.properties.tag == nil
            let place = isEmpty && node.properties.anchor == nil ? placeOfEmptyValue(frame: top) : nil
            let scalar = Scalar(range: place ?? node.range, text: node.text, style: node.style)
            let part = EntryPart(
                key: frames[top].key, scalar: node.style.isCell ? Self.cell(node) : scalar,
                isString: node.isString, ordinal: ordinal, rank: frames[top].role.rank,
                anchoredAt: node.properties.anchor == nil ? nil : node.nodeStart)
            add(part, name, frame: top)
            if let start = part.anchoredAt { aliases[start] = [] }
        } else if frames[top].isMapping {
            let traits = frames[top].role.traits
            if !traits.isDisjoint(with: .telling) {
                frames[top].context.facts.note(node.content, traits)
            } else if wantsValue(node.content, traits, frame: top) {
                keep(node, frame: top)
            }
        } else {
            if frames[top].isOperand { merging.spoil(&frames[top]) }
            if wantsItem(node.content, frame: top) { takeItem(node, frame: top) }
        }
        frames[top].finishChild()
    }

    /// Where a value would stand that is missing: behind the colon, which libyaml's marks do not tell in flow style.
    private func placeOfEmptyValue(frame: Int) -> Range<Int> {
        let end = frames[frame].key.range.upperBound
        var index = end
        YAMLProperties.skipSeparation(&index, in: source)
        let place = source[index] == UInt8(ascii: ":") ? index + 1 : end
        return place..<place
    }

    mutating func alias(_ node: AliasNode) {
        ordinal += 1
        let top = frames.count - 1
        if top < 0 { return }
        aliases[node.target.nodeStart]?.append(ValueAlias(range: node.range, ordinal: ordinal))
        if frames[top].expectsKey { return frames[top].beginValue(role: .none, key: nil) }
        if let name = frames[top].role.part, frames[top].isMapping {
            add(part(node, frame: top), name, frame: top)
        } else if frames[top].takesOperand {
            if frames[top].isMapping {
                var pair = part(node, frame: top)
                pair.scalar.style = .alias
                merging.beginPair(pair, in: &frames[top])
            }
            merging.add(node, to: &frames[top])
        } else if !node.target.isCollection {
            take(node, frame: top)
        }
        frames[top].finishChild()
    }

    /// An alias as the value of the current key.
    func part(_ node: AliasNode, frame: Int) -> EntryPart {
        let style: Scalar.Style = node.target.isCollection ? .collection : .alias
        return EntryPart(
            key: frames[frame].key, scalar: Scalar(range: node.range, text: node.target.text, style: style),
            isString: node.target.isString, ordinal: ordinal, rank: frames[frame].role.rank, anchoredAt: nil)
    }

    /// A collection as the value of the current key.
    private func part(_ node: CollectionNode, frame: Int) -> EntryPart {
        EntryPart(
            key: frames[frame].key,
            scalar: Scalar(range: node.layout.start..<node.layout.start, text: "", style: .collection),
            isString: false, ordinal: ordinal, rank: frames[frame].role.rank, anchoredAt: nil)
    }

    mutating func beginCollection(_ node: CollectionNode) {
        ordinal += 1
        let top = frames.count - 1
        if top < 0 { return }
        let own = top + 1
        frames.append(
            CollectorFrame(isMapping: node.isMapping, layout: node.layout, firstIndex: top == 0 ? firstItem : 0))
        frames[own].keyStart = keys.count
        frames[own].firstEntry = entries.count
        if let start = node.anchoredAt {
            frames[own].anchoredAt = start
            frames[own].isOperand = true
        }
        if !frames[top].expectsKey { beginValue(node, own, within: top) }
        frames[own].firstPart = parts.count
        frames[own].context.firstKept = kept.count
    }

    /// Begins a collection that is the value of the current key, or an item.
    private mutating func beginValue(_ node: CollectionNode, _ own: Int, within top: Int) {
        frames[own].isInContainer = frames[top].isMapping ? frames[top].role.isContainer : frames[top].isInContainer
        frames[own].ambiguousKey = frames[top].currentAmbiguousKey ?? frames[top].ambiguousKey
        if let id = frames[top].role.id, frames[top].isRepeated(id) { frames[own].ambiguousKey = id }
        if frames[top].isMapping, let name = frames[top].role.part { add(part(node, frame: top), name, frame: top) }
        if frames[top].takesOperand { beginOperand(node, own, within: top) }
        frames[own].context = FrameContext(within: frames[top])
    }

    /// Begins what may be merged into a mapping around it, or through an alias into one elsewhere.
    private mutating func beginOperand(_ node: CollectionNode, _ own: Int, within top: Int) {
        if frames[top].isMapping {
            frames[own].isMergeValue = true
            merging.beginPair(part(node, frame: top), in: &frames[top])
        } else if node.isMapping {
            frames[own].isMergeValue = frames[top].isMergeValue
            frames[own].listAnchoredAt = frames[top].anchoredAt
        } else {
            return merging.spoil(&frames[top])
        }
        frames[own].isOperand = true
    }

    mutating func endCollection() {
        let own = frames.count - 1
        guard own > 0 else { return }
        if own == 1 { nextItem = frames[own].index }
        let keysEnd = frames[own].keyStart
        if hasSomething(frame: own) { end(frames[own]) } else { frames.removeAll(from: own) }
        keys.removeAll(from: keysEnd)
        frames[own - 1].finishChild()
    }

    /// Whether the end of a collection is more than that.
    @inline(__always)
    private func hasSomething(frame: Int) -> Bool {
        parts.count > frames[frame].firstPart || kept.count > frames[frame].context.firstKept
            || frames[frame].scope != nil || frames[frame].isOperand
    }

    private mutating func end(_ frame: CollectorFrame) {
        frames.removeAll(from: frames.count - 1)
        guard let operand = frame.isMapping ? finishMapping(frame) : merging.endSequence(frame) else { return }
        if let start = frame.anchoredAt { merging.keep(operand, anchoredAt: start) }
        if frames[frames.count - 1].takesOperand { merging.add(operand, to: &frames[frames.count - 1]) }
    }

    /// The value of a cell without the blanks around it.
    static func cell(_ node: ScalarNode) -> Scalar {
        let core = node.content.rangeWithoutBlanks
        let text = String(decoding: node.content[core], as: UTF8.self)
        let start = node.range.lowerBound
        let range = node.style == .quotedCell ? node.range : start + core.lowerBound..<start + core.upperBound
        return Scalar(range: range, text: text, style: node.style)
    }

    /// Counts nodes, and gives the number of the last one before them.
    mutating func nextOrdinal(count: Int) -> Int {
        defer { ordinal += count }
        return ordinal
    }

    mutating func beginTable(_ columns: [TableColumn]) -> Bool {
        self.columns = columns.map { (table.role(ofColumn: $0.name), $0.key, $0.name) }
        // A list of links has a URL column too; only one with a size or a flag is about images.
        let parts = Set(self.columns.compactMap(\.role.part))
        return parts.contains(.url) && parts.count > 1 || self.columns.contains(where: \.role.isOfPictures)
    }

    mutating func column(_ index: Int) {
        ordinal += 1
        let top = frames.count - 1
        guard top >= 0, columns.indices.contains(index) else { return }
        let (role, key, _) = columns[index]
        frames[top].beginValue(role: role, key: key)
        if role.part != nil, let id = role.id { _ = frames[top].note(id) }
    }

    mutating func abandonItem(_ failure: ItemFailure) {
        // The outermost sequence is the only collection within the document that stays open.
        guard frames.count > 1 else { return }
        frames.removeAll(from: 2)
        parts.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
        while let last = entries.last, last.start >= failure.range.lowerBound { entries.removeLast() }
        var path = EntryPath(document: document)
        path.append(index: firstItem + failure.index)
        abandoned.add(failure, path: path.text)
        frames[1].skipItem(firstItem + failure.index)
    }

    mutating func setAside(_ reason: ParseFailure) { abandoned.add(unread: reason) }

    /// The problems of the items that were abandoned.
    func itemProblems() -> [RecordProblem] { abandoned.problems }

    /// The entries in the order of the record, once all nodes are through.
    mutating func finish() -> [ImageEntry] {
        finishDocument()
        return entries
    }

    /// Puts entries that hold others in front of them, and notes which values others take over.
    private mutating func finishDocument() {
        let new = earlierEntries..<entries.count
        earlierEntries = entries.count
        if isOutOfOrder { entries[new].sort { $0.start < $1.start } }
        isOutOfOrder = false
        if merging.hasLoans { for index in new { merging.mark(&entries[index]) } }
        merging.removeAll()
    }
}

extension EntryCollector {
    private mutating func key(_ bytes: UnsafeRawBufferPointer, _ node: ScalarNode, frame: Int) {
        keys.replace(from: frames[frame].keyStart, with: bytes)
        var role = lookup.role(of: bytes)
        if role.isMerge {
            if node.isMergeKey {
                frames[frame].hasMergeKey = true
            } else {
                role = .none
            }
        }
        frames[frame].beginValue(
            role: role, key: KeyPlacement(nodeStart: node.nodeStart, range: node.range, style: node.style))
        if let id = role.id, !role.isMerge, frames[frame].note(id), role.isContainer {
            markEntriesBelow(frames[frame].firstEntry, ambiguousKey: id)
        }
        if node.isRepeatedKey {
            repeatedKeys.append(
                RepeatedKey(name: String(decoding: bytes, as: UTF8.self), offset: node.range.lowerBound))
            frames[frame].noteRepeated(-repeatedKeys.count)
        }
    }

    private mutating func add(_ part: EntryPart, _ name: EntryPartName, frame: Int) {
        guard let id = frames[frame].role.id else { return }
        parts.append(CollectedPart(part: part, name: name, keyID: id))
    }

    /// Marks the entries under the current key, which is there for the second time.
    private mutating func markEntriesBelow(_ first: Int, ambiguousKey: Int) {
        let path = path(keysEnd: keys.count).text
        for index in first..<entries.count where entries[index].isBelow(path) {
            entries[index].ambiguity = ambiguity(of: ambiguousKey)
        }
    }
}

/// A key that a table has more than once.
struct RepeatedKey {
    var name: String
    /// Byte of the record.
    var offset: Int

    /// What is wrong, as a clause.
    var ambiguity: String { "the key '\(name)' is there twice" }
}
