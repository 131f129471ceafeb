import CExpat

/// Why an XML file was not read to its end.
enum XMLFault: Sendable {
    /// No browser takes the file; the text says what it does there.
    case refused(String)
    /// One of Chromium and Firefox takes what expat does not, or may: what follows is not judged.
    case unjudged(String)
    /// A limit of ours, which says nothing of the file.
    case limit(String)

    /// What was seen of the file before.
    struct Circumstances: Sendable {
        var encoding = XMLEncoding.utf8
        /// Where expat's first byte lies in the file, and how many lines are above it.
        var start = 0
        var lines = 0
        /// Where the name of the document type begins; nil without one.
        var typeStart: Int?
        /// The identifiers of the document type have been read, or all of it.
        var hasTypeStart = false
        var hasTypeEnd = false
        /// The public identifier of the document type.
        var identifier = ""
        /// An entity has markup or further entities in it.
        var hasMarkupEntities = false
        /// Parts of multi-byte characters have come, which may be taken for markup.
        var hasMultiByte = false
        var isVersion11 = false
    }

    /// Where in the file it is.
    enum Place {
        /// Before the root's start tag has been read.
        case prolog
        case root
        /// Behind the root's end tag.
        case end
    }

    /// Bytes of the file around the place of the fault.
    struct Context: Sendable {
        let bytes: [UInt8]
        let position: Int

        /// The code unit that is so many units on; nil where it is not at hand.
        func unit(_ distance: Int, _ encoding: XMLEncoding) -> UInt16? {
            let start = position + distance * encoding.unitSize
            guard start >= 0, start + encoding.unitSize <= bytes.count else { return nil }
            return switch encoding {
            case .utf16BigEndian: UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
            case .utf16LittleEndian: UInt16(bytes[start + 1]) << 8 | UInt16(bytes[start])
            case .utf8, .singleByte, .multiByte: UInt16(bytes[start])
            }
        }

        /// Whether a processing instruction began last; true where no markup begins at hand.
        func isInInstruction(_ encoding: XMLEncoding) -> Bool {
            var distance = -1
            while let unit = unit(distance, encoding), unit != 0x3C { distance -= 1 }
            return unit(distance + 1, encoding) == 0x3F || unit(distance, encoding) == nil
        }

        /// Whether the name that begins here is that of a declaration of a namespace.
        func isNamespace(_ encoding: XMLEncoding) -> Bool {
            "xmlns".utf16.enumerated().allSatisfy { unit($0.offset, encoding) == $0.element }
        }
    }

    /// What stands where expat says that something may not.
    enum Token {
        /// The two hyphens of a comment that does not end there.
        case hyphens
        /// What no text of XML may have.
        case noCharacter
        /// What may be part of a name by the fifth edition of XML 1.0, while expat goes by the fourth, or of a name with
        /// colons that Chromium takes; or what can't be told.
        case name
        case other

        init(_ context: Context, _ encoding: XMLEncoding) {
            guard let unit = context.unit(0, encoding) else {
                self = .name
                return
            }
            let last = context.unit(-1, encoding)
            if last == 0x2D, context.unit(-2, encoding) == 0x2D {
                self = .hyphens
            } else if unit < 0x20, !unit.isXMLSpace {
                self = .noCharacter
            } else if unit == 0x3A {
                self = context.isInInstruction(encoding) ? .name : .other
            } else if unit < 128, last == 0x3A, unit.isXMLNameCharacter, !unit.isXMLNameStart {
                self = .name
            } else if unit < 128 {
                self = .other
            } else if encoding == .utf8 {
                let text = context.bytes[context.position...].prefix(unit < 0xE0 ? 2 : unit < 0xF0 ? 3 : 4)
                let scalar = String(validating: text, as: UTF8.self)?.unicodeScalars.first
                self = scalar.map { $0.value == 0xFFFE || $0.value == 0xFFFF } ?? true ? .noCharacter : .name
            } else {
                // Chromium takes half a surrogate pair, too.
                self = unit < 0xFFFE ? .name : .noCharacter
            }
        }
    }

    /// Judges what expat does not take; `index` counts bytes from the first one that it was given.
    init(
        _ code: XML_Error, at index: Int, line: Int, _ context: Context, _ place: Place, _ circumstances: Circumstances
    ) {
        let isInType =
            place == .prolog && !circumstances.hasTypeEnd
            && circumstances.typeStart.map { index + circumstances.start >= $0 } ?? false
        let token = code == XML_ERROR_INVALID_TOKEN ? Token(context, circumstances.encoding) : nil
        let what = token == .hyphens ? "a comment has '--' in it" : Self.description(of: code)
        let text = "\(what) in line \(line + circumstances.lines)"
        if code == XML_ERROR_NO_MEMORY {
            self = .limit("there is no memory to parse it")
        } else if code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH {
            self = .limit("its entities stand for too much text")
        } else if circumstances.hasMultiByte || isInType && Self.isPassedByInType(code, token, circumstances)
            || code == XML_ERROR_DUPLICATE_ATTRIBUTE && context.isNamespace(circumstances.encoding)
            || Self.isPassedBy(code, token, place, circumstances)
        {
            self = .unjudged(text)
        } else {
            self = .refused(text)
        }
    }

    /// Whether Chromium may take it in a document type, in which it looks for entities alone.
    private static func isPassedByInType(_ code: XML_Error, _ token: Token?, _ circumstances: Circumstances) -> Bool {
        switch code {
        case XML_ERROR_SYNTAX: circumstances.hasTypeStart
        case XML_ERROR_INVALID_TOKEN: token != .hyphens && token != .noCharacter
        case XML_ERROR_PARAM_ENTITY_REF, XML_ERROR_UNDEFINED_ENTITY: true
        default: false
        }
    }

    /// Whether Chromium may take it anywhere.
    private static func isPassedBy(
        _ code: XML_Error, _ token: Token?, _ place: Place, _ circumstances: Circumstances
    ) -> Bool {
        switch code {
        case XML_ERROR_ASYNC_ENTITY, XML_ERROR_BINARY_ENTITY_REF, XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF,
            XML_ERROR_RESERVED_NAMESPACE_URI, XML_ERROR_ENTITY_DECLARED_IN_PE:
            true
        case XML_ERROR_BAD_CHAR_REF: circumstances.isVersion11
        // Browsers know the entities of HTML by the identifiers of XHTML and MathML.
        case XML_ERROR_UNDEFINED_ENTITY: ["XHTML", "MathML"].contains { circumstances.identifier.contains($0) }
        case XML_ERROR_UNCLOSED_TOKEN: circumstances.hasMarkupEntities
        case XML_ERROR_INVALID_TOKEN:
            place != .end && (circumstances.hasMarkupEntities && token != .noCharacter || token == .name)
        default: false
        }
    }

    private static func description(of code: XML_Error) -> String {
        switch code {
        case XML_ERROR_INVALID_TOKEN: "a character may not stand where it does"
        case XML_ERROR_TAG_MISMATCH: "an end tag does not match its start tag"
        case XML_ERROR_DUPLICATE_ATTRIBUTE: "a tag has an attribute twice"
        case XML_ERROR_UNBOUND_PREFIX: "a name has a prefix that is not declared"
        case XML_ERROR_UNDEFINED_ENTITY: "an entity is not declared"
        case XML_ERROR_RECURSIVE_ENTITY_REF: "an entity refers to itself"
        case XML_ERROR_BAD_CHAR_REF: "a reference is to a character that XML does not have"
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something follows the end of the root element"
        case XML_ERROR_MISPLACED_XML_PI: "something stands before the XML declaration"
        default: "the XML is not well-formed"
        }
    }
}
