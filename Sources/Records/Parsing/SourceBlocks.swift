/// Searches that look at 16 bytes at a time, without a call for each as `memchr` needs: most of what is looked for in data
/// is near.
extension SourceBytes {
    /// Whether there are 16 bytes from `index` on.
    @inline(__always)
    func hasBlock(at index: Int) -> Bool { index >= 0 && index <= count &- 16 }

    /// The first place of one of two bytes in `range`.
    @inline(__always)
    func firstIndex(of first: UInt8, or second: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound, hasBlock(at: index) {
            let block = block(at: index)
            if let place = (block.equals(first) .| block.equals(second)).firstPlace {
                return index &+ place < range.upperBound ? index &+ place : nil
            }
            index &+= 16
        }
        while index < range.upperBound {
            if self[index] == first || self[index] == second { return index }
            index &+= 1
        }
        return nil
    }

    /// The first place in `range` of a line feed behind which one of two bytes stands.
    func firstLineFeed(before first: UInt8, or second: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound, hasBlock(at: index &+ 1) {
            let next = block(at: index &+ 1)
            if let place = (block(at: index).equals(.lineFeed) .& (next.equals(first) .| next.equals(second)))
                .firstPlace
            {
                return index &+ place < range.upperBound ? index &+ place : nil
            }
            index &+= 16
        }
        while index < range.upperBound {
            if self[index] == .lineFeed, self[index &+ 1] == first || self[index &+ 1] == second { return index }
            index &+= 1
        }
        return nil
    }
}

extension UnsafeRawBufferPointer {
    /// The first place of one of two bytes in `range`, which lies within the buffer.
    func firstPlace(of first: UInt8, or second: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index <= range.upperBound &- 16 {
            let block = loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            if let place = (block.equals(first) .| block.equals(second)).firstPlace { return index &+ place }
            index &+= 16
        }
        while index < range.upperBound {
            if self[index] == first || self[index] == second { return index }
            index &+= 1
        }
        return nil
    }

    /// The last place of one of two bytes.
    func lastPlace(of first: UInt8, or second: UInt8) -> Int? {
        var end = count
        while end >= 16 {
            let block = loadUnaligned(fromByteOffset: end &- 16, as: SIMD16<UInt8>.self)
            if let place = (block.equals(first) .| block.equals(second)).lastPlace { return end &- 16 &+ place }
            end &-= 16
        }
        while end > 0 {
            end &-= 1
            if self[end] == first || self[end] == second { return end }
        }
        return nil
    }
}

/// Comparisons with one byte, which the compiler makes one instruction of; those of the standard library are slow.
extension SIMD16<UInt8> {
    @inline(__always)
    func equals(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .== SIMD16(repeating: byte) }

    @inline(__always)
    func isBelow(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .< SIMD16(repeating: byte) }
}

extension SIMDMask where Storage == SIMD16<Int8> {
    /// Each place as a byte that is 0 or 0xFF, the first one lowest.
    @inline(__always)
    private var words: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }

    @inline(__always)
    var isAny: Bool { words[0] | words[1] != 0 }

    @inline(__always)
    var isAll: Bool { words[0] & words[1] == .max }

    /// The first place that is true.
    @inline(__always)
    var firstPlace: Int? { Self.firstPlace(words) }

    @inline(__always)
    var lastPlace: Int? {
        let words = words
        if words[0] | words[1] == 0 { return nil }
        return words[1] != 0
            ? 15 - UInt64(littleEndian: words[1]).leadingZeroBitCount / 8
            : 7 - UInt64(littleEndian: words[0]).leadingZeroBitCount / 8
    }

    @inline(__always)
    var firstFalsePlace: Int? { Self.firstPlace(SIMD2(~words[0], ~words[1])) }

    @inline(__always)
    private static func firstPlace(_ words: SIMD2<UInt64>) -> Int? {
        if words[0] | words[1] == 0 { return nil }
        return words[0] != 0
            ? UInt64(littleEndian: words[0]).trailingZeroBitCount / 8
            : 8 + UInt64(littleEndian: words[1]).trailingZeroBitCount / 8
    }
}
