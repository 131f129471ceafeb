/// Editing of the elements of bodies and pages.
extension Record {
    /// The edit that adds an attribute to an element, or a list of attributes to an image of Markdown.
    func attribute(
        _ change: FieldChange, of entry: ImageEntry, _ body: BodyPlacement, among company: ChangeCompany
    ) throws(EditRefusal) -> PlannedEdit {
        guard let insertion = body.insertion, change.field != .flag else {
            throw EditRefusal(
                entryPath: entry.path,
                message: "it has no place for a \(change.field.rawValue); write an <img> tag with width and height, or "
                    + "say in the configuration how your Markdown gives them (markdown-flavour)")
        }
        let name = change.field == .width ? insertion.widthName : insertion.heightName
        let others = company.newSides(of: entry, change.entryIndex)
        let text = insertion.text(
            name, change.value.literal, isFirst: change.field == .width || !others.contains(FieldSet(.width)),
            isLast: change.field == .height || !others.contains(FieldSet(.height)))
        let value = NodeLiteral(text: change.value.literal, style: insertion.valueStyle)
        return PlannedEdit(
            edit: Edit(offset: insertion.offset, length: 0, replacement: text),
            change: NodeChange(
                ordinal: body.elementOrdinal,
                action: .insertAttribute(
                    NewAttribute(index: insertion.attributeIndex, name: name.lowercased(), value: value))),
            rank: 1 + change.field.part.rawValue)
    }

    /// The text that gives an attribute a value which has none.
    func filling(_ part: EntryPart, with text: String) -> String {
        let place = part.scalar.range.lowerBound
        let hasSign = bytes.indices.contains(place - 1) && bytes[place - 1] == UInt8(ascii: "=")
        return hasSign ? text : "=" + text
    }
}

/// The changes that are made at the same time.
struct ChangeCompany {
    private var lostFlags: Set<Int> = []
    private var fields: [Int: FieldSet] = [:]

    init(_ changes: [FieldChange]) {
        for change in changes {
            if change.value == .absent { lostFlags.insert(change.entryIndex) }
            fields[change.entryIndex, default: []].insert(FieldSet(change.field.part))
        }
    }

    /// The flag of the entry goes, so that nothing can follow it.
    func losesFlag(_ entryIndex: Int) -> Bool { lostFlags.contains(entryIndex) }

    /// Width and height, where the entry is to get one that it has not.
    func newSides(of entry: ImageEntry, _ entryIndex: Int) -> FieldSet {
        var result: FieldSet = []
        for name in [EntryPartName.width, .height] where entry.part(name) == nil {
            if let fields = fields[entryIndex], fields.contains(FieldSet(name)) { result.insert(FieldSet(name)) }
        }
        return result
    }
}
