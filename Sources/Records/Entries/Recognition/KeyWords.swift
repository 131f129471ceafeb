/// The words that a key is made of: `heroImage`, `hero_image`, `hero-image` and `og:image` have two each.
struct KeyWords {
    struct Word {
        /// Lowercase.
        var text: String
        /// Its bytes in the key.
        var range: Range<Int>
    }

    private(set) var words: [Word] = []

    init(_ key: String) {
        let bytes = Array(key.utf8)
        var start = 0
        for index in 0...bytes.count {
            let ends =
                index == bytes.count || Self.isSeparator(bytes[index]) || (index > start && Self.splits(bytes, index))
            if !ends { continue }
            add(bytes, start..<index)
            start = index < bytes.count && Self.isSeparator(bytes[index]) ? index + 1 : index
        }
    }

    private mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
        if range.isEmpty { return }
        words.append(Word(text: String(decoding: bytes[range].map(\.lowercasedASCII), as: UTF8.self), range: range))
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { "_-:.@/ ".utf8.contains(byte) }

    /// Whether a word starts there: a capital behind a small letter, one before a small letter behind a capital, as in
    /// `imageURLs` and `URLPath`, and a digit behind a letter.
    private static func splits(_ bytes: [UInt8], _ index: Int) -> Bool {
        let (before, byte) = (bytes[index - 1], bytes[index])
        if byte.isDigit != before.isDigit { return true }
        if !isCapital(byte) { return false }
        if !isCapital(before) { return true }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        // The `s` of `URLs` is no word.
        let isPlural = next == UInt8(ascii: "s") && (index + 2 == bytes.count || !isSmall(bytes[index + 2]))
        return isSmall(next) && !isPlural
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    private static func isSmall(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

    /// The key with the word for the width in place of that for the height, or the other way round, written alike; nil where
    /// it has neither.
    static func counterpart(of key: String) -> String? {
        guard let word = KeyWords(key).words.last(where: { counterparts[$0.text] != nil }),
            let other = counterparts[word.text]
        else { return nil }
        let bytes = Array(key.utf8)
        let old = bytes[word.range]
        var new = Array(other.utf8)
        if let first = old.first, isCapital(first) {
            let count = old.count > 1 && old.allSatisfy(isCapital) ? new.count : 1
            for index in 0..<count { new[index] -= 32 }
        }
        return String(decoding: bytes[..<word.range.lowerBound] + new + bytes[word.range.upperBound...], as: UTF8.self)
    }

    private static let counterparts = ["width": "height", "height": "width", "w": "h", "h": "w"]
}
