import Glibc

/// The bytes of a record, or of a part of one, while they are looked at.
///
/// A byte past either end reads as NUL, which no record holds, so that a parser needs no check of its own.
struct SourceBytes {
    private let buffer: UnsafeBufferPointer<UInt8>
    /// Where they start in the file.
    let fileOffset: Int

    init(_ buffer: UnsafeBufferPointer<UInt8>, fileOffset: Int = 0) {
        self.buffer = buffer
        self.fileOffset = fileOffset
    }

    var count: Int { buffer.count }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        UInt(bitPattern: index) < UInt(bitPattern: buffer.count) ? buffer[index] : 0
    }

    /// Eight bytes from `index` on, the first one lowest; nil near the end.
    @inline(__always)
    func word(at index: Int) -> UInt64? {
        if index < 0 || index > buffer.count &- 8 { return nil }
        let word = UnsafeRawBufferPointer(buffer).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        return UInt64(littleEndian: word)
    }

    /// Sixteen bytes from `index` on, all of which must be there.
    @inline(__always)
    func block(at index: Int) -> SIMD16<UInt8> {
        UnsafeRawBufferPointer(buffer).loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
    }

    /// Whether 32 bytes from `index` on are all ASCII and none is NUL; false near the end.
    @inline(__always)
    func hasPlainText(at index: Int) -> Bool {
        if index < 0 || index > buffer.count &- 32 { return false }
        let bytes = UnsafeRawBufferPointer(buffer)
        let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let second = bytes.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
        let third = bytes.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
        let fourth = bytes.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
        // The subtraction borrows at a byte that is 0.
        let ones: UInt64 = 0x0101_0101_0101_0101
        let marks =
            first | (first &- ones) | second | (second &- ones) | third | (third &- ones) | fourth | (fourth &- ones)
        return marks & (ones &* 0x80) == 0
    }

    /// The bytes of a range, cut to what is there.
    @inline(__always)
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        guard let base = buffer.baseAddress else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = min(max(range.lowerBound, 0), buffer.count)
        let end = min(max(range.upperBound, start), buffer.count)
        return UnsafeRawBufferPointer(start: UnsafeRawPointer(base) + start, count: end &- start)
    }

    /// The same bytes up to `end`, where they end for whoever reads them; offsets stay what they are.
    func prefix(upTo end: Int) -> SourceBytes {
        SourceBytes(
            UnsafeBufferPointer(rebasing: buffer[..<min(max(end, 0), buffer.count)]), fileOffset: fileOffset)
    }

    func hasBytes(_ text: StaticString, at index: Int) -> Bool {
        for offset in 0..<text.utf8CodeUnitCount where self[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// The first place of `byte` in `range`.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        let part = slice(range)
        guard let base = part.baseAddress, let found = memchr(base, Int32(byte), part.count) else { return nil }
        return range.lowerBound + (UnsafeRawPointer(found) - base)
    }

    /// The number of ASCII bytes from `start` on, up to `end`.
    func asciiLength(from start: Int, to end: Int) -> Int {
        var index = start
        while index + 32 <= end, hasPlainText(at: index) { index += 32 }
        while index + 8 <= end, let word = word(at: index) {
            let others = word & 0x8080_8080_8080_8080
            if others != 0 { return index + others.trailingZeroBitCount / 8 - start }
            index += 8
        }
        while index < end, self[index] < 0x80 { index += 1 }
        return index - start
    }

    /// Length of the UTF-8 byte order mark at the start of the file: 3 or 0.
    var byteOrderMarkLength: Int { fileOffset == 0 && hasBytes("\u{FEFF}", at: 0) ? 3 : 0 }
}

extension [UInt8] {
    /// Gives `body` a view of the bytes, which start at `fileOffset` in their file.
    func withSource<Result, Failure: Error>(
        fileOffset: Int = 0, _ body: (SourceBytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { buffer throws(Failure) in
            try body(SourceBytes(buffer, fileOffset: fileOffset))
        }
    }
}

/// The bytes with a meaning of their own in record formats.
extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quotationMark = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    var isBlank: Bool { self == .space || self == .tab }
    var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var lowercasedASCII: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self + 32 : self }
    /// Not the first byte of a character in UTF-8 (RFC 3629 §3).
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}

func equalBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return left.isEmpty }
    return memcmp(leftBase, rightBase, left.count) == 0
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
}
