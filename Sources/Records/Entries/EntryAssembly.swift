/// Entries made of the parts that were collected.
extension EntryCollector {
    /// Makes an entry of a mapping that has ended, where it is one.
    ///
    /// - Returns: What other mappings may take over from it.
    mutating func finishMapping(_ ended: CollectorFrame) -> MergeSource? {
        var frame = ended
        let scope = frame.scope.map { merging[$0] }
        if let scope { inherit(scope, &frame) }
        if parts.count == frame.firstPart { return nil }
        defer { parts.removeLast(parts.count - frame.firstPart) }
        if !frame.isMergeValue { addEntry(frame, scope) }
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

    private mutating func addEntry(_ frame: CollectorFrame, _ scope: MergeScope?) {
        let candidate = EntryCandidate(parts[frame.firstPart...])
        let isRow = frame.layout.kind == .row
        guard findsData || place != nil, let url = candidate.url,
            isRow || frame.isInContainer || candidate.hasSizeOrFlag
        else {
            return
        }
        if frame.firstEntry < entries.count || precedesLastEntry(frame) { isOutOfOrder = true }
        let ambiguousKey = frame.repeatedKey ?? frame.ambiguousKey
        var merge: EntryMerge?
        if scope != nil || frame.isOperand {
            merge = EntryMerge(
                pair: scope?.pair, anchors: [frame.anchoredAt, frame.listAnchoredAt].compactMap { $0 })
            for part in [url, candidate.width, candidate.height, candidate.flag] { merging.noteTaken(part) }
        }
        entries.append(
            ImageEntry(
                path: path(keysEnd: frame.keyStart).text,
                ambiguity: ambiguousKey.map { ambiguity(of: $0, called: isRow ? "column" : "key") },
                urlPart: url, widthPart: candidate.width, heightPart: candidate.height, flagPart: candidate.flag,
                layout: frame.layout,
                canLoseFlag: (isRow || frame.isInContainer || candidate.hasSize) && !frame.hasMergeKey, merge: merge,
                kind: place?.kind ?? .data))
    }

    /// Whether the tables of a TOML document do not come in the order of the record.
    private func precedesLastEntry(_ frame: CollectorFrame) -> Bool {
        entries.count > earlierEntries && frame.layout.start < entries[entries.count - 1].layout.start
    }

    func ambiguity(of key: Int, called kind: String = "key") -> String {
        key < 0 ? repeatedKeys[-key - 1].ambiguity : "the \(kind) '\(table.name(of: key))' is there twice"
    }

    /// The way to the current node of the innermost frame.
    func path(keysEnd: Int) -> EntryPath {
        var path = EntryPath(document: document, start: place)
        for (index, frame) in frames.enumerated().dropFirst() {
            if !frame.isMapping {
                path.append(index: frame.index)
            } else if frame.hasScalarKey {
                let end = index + 1 < frames.count ? frames[index + 1].keyStart : keysEnd
                keys.withKey(frame.keyStart..<end) { path.append(key: $0) }
            } else {
                path.append(pair: frame.index)
            }
        }
        return path
    }
}
