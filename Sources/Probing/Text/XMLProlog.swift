/// Finds the root element of an XML file, one code unit at a time (XML 1.0 §2.8), and tells whether it is an `svg`.
///
/// Comments, processing instructions and the document type go by, and faults in them too: a parser of XML stops there,
/// and would not say what the file was meant to be. What stands before a root `svg`, with or without a prefix, and
/// leaves its end in doubt is no image; behind a document type of `svg`, it is a broken one.
struct XMLProlog: Sendable {
    private enum Stage: UInt8 {
        /// Nothing has been read, or only the first `<`, or the first `<?` and a part of the name behind it.
        case start, startOpen, startTarget
        case gap, open, declaration
        case commentStart, comment, commentDash, commentEnd
        case instruction, instructionEnd
        case keyword, typeName, type, typeEnd
        case subset, parameter, markup
        case name, end
    }

    /// Where the XML declaration stands, if there is one.
    private enum Declaration: UInt8 {
        case none, open, closed
    }

    /// The name being read; the root's, in the end.
    private(set) var name: [UInt16] = []
    /// What stands in the XML declaration between `<?xml` and `?>`.
    private(set) var declaration: [UInt16] = []
    private var declarationStage = Declaration.none
    private var stage = Stage.start
    /// The quotation mark that ends the literal being read; 0 outside literals.
    private var quote: UInt8 = 0
    private var isInSubset = false
    /// Whether the document type or the root is `svg`, so that an error is one of an image.
    private(set) var isKnown = false
    /// Whether the document type is that of a page, which may have an SVG image for its first element.
    private(set) var isPage = false
    /// Whether there is a document type, a part of it at least.
    private(set) var hasType = false

    /// Whether there was an XML declaration, which has come to its end.
    var hasDeclaration: Bool { declarationStage == .closed }

    /// The prefix of the root's name; empty without one.
    var prefix: String { name.firstIndex(of: 0x3A).map { String(decoding: name[..<$0], as: UTF16.self) } ?? "" }

    /// Whether `unit` follows the name of the root, which then is `name`.
    mutating func scan(_ unit: UInt16) throws(ProbeError) -> Bool {
        guard unit >= 0x20 || unit.isXMLSpace else { throw error }
        switch stage {
        case .start, .gap: try scanGap(unit)
        case .startOpen, .open: try scanOpen(unit)
        case .declaration: try scanDeclaration(unit)
        case .commentStart, .comment, .commentDash, .commentEnd, .instruction, .instructionEnd: try skip(unit)
        case .startTarget: try scanTarget(unit)
        case .keyword: try scanKeyword(unit)
        case .typeName: try scanTypeName(unit)
        case .type: try scanType(unit)
        case .subset: try scanSubset(unit)
        case .parameter: try scanParameter(unit)
        case .markup: try scanMarkup(unit)
        case .typeEnd: try scanTypeEnd(unit)
        case .name: try scanName(unit)
        case .end: break
        }
        return stage == .end
    }

    private var error: ProbeError {
        isKnown ? .invalid("browsers do not show the image: its XML is not well-formed") : .notAnImage
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
        case 0x3F: stage = stage == .startOpen ? .startTarget : .instruction
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

    /// The name of the instruction that the file begins with, which may be its XML declaration.
    private mutating func scanTarget(_ unit: UInt16) throws(ProbeError) {
        // One unit more than the reserved name tells them apart.
        guard !unit.isXMLNameCharacter || name.count > 3 else { return name.append(unit) }
        if name.elementsEqual("xml".utf16) { declarationStage = .open }
        stage = .instruction
        try skip(unit)
    }

    /// A comment or a processing instruction.
    private mutating func skip(_ unit: UInt16) throws(ProbeError) {
        if declarationStage == .open { declaration.append(unit) }
        switch (stage, unit) {
        case (.commentStart, 0x2D): stage = .comment
        case (.commentStart, _): throw error
        case (.comment, 0x2D): stage = .commentDash
        case (.commentDash, 0x2D): stage = .commentEnd
        case (.instruction, 0x3F), (.instructionEnd, 0x3F): stage = .instructionEnd
        case (.commentEnd, 0x3E), (.instructionEnd, 0x3E):
            stage = isInSubset ? .subset : .gap
            if declarationStage == .open {
                declaration.removeLast(2)
                declarationStage = .closed
            }
        case (.commentEnd, 0x2D): break
        case (.commentEnd, _), (.commentDash, _): stage = .comment
        case (.instructionEnd, _): stage = .instruction
        default: break
        }
    }

    private mutating func begin(_ next: Stage, with unit: UInt16) {
        stage = next
        name = [unit]
    }

    private mutating func scanName(_ unit: UInt16) throws(ProbeError) {
        guard !unit.isXMLNameCharacter else { return name.append(unit) }
        guard Self.isSVG(name) else { throw .notAnImage }
        isKnown = !isPage
        stage = .end
    }

    /// Whether the name is `svg`, with or without a prefix (Namespaces in XML 1.0 §4).
    private static func isSVG(_ name: [UInt16]) -> Bool {
        guard let colon = name.firstIndex(of: 0x3A) else { return name.elementsEqual("svg".utf16) }
        return colon > 0 && name[(colon + 1)...].elementsEqual("svg".utf16)
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
            guard name.count < 7 else { throw error }
            return name.append(unit)
        }
        guard name.elementsEqual("DOCTYPE".utf16) else { throw error }
        hasType = true
        stage = .typeName
        name = []
    }

    private mutating func scanTypeName(_ unit: UInt16) throws(ProbeError) {
        if unit.isXMLNameCharacter { return name.append(unit) }
        if name.isEmpty {
            guard unit.isXMLSpace else { throw error }
            return
        }
        isPage = String(decoding: name, as: UTF16.self).lowercased() == "html"
        isKnown = Self.isSVG(name)
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
        stage = .subset
    }

    private mutating func scanMarkup(_ unit: UInt16) throws(ProbeError) {
        if endsMarkup(unit) {
            stage = .subset
        } else if quote == 0, unit == 0x3C {
            throw error
        }
    }

    private mutating func scanTypeEnd(_ unit: UInt16) throws(ProbeError) {
        switch unit {
        case 0x3E: stage = .gap
        // Chromium takes a second subset, too.
        case 0x5B:
            stage = .subset
            isInSubset = true
        case _ where unit.isXMLSpace: break
        default: throw error
        }
    }
}
