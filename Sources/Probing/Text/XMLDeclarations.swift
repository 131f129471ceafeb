/// What a document type declares: entities, and default values of attributes (XML 1.0 §3.3 and §4).
struct XMLDeclarations: Sendable {
    /// Entities may refer to each other so that a few lines stand for gigabytes.
    private static let maximumLength = 1 << 16
    private static let maximumDepth = 16

    /// The replacement text of each entity; nil where it lies outside the file or can't be told.
    ///
    /// The default value of an attribute is kept under the names of element and attribute, with a blank between.
    private var texts: [[UInt16]: [UInt16]?] = [:]
    private var isClosed = false

    /// Leaves out all later declarations: what was not read could have declared the same names before (§5.1).
    mutating func close() { isClosed = true }

    /// Keeps an entity or default values; `markup` is a declaration from behind its `<!` to before its `>`.
    mutating func declare(_ markup: [UInt16]) {
        let words = markup.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isXMLSpace)
        guard !isClosed, words.count == 3 else { return }
        if words[0].elementsEqual("ENTITY".utf16) {
            declareEntity(Array(words[1]), words[2])
        } else if words[0].elementsEqual("ATTLIST".utf16) {
            declareAttributes(of: words[1], words[2])
        }
    }

    private mutating func declareEntity(_ name: [UInt16], _ definition: ArraySlice<UInt16>) {
        // The first declaration of a name is the one that counts (§4.2).
        guard name.first != 0x25, texts[name] == nil else { return }
        var value = definition
        while let last = value.last, last.isXMLSpace { value.removeLast() }
        guard let quote = value.popFirst(), quote.isXMLQuote, value.popLast() == quote else {
            return texts[name] = .some(nil)
        }
        texts[name] = .some(Self.replacementText(of: value))
    }

    /// Keeps the default values among the definitions, each of which is a name, a type and a default (§3.3).
    private mutating func declareAttributes(of element: ArraySlice<UInt16>, _ definitions: ArraySlice<UInt16>) {
        var rest = definitions
        while let name = Self.takeWord(&rest), var word = Self.takeWord(&rest) {
            if word.elementsEqual("NOTATION".utf16) { word = Self.takeWord(&rest) ?? [] }
            guard var value = Self.takeWord(&rest) else { return }
            if value.elementsEqual("#FIXED".utf16) { value = Self.takeWord(&rest) ?? [] }
            guard value.first?.isXMLQuote == true else { continue }
            let key = Array(element) + [0x20] + Array(name)
            if texts[key] == nil { texts[key] = .some(Array(value.dropFirst().dropLast())) }
        }
    }

    /// The next literal, list in brackets or word; nil at the end.
    private static func takeWord(_ rest: inout ArraySlice<UInt16>) -> ArraySlice<UInt16>? {
        rest = rest.drop { $0.isXMLSpace }
        guard let first = rest.first else { return nil }
        let count: Int?
        if first.isXMLQuote || first == 0x28 {
            let last = first == 0x28 ? 0x29 : first
            count = rest.dropFirst().firstIndex(of: last).map { $0 + 1 - rest.startIndex }
        } else {
            count = rest.firstIndex { $0.isXMLSpace || $0.isXMLQuote || $0 == 0x28 }.map { $0 - rest.startIndex }
        }
        let word = rest.prefix(count ?? rest.count)
        rest = rest.dropFirst(word.count)
        return word
    }

    /// The value that an attribute has where the tag of its element does not say; nil for none.
    func defaultValue(of attribute: String, element: [UInt16]) -> ArraySlice<UInt16>? {
        (texts[element + [0x20] + Array(attribute.utf16)] ?? nil)?[...]
    }

    /// The value with its character references replaced, and no others (§4.5).
    private static func replacementText(of value: ArraySlice<UInt16>) -> [UInt16]? {
        var rest = value
        var text: [UInt16] = []
        while let unit = rest.popFirst() {
            switch unit {
            // No parameter entity may be referred to here.
            case 0x25: return nil
            case 0x26 where rest.first == 0x23:
                guard let end = rest.firstIndex(of: 0x3B), let character = character(of: rest[..<end].dropFirst())
                else { return nil }
                text += character.utf16
                rest = rest[(end + 1)...]
            default: text.append(unit)
            }
        }
        return text
    }

    /// An attribute's value with all references replaced (§3.3.3).
    func text(of value: ArraySlice<UInt16>) throws(ProbeError) -> String {
        var text: [UInt16] = []
        var open: [(name: [UInt16], rest: ArraySlice<UInt16>)] = [([], value)]
        var steps = 0
        while let (name, unread) = open.popLast() {
            var rest = unread
            guard let unit = rest.popFirst() else { continue }
            steps += 1
            guard steps <= Self.maximumLength, open.count < Self.maximumDepth else {
                throw .limitExceeded("an attribute of the root element is longer than \(Self.maximumLength) characters")
            }
            guard unit == 0x26 else {
                text.append(unit)
                open.append((name, rest))
                continue
            }
            guard let end = rest.firstIndex(of: 0x3B) else { throw Self.error }
            let reference = Array(rest[..<end])
            open.append((name, rest[(end + 1)...]))
            if let character = Self.predefined(reference) {
                text += character.utf16
            } else {
                guard let replacement = texts[reference] ?? nil, !open.contains(where: { $0.name == reference }) else {
                    throw Self.error
                }
                open.append((reference, replacement[...]))
            }
        }
        return String(decoding: text, as: UTF16.self)
    }

    private static var error: ProbeError {
        .invalid("an attribute of the root element refers to an entity that the file does not declare")
    }

    /// The character that a character reference or one of the five predefined entities stands for.
    private static func predefined(_ reference: [UInt16]) -> Character? {
        switch String(decoding: reference, as: UTF16.self) {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "apos": "'"
        case "quot": "\""
        default: reference.first == 0x23 ? character(of: reference.dropFirst()) : nil
        }
    }

    /// The character of `38` or `x26` (§4.1).
    private static func character(of digits: ArraySlice<UInt16>) -> Character? {
        let isHexadecimal = digits.first == 0x78
        let number = isHexadecimal ? digits.dropFirst() : digits
        // Without this, a sign would be read too.
        guard let first = number.first, first != 0x2B, first != 0x2D,
            let value = UInt32(String(decoding: number, as: UTF16.self), radix: isHexadecimal ? 16 : 10),
            value >= 0x20 || UInt16(value).isXMLSpace, let scalar = Unicode.Scalar(value)
        else { return nil }
        return Character(scalar)
    }
}
