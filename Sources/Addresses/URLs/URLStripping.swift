/// What the URL Standard (§4.4, "basic URL parser", steps 1 to 3) drops of a text before it reads it as a URL.
enum URLStripping {
    /// The bytes without control characters (C0) and spaces at both ends, and without tabs and line ends anywhere.
    static func stripped(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes = text.drop { $0 <= .space }.filter { !isTabOrLineEnd($0) }
        while let last = bytes.last, last <= .space { bytes.removeLast() }
        return bytes
    }

    /// Whether `stripped` leaves a text as it is.
    static func isStripped(_ text: Span<UInt8>) -> Bool {
        if text.isEmpty { return true }
        guard text[0] > .space, text[text.count - 1] > .space else { return false }
        return text.indices.allSatisfy { !isTabOrLineEnd(text[$0]) }
    }

    private static func isTabOrLineEnd(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
