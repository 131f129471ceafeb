/// Reads an XML file up to the end of its first start tag, one code unit at a time (XML 1.0 §2.8).
///
/// Comments, processing instructions and the document type go by; only what the latter declares is kept, since the
/// root's attributes may refer to it. Nothing outside the file is looked at. What stands before a root
/// `svg`, with or without a prefix, and breaks the rules of XML is no image; behind it, it is a broken one. So is a
/// file with a comment or an XML declaration that no browser takes, though these leave no doubt where they end.
struct XMLProlog: Sendable {
    private enum Stage: UInt8 {
        /// Nothing has been read, or only the first `<`, or the first `<?` and a part of the name behind it.
        case start, startOpen, startTarget
        case gap, open, declaration
        case commentStart, comment, commentDash, commentEnd
        case target, instruction, instructionEnd
        case keyword, typeName, type, typeEnd
        case subset, parameter, markup
        case name, tag, end
    }

    private enum Fault: UInt8 {
        case comment, declaration

        var error: ProbeError {
            switch self {
            case .comment:
                .invalid("browsers do not show the image: a comment before its root element has '--' in it")
            case .declaration:
                .invalid("browsers do not show the image: something stands before its XML declaration")
            }
        }
    }

    /// The name being read, or the markup from its name to before its `>`.
    private(set) var text: [UInt16] = []
    private(set) var declarations = XMLDeclarations()
    private var stage = Stage.start
    /// The quotation mark that ends the literal being read; 0 outside literals.
    private var quote: UInt8 = 0
    private var isInSubset = false
    private var fault: Fault?
    /// Whether the document type or the root is `svg`.
    private(set) var isKnown = false

    /// Whether `unit` ends the root's start tag, which then fills `text`.
    mutating func scan(_ unit: UInt16) throws(ProbeError) -> Bool {
        guard unit >= 0x20 || unit.isXMLSpace else { throw error }
        switch stage {
        case .start, .gap: try scanGap(unit)
        case .startOpen, .open: try scanOpen(unit)
        case .declaration: try scanDeclaration(unit)
        case .commentStart, .comment, .commentDash, .commentEnd, .instruction, .instructionEnd: try skip(unit)
        case .startTarget, .target: try scanTarget(unit)
        case .keyword: try scanKeyword(unit)
        case .typeName: try scanTypeName(unit)
        case .type: try scanType(unit)
        case .subset: try scanSubset(unit)
        case .parameter: try scanParameter(unit)
        case .markup: try scanMarkup(unit)
        case .typeEnd: try scanTypeEnd(unit)
        case .name: try scanName(unit)
        case .tag: try scanTag(unit)
        case .end: break
        }
        return stage == .end
    }

    private var error: ProbeError {
        isKnown ? .invalid("the XML up to the end of the first start tag is not well-formed") : .notAnImage
    }

    private mutating func scanGap(_ unit: UInt16) throws(ProbeError) {
        if unit.isXMLSpace { return stage = .gap }
        guard unit == 0x3C else { throw error }
        stage = stage == .start ? .startOpen : .open
    }

    /// What follows a `<`.
    private mutating func scanOpen(_ unit: UInt16) throws(ProbeError) {
        switch unit {
        case 0x21: stage = .declaration
        case 0x3F:
            stage = stage == .startOpen ? .startTarget : .target
            text = []
        case _ where unit.isXMLNameStart && !isInSubset: begin(.name, with: unit)
        default: throw error
        }
    }

    /// What follows a `<!`.
    private mutating func scanDeclaration(_ unit: UInt16) throws(ProbeError) {
        switch unit {
        case 0x2D: stage = .commentStart
        case _ where unit.isXMLNameStart: begin(isInSubset ? .markup : .keyword, with: unit)
        default: throw error
        }
    }

    /// The name of a processing instruction, of which `xml` is reserved in any case (XML 1.0 §2.6).
    private mutating func scanTarget(_ unit: UInt16) throws(ProbeError) {
        guard !unit.isXMLNameCharacter else {
            // One unit more than the reserved name tells them apart.
            if text.count < 4 { text.append(unit) }
            return
        }
        if stage == .target, String(decoding: text, as: UTF16.self).lowercased() == "xml" { fault = .declaration }
        stage = .instruction
        try skip(unit)
    }

