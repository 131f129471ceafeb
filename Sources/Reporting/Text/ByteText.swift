/// A text as it grows, in UTF-8.
///
/// Pieces of reports are made of it: bytes are copied in runs, and looked at once.
package struct ByteText: Sendable, Hashable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var isEmpty: Bool { bytes.isEmpty }

    package init(_ text: String) { bytes = Array(text.utf8) }

    package static func += (text: inout ByteText, other: String) { text.bytes.append(contentsOf: other.utf8) }

    /// Appends what stands in the program.
    @inline(__always)
    mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    static func += (text: inout ByteText, other: ByteText) { text.bytes += other.bytes }

    mutating func append(_ scalar: Unicode.Scalar) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Appends a number in decimal digits.
    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: number.magnitude)
    }

    private mutating func append(digitsOf number: UInt) {
        if number >= 10 { append(digitsOf: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// Appends a text in which some characters are written another way.
    mutating func append(_ text: String, _ escapes: TextEscapes) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var index = 0
            while index < utf8.count {
                if unsafe escapes.pass(utf8[index]) {
                    index += 1
                    continue
                }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                let scalar = unsafe Self.scalar(at: index, in: utf8)
                escapes.escape(scalar, &self)
                index += UTF8.width(scalar)
                start = index
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }

    /// The character that starts there; the bytes of a string are well-formed.
    private static func scalar(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
        let lead = unsafe UInt32(utf8[index])
        if lead < 0x80 { return Unicode.Scalar(UInt8(lead)) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = lead & (0x7F >> UInt32(length))
        for offset in 1..<length where index + offset < utf8.count {
            value = unsafe value << 6 | UInt32(utf8[index + offset]) & 0x3F
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}

extension ByteText: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self.init(value) }
}

/// How a kind of text writes characters that may not stand in it as they are.
struct TextEscapes: Sendable {
    private let passing: [Bool]
    /// Writes a character that does not pass, in whatever way; one that is not ASCII may still be written as it is.
    let escape: @Sendable (Unicode.Scalar, inout ByteText) -> Void

    /// - Parameter escaped: ASCII characters that are escaped beside the control characters.
    init(_ escaped: String, _ escape: @escaping @Sendable (Unicode.Scalar, inout ByteText) -> Void) {
        passing = (0...255).map { (0x20..<0x7F).contains($0) && !escaped.utf8.contains(UInt8($0)) }
        self.escape = escape
    }

    /// Whether a byte is printable ASCII that stands for itself.
    func pass(_ byte: UInt8) -> Bool { passing[Int(byte)] }
}
