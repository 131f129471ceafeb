/// A place that refers to an anchored value (YAML 1.2 §7.1).
struct ValueAlias: Sendable, Hashable {
    /// The bytes of the alias, `*name`.
    var range: Range<Int>
    /// Number of its node, counted from the start of the record.
    var ordinal: Int
}

extension Record {
    /// Why a value cannot be written in place of its aliases, as a clause; nil where it can, or has none.
    func reasonToKeepAliases(of part: EntryPart) -> String? {
        let count = aliases(of: part).count
        guard count > 0, let start = part.anchoredAt else { return nil }
        let value = part.scalar.range
        if start < value.lowerBound, bytes[start..<value.lowerBound].contains(UInt8(ascii: "!")) {
            return "has a tag, and an anchor that other places use"
        }
        // Else a record of a long value and many aliases would grow without bound.
        let growth = value.count.multipliedReportingOverflow(by: count)
        let isLong = growth.overflow || growth.partialValue > bytes.count * 4 + 4_096
        return isLong ? "is long, and has an anchor that many places use" : nil
    }

    private func aliases(of part: EntryPart) -> [ValueAlias] { part.anchoredAt.flatMap { aliases[$0] } ?? [] }

    /// The plan, and behind it what writes the old values in place of their aliases, so that these say what they did.
    ///
    /// An alias that a change is about has its own new value in the plan.
    func keepingAliases(_ plan: [PlannedEdit]) -> [PlannedEdit] {
        if aliases.isEmpty { return plan }
        let changed = Set(plan.compactMap { $0.change == nil ? nil : $0.replaced?.ordinal })
        let kept = plan.compactMap(\.replaced).flatMap { part in
            aliases(of: part).filter { !changed.contains($0.ordinal) }.map { keeping($0, of: part) }
        }
        // What an alias says already is written out where its anchor is to say something else.
        let places = Set(kept.map(\.edit.offset))
        return plan.filter { $0.change != nil || !places.contains($0.edit.offset) } + kept
    }

    private func keeping(_ alias: ValueAlias, of part: EntryPart) -> PlannedEdit {
        let text = String(decoding: bytes[part.scalar.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
        let literal = NodeLiteral(text: part.scalar.text, style: part.scalar.style)
        return PlannedEdit(
            edit: Edit(offset: alias.range.lowerBound, length: alias.range.count, replacement: text),
            change: NodeChange(ordinal: alias.ordinal, action: .replace(literal)), rank: 0)
    }
}