    /// A comment or a processing instruction.
    private mutating func skip(_ unit: UInt16) throws(ProbeError) {
        switch (stage, unit) {
        case (.commentStart, 0x2D): stage = .comment
        case (.commentStart, _): throw error
        case (.comment, 0x2D): stage = .commentDash
        case (.commentDash, 0x2D): stage = .commentEnd
        case (.instruction, 0x3F), (.instructionEnd, 0x3F): stage = .instructionEnd
        case (.commentEnd, 0x3E), (.instructionEnd, 0x3E): stage = isInSubset ? .subset : .gap
        case (.commentEnd, _):
            fault = .comment
            if unit != 0x2D { stage = .comment }
        case (.commentDash, _): stage = .comment
        case (.instructionEnd, _): stage = .instruction
        default: break
        }
    }

    private mutating func begin(_ next: Stage, with unit: UInt16) {
        stage = next
        text = [unit]
    }

    private mutating func scanName(_ unit: UInt16) throws(ProbeError) {
        guard !unit.isXMLNameCharacter else { return text.append(unit) }
        isKnown = XMLName.isSVG(text)
        guard isKnown else { throw .notAnImage }
        if let fault { throw fault.error }
        stage = .tag
        try scanTag(unit)
    }

    private mutating func scanTag(_ unit: UInt16) throws(ProbeError) {
        guard unit != 0x3C else { throw error }
        guard !endsMarkup(unit) else { return stage = .end }
        text.append(unit)
    }

    /// Whether `unit` is the `>` that ends markup, and no part of a literal.
    private mutating func endsMarkup(_ unit: UInt16) -> Bool {
        if quote != 0 {
            if unit == UInt16(quote) { quote = 0 }
        } else if unit.isXMLQuote {
            quote = UInt8(truncatingIfNeeded: unit)
        } else {
            return unit == 0x3E
        }
        return false
    }
}

// The document type (XML 1.0 §2.8 and §4.2).
extension XMLProlog {
    private mutating func scanKeyword(_ unit: UInt16) throws(ProbeError) {
        guard unit.isXMLSpace else {
            guard text.count < 7 else { throw error }
            return text.append(unit)
        }
        guard text.elementsEqual("DOCTYPE".utf16) else { throw error }
        stage = .typeName
        text = []
    }

    private mutating func scanTypeName(_ unit: UInt16) throws(ProbeError) {
        if unit.isXMLNameCharacter { return text.append(unit) }
        if text.isEmpty {
            guard unit.isXMLSpace else { throw error }
            return
        }
        // A page may have an SVG image for its first element.
        guard String(decoding: text, as: UTF16.self).lowercased() != "html" else { throw .notAnImage }
        isKnown = XMLName.isSVG(text)
        stage = .type
        try scanType(unit)
    }

    /// The identifiers of the external subset, which is not read.
    private mutating func scanType(_ unit: UInt16) throws(ProbeError) {
        if endsMarkup(unit) {
            stage = .gap
        } else if quote == 0, unit == 0x5B {
            stage = .subset
            isInSubset = true
        } else if quote == 0, unit == 0x3C {
            throw error
        }
    }

    private mutating func scanSubset(_ unit: UInt16) throws(ProbeError) {
        switch unit {
        case 0x3C: stage = .open
        case 0x25: stage = .parameter
        case 0x5D:
            stage = .typeEnd
            isInSubset = false
        case _ where unit.isXMLSpace: break
        default: throw error
        }
    }

    private mutating func scanParameter(_ unit: UInt16) throws(ProbeError) {
        if unit.isXMLNameCharacter { return }
        guard unit == 0x3B else { throw error }
        declarations.close()
        stage = .subset
    }

    private mutating func scanMarkup(_ unit: UInt16) throws(ProbeError) {
        if endsMarkup(unit) {
            declarations.declare(text)
            stage = .subset
        } else if quote == 0, unit == 0x3C {
            throw error
        } else {
            text.append(unit)
        }
    }

    private mutating func scanTypeEnd(_ unit: UInt16) throws(ProbeError) {
        if unit.isXMLSpace { return }
        guard unit == 0x3E else { throw error }
        stage = .gap
    }
}
