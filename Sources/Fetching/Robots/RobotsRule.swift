import Addresses

/// One `Allow` or `Disallow` of a robots.txt (RFC 9309 §2.2.2, §2.2.3).
struct RobotsRule: Sendable, Hashable {
    let isAllowing: Bool
    /// Bytes of the pattern as it is compared, by which the more specific of two rules is told.
    let length: Int
    /// What stands between the asterisks, each of which stands for anything.
    private let pieces: [[UInt8]]
    /// The match has to reach the end of the path.
    private let isAnchored: Bool

    init(_ pattern: [UInt8], isAllowing: Bool) {
        self.isAllowing = isAllowing
        isAnchored = pattern.last == UInt8(ascii: "$")
        pieces = pattern.dropLast(isAnchored ? 1 : 0)
            .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Self.normalized($0) }
        length = pieces.reduce(pieces.count - 1) { $0 + $1.count } + (isAnchored ? 1 : 0)
    }

    /// Whether a path, in its normalized form, begins as the rule says.
    ///
    /// The pieces are looked for from left to right, each as early as it can be: no other choice leaves more room for
    /// those behind it, so that the time is bounded by the product of the lengths.
    func matches(_ path: [UInt8]) -> Bool {
        guard let first = pieces.first, path.starts(with: first) else { return false }
        var rest = path[first.count...]
        guard pieces.count > 1 else { return !isAnchored || rest.isEmpty }
        for piece in pieces.dropFirst().dropLast() {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        guard let last = pieces.last else { return false }
        return isAnchored
            ? rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
            : Self.end(of: last, in: rest) != nil
    }

    /// Where the first occurrence of a piece ends.
    ///
    /// By Knuth, Morris and Pratt, which takes no more time than both are long, whatever a site thinks up.
    private static func end(of piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard !piece.isEmpty else { return bytes.startIndex }
        guard piece.count <= bytes.count else { return nil }
        // How much of the piece still matches where the match of so much of it fails.
        var shorter = [0]
        for byte in piece.dropFirst() { shorter.append(extend(shorter[shorter.count - 1], by: byte, piece, shorter)) }
        var matched = 0
        for index in bytes.indices {
            matched = extend(matched, by: bytes[index], piece, shorter)
            if matched == piece.count { return index + 1 }
        }
        return nil
    }

    /// How much of the piece matches after one more byte, where so much of it did before, which is not all.
    private static func extend(_ matched: Int, by byte: UInt8, _ piece: [UInt8], _ shorter: [Int]) -> Int {
        var matched = matched
        while matched > 0, piece[matched] != byte { matched = shorter[matched - 1] }
        return piece[matched] == byte ? matched + 1 : 0
    }

    /// The form in which paths are compared (§2.2.2; RFC 3986 §6.2.2).
    ///
    /// Octets that need no encoding are decoded, others encoded, with digits in upper case. An asterisk or a dollar
    /// sign, where it means itself, is encoded.
    static func normalized(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                let octet = high << 4 | low
                if octet.isUnreserved { result.append(octet) } else { append(octet, to: &result) }
                index += 3
            } else {
                let byte = bytes[index]
                let isPlain = byte > .space && byte < .delete && !"*$".utf8.contains(byte)
                if isPlain { result.append(byte) } else { append(byte, to: &result) }
                index += 1
            }
        }
        return result
    }

    private static func append(_ octet: UInt8, to result: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
    }
}

extension UInt8 {
    /// Never in need of encoding (RFC 3986 §2.3).
    fileprivate var isUnreserved: Bool { isLetter && self < 0x80 || isDigit || "-._~".utf8.contains(self) }
}
