/// Scalars that may be images though the vocabulary does not have their keys.
extension EntryCollector {
    /// Whether the value of the current key is to be kept until its mapping ends.
    @inline(__always)
    func wantsValue(_ content: UnsafeRawBufferPointer, _ traits: KeyTraits, frame: Int) -> Bool {
        if traits.isDisjoint(with: [.kept, .label, .about]) { return FileNameExtension.endsLikeImage(content) }
        return Self.wantsTold(content, traits, isLength: frames[frame].context.isLength)
    }

    // Static, for else all of the collector would be copied for the call.
    private static func wantsTold(_ content: UnsafeRawBufferPointer, _ traits: KeyTraits, isLength: Bool) -> Bool {
        if !traits.isDisjoint(with: [.width, .height, .sizePair]) { return true }
        if traits.contains(.value) { return isLength }
        if traits.contains(.about) { return false }
        if !traits.isDisjoint(with: [.identifier, .label]) {
            // A name with a fragment is that of a node of JSON-LD.
            if content.contains(UInt8(ascii: "#")) { return false }
            return content.hasPrefix("http") || content.hasPrefix("//") || FileNameExtension.endsLikeImage(content)
        }
        // `/a/b`, and no shorter one.
        return content.count >= 4
    }

    /// Whether an item of a sequence may be an image.
    @inline(__always)
    func wantsItem(_ content: UnsafeRawBufferPointer, frame: Int) -> Bool {
        frames[frame].context.isBelowPicture ? content.count >= 4 : FileNameExtension.endsLikeImage(content)
    }

    /// Whether such a value would be kept.
    static func mayBeKept(
        _ content: UnsafeRawBufferPointer, _ traits: KeyTraits, _ context: FrameContext
    ) -> Bool {
        if !traits.isDisjoint(with: [.width, .height, .value, .sizePair]) { return true }
        return isKept(ValueLook(content), traits, context)
    }

    /// Keeps the value of the current key, where it looks like something.
    mutating func keep(_ node: ScalarNode, frame: Int) {
        let role = frames[frame].role
        if role.traits.contains(.sizePair) { return keepSizes(node, part(node, frame: frame), frame: frame) }
        let isNumber = !role.traits.isDisjoint(with: [.width, .height, .value])
        let look = isNumber ? .word : look(of: node)
        guard isNumber || Self.isKept(look, role.traits, frames[frame].context) else { return }
        let part = part(node, frame: frame)
        if let start = part.anchoredAt { aliases[start] = [] }
        keep(part, look, frame: frame)
    }

    /// Takes an alias of a scalar, whose own anchor has been seen with its value.
    mutating func take(_ node: AliasNode, frame: Int) {
        let look = ValueLook(node.target.text)
        guard frames[frame].isMapping else {
            if let reason = itemReason(look, frames[frame]) { addItem(part(node, frame: frame), reason, frame: frame) }
            return
        }
        let traits = frames[frame].role.traits
        let isNumber = !traits.isDisjoint(with: .lengths)
        if isNumber || Self.isKept(look, traits, frames[frame].context) {
            keep(part(node, frame: frame), look, frame: frame)
        }
    }

    private mutating func keep(_ part: EntryPart, _ look: ValueLook, frame: Int) {
        let role = frames[frame].role
        let name = currentKey(frame: frame)
        kept.append(KeptValue(part: part, name: name, traits: role.traits, subject: role.subject, look: look))
    }

    /// The current key of the innermost mapping.
    private func currentKey(frame: Int) -> [UInt8] {
        if frames[frame].layout.kind == .row {
            return columns.indices.contains(frames[frame].index) ? columns[frames[frame].index].name : []
        }
        return keys.withKey(frames[frame].keyStart..<keys.count) { Array($0) }
    }

    private func look(of node: ScalarNode) -> ValueLook {
        node.hasEscapes
            ? JSONString.decoded(node.content).withUnsafeBytes { ValueLook($0) } : ValueLook(node.content)
    }

    private func part(_ node: ScalarNode, frame: Int) -> EntryPart {
        EntryPart(
            key: frames[frame].key,
            scalar: node.style.isCell
                ? Self.cell(node) : Scalar(range: node.range, text: node.text, style: node.style),
            isString: node.isString, ordinal: ordinal, rank: 0,
            anchoredAt: node.properties.anchor == nil ? nil : node.nodeStart)
    }

    private static func isKept(_ look: ValueLook, _ traits: KeyTraits, _ context: FrameContext) -> Bool {
        if look == .image { return !traits.contains(.about) }
        if !traits.isDisjoint(with: [.picture, .figure]) { return look.isAddress }
        switch look {
        case .address: break
        case .rooted, .template: return traits.contains(.file) && context.isBelowPicture
        default: return false
        }
        if !traits.isDisjoint(with: [.content, .identifier]) { return true }
        return context.isBelowPicture && !traits.isDisjoint(with: [.file, .label])
    }

    // MARK: - Items of sequences

    /// Makes an entry of an item, where it is an image.
    mutating func takeItem(_ node: ScalarNode, frame: Int) {
        let look = look(of: node)
        if let reason = itemReason(look, frames[frame]) {
            let part = part(node, frame: frame)
            if let start = part.anchoredAt { aliases[start] = [] }
            addItem(part, reason, frame: frame)
        } else if takesData, look == .image || isPassedItem(look, frames[frame].context) {
            let reason = PassReason(look, frames[frame].context)
            passOver(part(node, frame: frame).scalar, reason, key: nil, keysEnd: keys.count)
        }
    }

    private func isPassedItem(_ look: ValueLook, _ context: FrameContext) -> Bool {
        look.isAddress && !context.traits.isDisjoint(with: [.picture, .figure])
    }

    private func itemReason(_ look: ValueLook, _ frame: CollectorFrame) -> EntryReason? {
        let context = frame.context
        guard takesData, context.isBelowPicture else { return nil }
        let traits = context.traits
        let isNamed = !traits.isDisjoint(with: .pictures)
        switch look {
        case .image:
            if isNamed { return table.recognizers.contains(.lists) ? .pictureKey : nil }
            return table.recognizers.contains(.belowPictures) ? .belowPicture : nil
        case .address, .template:
            let isPicture = !traits.isDisjoint(with: [.picture, .figure]) || frame.isInContainer
            return isPicture && table.recognizers.contains(.lists) ? .pictureKey : nil
        case .rooted: return traits.contains(.picture) && table.recognizers.contains(.lists) ? .pictureKey : nil
        default: return nil
        }
    }

    private mutating func addItem(_ part: EntryPart, _ reason: EntryReason, frame: Int) {
        append(
            ImageEntry(
                path: path(keysEnd: keys.count).text,
                ambiguity: frames[frame].ambiguousKey.map { ambiguity(of: $0) }, urlPart: part, widthPart: nil,
                heightPart: nil, flagPart: nil, layout: EntryLayout(kind: .bare, start: part.scalar.range.lowerBound),
                canLoseFlag: false, merge: nil, kind: place?.kind ?? .data, reason: reason, form: .string))
    }
}
