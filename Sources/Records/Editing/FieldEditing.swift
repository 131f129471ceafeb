extension Record {
    /// The edits that make some changes, in their order: each replaces the value, fills an empty one in, inserts the
    /// missing key, or removes the pair.
    ///
    /// A quoted number stays quoted; an alias is replaced by the value. Behind them come those that write the old value in
    /// place of the aliases that refer to a changed one. What cannot be edited for sure is refused.
    ///
    /// Offsets count from the start of the file, of which the record may be a part.
    package func edits(for changes: [FieldChange]) throws(EditRefusal) -> [Edit] {
        var planned: [PlannedEdit] = []
        let company = ChangeCompany(changes)
        for change in changes { planned.append(try plan(change, among: company)) }
        return keepingAliases(planned).map { planned in
            var edit = planned.edit
            edit.offset += fileOffset
            return edit
        }
    }

    /// - Parameter company: The changes that are made at the same time.
    func plan(_ change: FieldChange, among company: ChangeCompany) throws(EditRefusal) -> PlannedEdit {
        guard entries.indices.contains(change.entryIndex) else {
            throw EditRefusal(entryPath: "", message: "the record has no entry \(change.entryIndex); read it again")
        }
        let entry = entries[change.entryIndex]
        guard change.value.suits(change.field) else {
            throw EditRefusal(
                entryPath: entry.path,
                message: "'\(change.value.literal)' cannot be its \(change.field.rawValue); give another value")
        }
        if let ambiguity = entry.ambiguity {
            throw EditRefusal(entryPath: entry.path, message: "\(ambiguity); remove one of them")
        }
        if let part = entry.ownPart(change.field.part) {
            return try replacement(of: part, in: entry, change)
        }
        if change.value.isDeclared(by: entry, as: change.field) {
            return PlannedEdit(edit: Edit(offset: entry.layout.start, length: 0, replacement: ""), rank: 0)
        }
        if change.value == .absent { throw Self.irremovableFlag(of: entry) }
        if let body = entry.body { return try attribute(change, of: entry, body, among: company) }
        if change.field == .url {
            throw EditRefusal(
                entryPath: entry.path, message: "its URL is taken over from elsewhere with '<<'; change it there")
        }
        if entry.form != .mapping {
            if change.field != .flag { return try side(change, of: entry) }
            if !entry.takesFlag {
                throw EditRefusal(entryPath: entry.path, message: "it is no mapping, and can have no flag")
            }
        }
        let losesFlag = company.losesFlag(change.entryIndex)
        var neighbours = entry.partsInOrder.filter { !losesFlag || $0.ordinal != entry.part(.flag)?.ordinal }
        // A `<<` is followed only where nothing else can be.
        if let merge = entry.merge?.pair { neighbours.insert(merge, at: 0) }
        guard let key = vocabulary.keys(of: change.field.part).first else {
            throw EditRefusal(
                entryPath: entry.path, message: "no key for the \(change.field.rawValue) is configured; name one")
        }
        return try insertion(of: key, in: entry, change, after: neighbours)
    }

    /// Inserts the width beside the height, or the other way round, where these do not stand under the keys of the
    /// vocabulary: the one that is there says how the other is called.
    private func side(_ change: FieldChange, of entry: ImageEntry) throws(EditRefusal) -> PlannedEdit {
        let other = entry.ownPart(change.field == .width ? .height : .width)
        guard entry.form != .string, let other, !other.isQuantity,
            let key = KeyWords.counterpart(of: keyName(of: other))
        else {
            throw EditRefusal(
                entryPath: entry.path,
                message: "nothing says where its \(change.field.rawValue) should stand; add it by hand")
        }
        return try insertion(of: key, in: entry, change, after: [other])
    }

    private func replacement(
        of part: EntryPart, in entry: ImageEntry, _ change: FieldChange
    ) throws(EditRefusal) -> PlannedEdit {
        let range = part.scalar.range
        if change.value.isDeclared(by: entry, as: change.field) {
            // `True`, `0x10` and an alias say so already, and stay.
            let text = String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
            return PlannedEdit(edit: Edit(offset: range.lowerBound, length: range.count, replacement: text), rank: 0)
        }
        if let body = entry.body, case .url(let url) = change.value {
            return try bodyURL(url, of: entry, change.entryIndex, part, body)
        }
        let literal = try literal(for: change, inPlaceOf: part, of: entry)
        var planned: PlannedEdit
        if change.value == .absent, entry.layout.kind != .row {
            planned = try removal(of: part, in: entry)
        } else {
            let text =
                range.isEmpty
                ? try filling(part, in: entry, with: literal.quotedText) : text(of: literal, like: part, in: entry)
            planned = PlannedEdit(
                edit: Edit(offset: range.lowerBound, length: range.count, replacement: text),
                change: NodeChange(ordinal: part.ordinal, action: part.replacement(literal)), rank: 0)
        }
        planned.replaced = part
        return planned
    }

    /// Removes the pair with its line or its comma.
    private func removal(of part: EntryPart, in entry: ImageEntry) throws(EditRefusal) -> PlannedEdit {
        guard entry.canLoseFlag else { throw Self.irremovableFlag(of: entry) }
        let edit = bytes.withSource(fileOffset: fileOffset) { source in
            let removal = PairRemoval(part: part, source: source)
            return switch entry.layout.kind {
            case .block, .table: removal.ofLines()
            case .flow, .inlineTable: removal.inBraces()
            case .pairInSequence, .row, .bare, .element: Edit?.none
            }
        }
        guard let edit else {
            throw EditRefusal(
                entryPath: entry.path,
                message: "'\(keyName(of: part))' shares its line with something else; remove it by hand")
        }
        // What is inserted at the same place must come first.
        return PlannedEdit(
            edit: edit, change: NodeChange(ordinal: part.ordinal - 1, action: .removePair), rank: .max)
    }

    private static func irremovableFlag(of entry: ImageEntry) -> EditRefusal {
        EditRefusal(
            entryPath: entry.path,
            message: "without its flag the mapping would be no image entry, or inherit one; write false")
    }

    /// The new value in the style that it is to have.
    private func literal(
        for change: FieldChange, inPlaceOf part: EntryPart, of entry: ImageEntry
    ) throws(EditRefusal) -> NodeLiteral {
        let key = "the value of '\(keyName(of: part))'"
        if let reason = reasonToKeepAliases(of: part) {
            throw EditRefusal(entryPath: entry.path, message: "\(key) \(reason); write it out there")
        }
        if part.isLent {
            throw EditRefusal(
                entryPath: entry.path,
                message: "\(key) is taken over elsewhere with '<<', and would change there too; write it out there")
        }
        if entry.layout.kind == .element, part.scalar.range.isEmpty {
            return NodeLiteral(text: change.value.literal, style: .doubleQuoted)
        }
        switch part.scalar.style {
        case .block:
            throw EditRefusal(
                entryPath: entry.path, message: "\(key) is a block scalar; write it on the line of its key")
        case .collection:
            throw EditRefusal(
                entryPath: entry.path, message: "\(key) is a list or mapping; write one value in its place")
        case _ where change.field == .url:
            return URLLiteral(part: part, layout: entry.layout).literal(change.value.literal)
        case .cell, .quotedCell:
            try checkCell(part, change, entry)
            return NodeLiteral(text: text(of: change, inPlaceOf: part), style: part.scalar.style)
        case .singleQuoted where change.field != .flag, .doubleQuoted where change.field != .flag:
            return NodeLiteral(text: text(of: change, inPlaceOf: part), style: part.scalar.style)
        case .plain, .alias, .singleQuoted, .doubleQuoted:
            return NodeLiteral(text: text(of: change, inPlaceOf: part), style: .plain)
        }
    }

    /// A number of pixels keeps the unit of the one before it.
    private func text(of change: FieldChange, inPlaceOf part: EntryPart) -> String {
        guard case .pixels = change.value else { return change.value.literal }
        return change.value.literal + LengthText.unit(of: part.scalar.text)
    }

    /// Refuses to write over what a cell may mean to others.
    private func checkCell(_ part: EntryPart, _ change: FieldChange, _ entry: ImageEntry) throws(EditRefusal) {
        let text = part.scalar.text
        if let first = text.utf8.first, "=+-@".utf8.contains(first) {
            throw EditRefusal(
                entryPath: entry.path,
                message: "'\(text)' in the column '\(keyName(of: part))' may be a formula; write a value there")
        }
        if change.field == .flag, case .invalid = entry.declaredFlag {
            throw EditRefusal(
                entryPath: entry.path,
                message: "'\(text)' in the column '\(keyName(of: part))' may mean more than a flag; "
                    + "write true or false there")
        }
    }

    /// The text that fills in a value which is not there: a space goes before it, and a colon where there is none.
    private func filling(
        _ part: EntryPart, in entry: ImageEntry, with text: String
    ) throws(EditRefusal) -> String {
        if entry.layout.kind == .row { return text }
        if entry.layout.kind == .element { return filling(part, with: text) }
        let place = part.scalar.range.lowerBound
        if place > part.key.range.upperBound { return " " + text }
        if entry.layout.kind == .flow { return ": " + text }
        if let start = startOfValueLine(of: part) { return start + ": " + text }
        throw EditRefusal(
            entryPath: entry.path, message: "the key '\(keyName(of: part))' has no ':'; write one after it")
    }

    /// The text of a literal, in three quotes where the value that it replaces is a TOML string in three.
    private func text(of literal: NodeLiteral, like part: EntryPart, in entry: ImageEntry) -> String {
        let quotes = bytes[part.scalar.range.clamped(to: 0..<bytes.count)].prefix(3)
        guard entry.layout.kind.isTOML, literal.style != .plain, literal.style == part.scalar.style,
            quotes.count == 3, quotes.allSatisfy({ $0 == quotes.first })
        else { return literal.quotedText }
        // A third of the quotes is in the text already.
        let text = String(decoding: quotes.dropFirst(), as: UTF8.self)
        return text + literal.quotedText + text
    }

    /// The key as it stands in the record, without its quotes.
    private func keyName(of part: EntryPart) -> String {
        let isQuoted = part.key.style != .plain && part.key.style != .cell && part.key.range.count >= 2
        let range = isQuoted ? part.key.range.dropFirst().dropLast() : part.key.range
        return String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    private func insertion(
        of key: String, in entry: ImageEntry, _ change: FieldChange, after neighbours: [EntryPart]
    ) throws(EditRefusal) -> PlannedEdit {
        try bytes.withSource(fileOffset: fileOffset) { source throws(EditRefusal) in
            try insertion(of: key, in: entry, change, after: neighbours, source)
        }
    }

    private func insertion(
        of key: String, in entry: ImageEntry, _ change: FieldChange, after neighbours: [EntryPart],
        _ source: SourceBytes
    ) throws(EditRefusal) -> PlannedEdit {
        if entry.layout.kind == .row {
            throw EditRefusal(
                entryPath: entry.path,
                message: "the table has no column '\(key)'; add it to the header, and a cell to each row")
        }
        if let merge = entry.merge, merge.lentFields.contains(FieldSet(change.field.part)) {
            throw EditRefusal(
                entryPath: entry.path,
                message: "others take the keys of this mapping over with '<<', and would have '\(key)' too; "
                    + "write it out there")
        }
        let value = NodeLiteral(text: change.value.literal, style: .plain)
        for neighbour in neighbours.reversed() where neighbour.scalar.style.hasExactEnd {
            var keyLiteral = NodeLiteral(text: key, style: neighbour.key.style)
            if entry.layout.kind.isTOML { keyLiteral.style = keyLiteral.tomlKeyStyle }
            let pair = NewPair(key: keyLiteral, value: value, neighbour: neighbour, source: source)
            let edit =
                switch entry.layout.kind {
                case .block: pair.onNextLine()
                case .flow: pair.inBraces(startingAt: entry.layout.start)
                case .pairInSequence, .row, .bare, .element: Edit?.none
                case .table: pair.onNextTableLine(alignedWith: entry.partsInOrder)
                case .inlineTable: pair.inInlineTable()
                }
            guard let edit else { continue }
            let rank = 1 + change.field.part.rawValue
            let action = NodeChange.Action.insertAfter(key: keyLiteral, value: value)
            return PlannedEdit(
                edit: edit, change: NodeChange(ordinal: neighbour.ordinal, action: action), rank: rank)
        }
        if entry.form == .mapping || change.field == .flag,
            let planned = insertion(of: key, change, beforePairOf: entry, source)
        {
            return planned
        }
        throw EditRefusal(
            entryPath: entry.path,
            message: "'\(key)' has no plain line to follow; add it by hand")
    }
}

extension Record {
    /// Inserts before the `<<` of an entry, or else before its URL, wherever the values of these end.
    private func insertion(
        of key: String, _ change: FieldChange, beforePairOf entry: ImageEntry, _ source: SourceBytes
    ) -> PlannedEdit? {
        guard let neighbour = entry.merge?.pair ?? entry.ownPart(.url) else { return nil }
        let key = NodeLiteral(text: key, style: entry.merge?.pair == nil ? neighbour.key.style : .plain)
        let value = NodeLiteral(text: change.value.literal, style: .plain)
        let pair = NewPair(key: key, value: value, neighbour: neighbour, source: source)
        let edit =
            switch entry.layout.kind {
            case .block: pair.onLineBefore()
            case .flow: pair.inBracesBefore(startingAt: entry.layout.start)
            default: Edit?.none
            }
        guard let edit else { return nil }
        // The value of a key is the node after it.
        let action = NodeChange.Action.insertBefore(key: key, value: value)
        return PlannedEdit(
            edit: edit, change: NodeChange(ordinal: neighbour.ordinal - 1, action: action),
            rank: 1 + change.field.part.rawValue)
    }

    /// The end of the line of a `?` and its key, and the start of the next as far as its `:`; nil where there is no `?`.
    private func startOfValueLine(of part: EntryPart) -> String? {
        bytes.withSource(fileOffset: fileOffset) { source in
            guard ExplicitKey.mark(onLineOf: part.key, source) != nil else { return nil }
            let literal = NodeLiteral(text: "", style: .plain)
            let pair = NewPair(key: literal, value: literal, neighbour: part, source: source)
            return pair.indentation.map { pair.lineEnd(at: pair.endOfLine) + String(repeating: " ", count: $0) }
        }
    }
}

extension NodeLiteral {
    /// The text as it stands in a record; keys of the vocabulary and values need no escapes but these.
    var quotedText: String {
        switch style {
        case .doubleQuoted: JSONString.quoted(text)
        case .quotedCell: "\"" + text.replacing("\"", with: "\"\"") + "\""
        case .singleQuoted: "'" + text.replacing("'", with: "''") + "'"
        default: text
        }
    }
}
