/// The entities that a document type declares, and what references stand for (XML 1.0 §4).
struct XMLEntities: Sendable {
    /// Entities may refer to each other so that a few lines stand for gigabytes.
    private static let maximumLength = 1 << 16
    private static let maximumDepth = 16

    /// The replacement text of each entity; nil where it lies outside the file or can't be told.
    private var texts: [[UInt16]: [UInt16]?] = [:]
    private var isClosed = false

    /// Leaves out all later declarations: what was not read could have declared the same names before (§5.1).
    mutating func close() { isClosed = true }

    /// Keeps an entity; `markup` is a declaration from behind its `<!` to before its `>`.
    mutating func declare(_ markup: [UInt16]) {
        var words = markup.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isXMLSpace)
        guard !isClosed, words.count == 3, words[0].elementsEqual("ENTITY".utf16), words[1].first != 0x25 else {
            return
        }
        let name = Array(words[1])
        // The first declaration of a name is the one that counts (§4.2).
        guard texts[name] == nil else { return }
        while let last = words[2].last, last.isXMLSpace { words[2].removeLast() }
        guard let quote = words[2].popFirst(), quote.isXMLQuote, words[2].popLast() == quote else {
            return texts[name] = .some(nil)
        }
        texts[name] = .some(Self.replacementText(of: words[2]))
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
