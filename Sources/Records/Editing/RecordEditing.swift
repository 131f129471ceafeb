extension Record {
    /// The record's bytes with the changes made.
    ///
    /// The result is parsed again; its structure, values, tags and anchors must equal those of the record but for the
    /// changes. Otherwise the change that does not work is refused, and nothing is used.
    package func applying(_ changes: [FieldChange]) throws(EditRefusal) -> [UInt8] {
        let plan = try plan(changes)
        if plan.isEmpty { return bytes }
        let result = Self.splice(bytes, plan)
        if isExpected(result, after: changes, plan) { return result }
        throw EditRefusal(
            entryPath: culprit(among: changes),
            message: "the result would not be the record with just that value changed; edit the entry by hand")
    }

    /// The edits of all changes in the order of the record.
    private func plan(_ changes: [FieldChange]) throws(EditRefusal) -> [PlannedEdit] {
        var values: [FieldTarget: FieldValue] = [:]
        var result: [PlannedEdit] = []
        let company = ChangeCompany(changes)
        for change in changes {
            let target = FieldTarget(entryIndex: change.entryIndex, field: change.field)
            if let earlier = values.updateValue(change.value, forKey: target) {
                if earlier == change.value { continue }
                throw EditRefusal(
                    entryPath: entries[change.entryIndex].path,
                    message: "two values are asked for its \(change.field.rawValue); ask for one")
            }
            result.append(try self.plan(change, among: company))
        }
        result = keepingAliases(result)
        result.sort { ($0.edit.offset, $0.rank) < ($1.edit.offset, $1.rank) }
        for (earlier, later) in zip(result, result.dropFirst())
        where later.edit.offset < earlier.edit.offset + earlier.edit.length && later.edit != earlier.edit {
            throw EditRefusal(
                entryPath: changes.first.map { entries[$0.entryIndex].path } ?? "",
                message: "two of the changes would touch the same bytes; make them one after the other")
        }
        return result
    }

    private static func splice(_ bytes: [UInt8], _ plan: [PlannedEdit]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + plan.count * 24)
        var copied = 0
        // Images of Markdown can have their URL from one and the same definition.
        for (index, planned) in plan.enumerated()
        where index == 0 || planned.edit.length == 0 || planned.edit != plan[index - 1].edit {
            result += bytes[copied..<planned.edit.offset]
            result += planned.edit.replacement.utf8
            copied = planned.edit.offset + planned.edit.length
        }
        return result + bytes[copied...]
    }

    /// Whether `result` is the record with nothing but the changes made.
    private func isExpected(_ result: [UInt8], after changes: [FieldChange], _ plan: [PlannedEdit]) -> Bool {
        let nodes = plan.sorted { ($0.change?.ordinal ?? 0, $0.rank) < ($1.change?.ordinal ?? 0, $1.rank) }
            .compactMap(\.change)
        guard let expected = log(of: bytes, applying: nodes), let actual = log(of: result, applying: []),
            expected == actual
        else { return false }
        // A part that lost the end of its last line would run into the next part.
        guard part.isLast || result.last?.isLineEnd == true else { return false }
        let edited = Record(path: path, bytes: result, format: format, vocabulary: vocabulary, part: part)
        return edited.entries.count == entries.count
            && changes.allSatisfy { $0.value.isDeclared(by: edited.entries[$0.entryIndex], as: $0.field) }
            && keepsOthers(edited, after: changes)
    }

    /// Whether all fields that no change is about say what they did, though entries take values over from others, or refer
    /// to them.
    private func keepsOthers(_ edited: Record, after changes: [FieldChange]) -> Bool {
        if aliases.isEmpty, !entries.contains(where: { $0.merge != nil }) { return true }
        let changed = Set(changes.map { FieldTarget(entryIndex: $0.entryIndex, field: $0.field) })
        return zip(entries, edited.entries).enumerated().allSatisfy { index, pair in
            EntryField.allCases.allSatisfy {
                changed.contains(FieldTarget(entryIndex: index, field: $0)) || pair.0.agrees(with: pair.1, on: $0)
            }
        }
    }

    private func log(of bytes: [UInt8], applying changes: [NodeChange]) -> NodeLog? {
        try? bytes.withSource(fileOffset: fileOffset) { source throws(ParseFailure) in
            var log = NodeLog(
                applying: changes, bodies: vocabulary.images.contains(.bodies) ? vocabulary.bodies : nil)
            try format.log(source, &log)
            return log
        }
    }

    /// The entry of the first change that does not work, found by halving.
    private func culprit(among changes: [FieldChange]) -> String {
        var working = 0
        var failing = changes.count
        while failing - working > 1 {
            let middle = (working + failing) / 2
            let first = Array(changes[..<middle])
            if let plan = try? plan(first), isExpected(Self.splice(bytes, plan), after: first, plan) {
                working = middle
            } else {
                failing = middle
            }
        }
        return failing > 0 ? entries[changes[failing - 1].entryIndex].path : ""
    }
}

extension ImageEntry {
    fileprivate func agrees(with other: ImageEntry, on field: EntryField) -> Bool {
        switch field {
        case .width: declaredWidth == other.declaredWidth
        case .height: declaredHeight == other.declaredHeight
        case .flag: declaredFlag == other.declaredFlag
        case .url: url.text == other.url.text
        }
    }
}

/// The one value that a change is about.
private struct FieldTarget: Hashable {
    var entryIndex: Int
    var field: EntryField
}
