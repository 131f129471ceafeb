/// Entries made of the parts that were collected.
extension EntryCollector {
    /// Makes the entries of a mapping that has ended.
    ///
    /// - Returns: What other mappings may take over from it.
    mutating func finishMapping(_ ended: CollectorFrame) -> MergeSource? {
        guard let scope = ended.scope.map({ merging[$0] }) else { return finishMapping(ended, nil) }
        var frame = ended
        inherit(scope, &frame)
        return finishMapping(frame, scope)
    }

    private mutating func finishMapping(_ frame: CollectorFrame, _ scope: MergeScope?) -> MergeSource? {
        if kept.count > frame.context.firstKept {
            let isPicture = frame.isMergeValue || !takesData ? false : addEntries(frame, scope)
            passSizes(of: frame, isPicture: isPicture)
        } else if parts.count == frame.firstPart {
            return nil
        } else if !frame.isMergeValue, takesData {
            let isPicture = addEntries(frame, scope)
            if !frame.context.traits.isDisjoint(with: .holders) { passSizes(of: frame, isPicture: isPicture) }
        }
        defer { parts.removeLast(parts.count - frame.firstPart) }
        if !frame.isOperand { return nil }
        return MergeSource(parts: parts[frame.firstPart...], repeatedKey: frame.repeatedKey ?? scope?.repeatedKey)
    }

    /// Adds the keys that a mapping takes over from others to those of its own.
    private mutating func inherit(_ scope: MergeScope, _ frame: inout CollectorFrame) {
        let own = parts[frame.firstPart...]
        merging.endMapping(
            frame, closedFields: own.reduce(into: []) { if $1.part.rank == 0 { $0.insert(FieldSet($1.name)) } })
        parts += scope.parts.filter { part in !own.contains { $0.keyID == part.keyID } }
        if let key = scope.ambiguousKey(in: table) { frame.noteAmbiguous(key) }
    }

    /// Adds the entries that a mapping is and has; true where it is one itself.
    private mutating func addEntries(_ frame: CollectorFrame, _ scope: MergeScope?) -> Bool {
        let reading = MappingReading(
            frame, parts: parts[frame.firstPart...], kept: kept[frame.context.firstKept...],
            lookup.table.recognizers)
        let picture = reading.picture()
        if let picture { addEntry(picture, of: reading, frame, scope) }
        addStrings(of: reading, beside: picture, frame)
        return picture != nil
    }

    private mutating func addEntry(
        _ picture: MappingReading.Address, of reading: MappingReading, _ frame: CollectorFrame, _ scope: MergeScope?
    ) {
        let isRow = frame.layout.kind == .row
        let sizes = reading.sizes(for: picture)
        let url = reading.part(at: picture.place)
        let (width, height) = reading.parts(of: sizes)
        let flag = reading.flag
        let ambiguousKey = frame.repeatedKey ?? frame.ambiguousKey
        var merge: EntryMerge?
        if scope != nil || frame.isOperand {
            merge = EntryMerge(
                pair: scope?.pair, anchors: [frame.anchoredAt, frame.listAnchoredAt].compactMap { $0 })
            for part in [url, width, height, flag] { merging.noteTaken(part) }
        }
        append(
            ImageEntry(
                path: path(keysEnd: frame.keyStart).text,
                ambiguity: ambiguousKey.map { ambiguity(of: $0, called: isRow ? "column" : "key") },
                urlPart: url, widthPart: width, heightPart: height, flagPart: flag,
                layout: frame.layout,
                canLoseFlag: !frame.hasMergeKey && (isRow || reading.isPictureWithoutFlag(picture)), merge: merge,
                kind: place?.kind ?? .data, reason: picture.reason,
                form: reading.areOwn(sizes) ? .mapping : .mappingWithOtherSizes,
                takesSize: !sizes.isEmpty || reading.isInContainer && !frame.context.facts.hasSizes))
    }

    /// Adds an entry, and notes whether it is out of its place.
    mutating func append(_ entry: consuming ImageEntry) {
        // A mapping comes after what it holds, and the tables of a TOML document in any order.
        if entries.count > earlierEntries, entry.start < entries[entries.count - 1].start { isOutOfOrder = true }
        entries.append(entry)
    }

    func ambiguity(of key: Int, called kind: String = "key") -> String {
        key < 0 ? repeatedKeys[-key - 1].ambiguity : "the \(kind) '\(table.name(of: key))' is there twice"
    }

    /// The way to the current node of the innermost frame.
    ///
    /// Mutating, since all of the collector would be copied for the call otherwise.
    mutating func path(keysEnd: Int) -> EntryPath {
        var path = EntryPath(document: document, start: place)
        for index in frames.indices.dropFirst() {
            if !frames[index].isMapping {
                path.append(index: frames[index].index)
            } else if frames[index].hasScalarKey {
                let end = index + 1 < frames.count ? frames[index + 1].keyStart : keysEnd
                keys.withKey(frames[index].keyStart..<end) { path.append(key: $0) }
            } else {
                path.append(pair: frames[index].index)
            }
        }
        return path
    }
}
