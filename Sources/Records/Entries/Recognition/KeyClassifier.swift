/// Reads the words of keys.
struct KeyClassifier: Sendable {
    private let recognizers: RecognizerSet
    private let presetKeys: [String: KeyTraits]
    /// The first three letters of all words that mean something, a bit each.
    private let openings: [UInt64]

    init(recognizers: RecognizerSet, presets: [EntryPreset]) {
        self.recognizers = recognizers
        presetKeys = presets.reduce(into: [:]) { keys, preset in
            for (key, traits) in preset.table.keys { keys[key, default: []].formUnion(traits) }
        }
        var openings = [UInt64](repeating: 0, count: 512)
        for word in KeyLists.all.union(presetKeys.keys) where word.utf8.count >= 3 {
            let code = Self.code(word.utf8.prefix(3).map(\.self)[...])
            openings[code >> 6] |= 1 << UInt64(code & 63)
        }
        self.openings = openings
    }

    /// What the words of a key say; a run asks once for each key that there is.
    func classify(_ key: UnsafeRawBufferPointer) -> KeyClass {
        if Self.isLabel(key) { return KeyClass(traits: .label) }
        guard mayMeanSomething(key) else { return KeyClass() }
        let name = String(decoding: key, as: UTF8.self)
        var words = KeyWords(name).words.map(\.text)
        let joined = words.joined()
        if words.count > 1, words.last == "name", words[words.count - 2] == "file" {
            words.removeLast(2)
            words.append("filename")
        }
        let own = presetKeys[name] ?? KeyLists.whole[joined] ?? traits(words)
        var result = KeyClass(traits: own, subject: Self.subject(words))
        if !recognizers.contains(.siblingSizes), result.subject != 0 { result.traits.subtract(.lengths) }
        if !recognizers.contains(.otherNamesOfSizes), result.subject == 0 { result.traits.subtract(.lengths) }
        if !recognizers.contains(.deeperSizes) { result.traits.subtract([.measures, .facts]) }
        if !recognizers.contains(.quantities) { result.traits.subtract(.value) }
        if !recognizers.contains(.types) { result.traits.subtract(.type) }
        if !recognizers.contains(.physicalSizes) { result.traits.subtract([.unit, .physical, .corner]) }
        if !recognizers.contains(.otherParents) { result.traits.subtract(.other) }
        return result
    }

    /// Whether three letters of the key start a word of the lists, which those of a large map from names to values seldom
    /// do.
    private func mayMeanSomething(_ key: UnsafeRawBufferPointer) -> Bool {
        if key.count <= 3 { return true }
        if key.count > 64 { return false }
        var code = Self.code(key[..<2])
        for byte in key[2...] {
            code = (code << 5 | Int(byte & 31)) & 0x7FFF
            if openings[code >> 6] & (1 << UInt64(code & 63)) != 0 { return true }
        }
        return false
    }

    /// Whether a key is the name of a size, as numbers are: the keys of a large map may all be.
    private static func isLabel(_ key: UnsafeRawBufferPointer) -> Bool {
        guard let first = key.first, first.isDigit else { return false }
        return key.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "p") }
    }

    private static func code(_ bytes: some Collection<UInt8>) -> Int {
        bytes.reduce(0) { ($0 << 5 | Int($1 & 31)) & 0x7FFF }
    }

    private func traits(_ words: [String]) -> KeyTraits {
        guard let last = words.last else { return [] }
        if KeyLists.others.contains(last) { return .other }
        if let side = Self.side(words) { return side == "width" ? .width : .height }
        if words.allSatisfy({ KeyLists.isLabel($0) }) { return .label }
        if KeyLists.about.contains(last) { return .about }
        return Self.picture(words) ?? Self.file(words)
    }

    /// What a key with a word for a picture says.
    private static func picture(_ words: [String]) -> KeyTraits? {
        var rest = words[...]
        while let last = rest.last, KeyLists.addresses.contains(last) { rest.removeLast() }
        let isNumbered = rest.last.map(KeyLists.isLabel) == true && rest.count > 1 && rest.last != "x"
        if isNumbered { rest.removeLast() }
        guard let last = rest.last else { return nil }
        let stem = stem(of: last)
        let main: KeyTraits = rest.count == 1 && KeyLists.mains.contains(stem) && !isNumbered ? .main : []
        if KeyLists.pictures.contains(stem) || stem.hasSuffix("image") || stem.hasSuffix("images") {
            return main.union(.picture)
        }
        if KeyLists.figures.contains(stem) { return .figure }
        let isHint =
            words.contains { word in
                KeyLists.hints.contains(word) || KeyLists.pictures.contains(word) || KeyLists.figures.contains(word)
            } || KeyLists.endings.contains { stem.hasSuffix($0) }
        return isHint ? .hint : nil
    }

    /// What a key for an address or a file says.
    private static func file(_ words: [String]) -> KeyTraits {
        var rest = words[...]
        // Flickr calls its sizes by letters: `url_s`.
        if rest.count == 2, rest.first == "url", rest.last?.utf8.count == 1 { return .file }
        guard let last = rest.last, KeyLists.addresses.contains(last) || last == "source" else { return [] }
        rest.removeLast()
        if !rest.allSatisfy({ KeyLists.qualifiers.contains($0) || KeyLists.addresses.contains($0) }) { return [] }
        if rest.contains("content") || rest.contains("source") { return [.file, .main, .content] }
        // A source alone is more often where something is from.
        return rest.isEmpty && last != "source" ? [.file, .main] : .file
    }

    /// The side of a picture that a key names.
    private static func side(_ words: [String]) -> String? {
        let isLettered = words.count == 2 && words[1].utf8.count == 1 && words[0].utf8.count > 1
        return switch isLettered && words[1] != "w" && words[1] != "h" ? words[0] : words.last {
        case "width", "w": "width"
        case "height", "h": "height"
        default: nil
        }
    }

    /// A word without the word for an address that is written together with it, `imageurl`.
    private static func stem(of word: String) -> String {
        guard let end = KeyLists.addresses.first(where: { word.hasSuffix($0) && word.utf8.count > $0.utf8.count })
        else { return word }
        return String(word.dropLast(end.count))
    }

    /// A number for what the words are about; 0 for nothing but an address or a size.
    private static func subject(_ words: [String]) -> UInt32 {
        var rest = words.filter { !KeyLists.subjectless.contains($0) }
        if rest.count == 1 { rest[0] = stem(of: rest[0]) }
        if rest.count == 1, KeyLists.mains.contains(rest[0]) { return imageSubject }
        if rest.isEmpty { return 0 }
        // FNV-1a; a set would have to be kept, and shared by all threads.
        return rest.joined(separator: "_").utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// The subject of `image`, `photo` and the like.
    static let imageSubject: UInt32 = 1
}
