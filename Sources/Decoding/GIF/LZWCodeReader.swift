import Probing

/// Reads the codes of a frame out of its data sub-blocks, lowest bit first (GIF89a §15, appendix F).
struct LZWCodeReader {
    /// Offset of the next byte that was not taken; behind the terminator once the data have ended.
    private var position: Int
    /// Where the sub-block at `position` ends, or the file does.
    private var blockEnd: Int
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var hasEnded = false

    /// Begins at the size byte of the first sub-block.
    init(at offset: Int) {
        position = offset
        blockEnd = offset
    }

    /// Offset of what comes behind the last code; a few bytes more where a sub-block begins there.
    var offset: Int { position - bitCount / 8 }

    /// The next code of 1 to 12 bits; nil where the data end before it does.
    @inline(__always)
    mutating func next(size: Int, in bytes: Span<UInt8>) -> Int? {
        if bitCount < size {
            fill(from: bytes)
            guard bitCount >= size else { return nil }
        }
        let code = Int(truncatingIfNeeded: bits & (1 << UInt64(size) - 1))
        bits >>= UInt64(size)
        bitCount -= size
        return code
    }

    /// Passes over what is left of the data; the offset behind them, or nil where the file ends first.
    mutating func end(in bytes: Span<UInt8>) -> Int? {
        while !hasEnded {
            position = blockEnd
            guard openBlock(in: bytes) || hasEnded else { return nil }
        }
        return position
    }

    /// Takes as many bytes as there is room for.
    private mutating func fill(from bytes: Span<UInt8>) {
        while bitCount <= 32 {
            if blockEnd - position >= 4 {
                let low = UInt64(bytes[position]) | UInt64(bytes[position + 1]) << 8
                let high = UInt64(bytes[position + 2]) | UInt64(bytes[position + 3]) << 8
                bits |= (low | high << 16) << UInt64(bitCount)
                bitCount += 32
                position += 4
            } else if position < blockEnd {
                bits |= UInt64(bytes[position]) << UInt64(bitCount)
                bitCount += 8
                position += 1
            } else if hasEnded || !openBlock(in: bytes) {
                return
            }
        }
    }

    /// Enters the sub-block at `position`; false where that is the terminator or behind the end of the file.
    private mutating func openBlock(in bytes: Span<UInt8>) -> Bool {
        guard let size = bytes.byte(at: position) else { return false }
        position += 1
        blockEnd = min(position + Int(size), bytes.count)
        hasEnded = size == 0
        return !hasEnded
    }

    /// Whether the data ended with their terminator, so that the file did not end first.
    var isTerminated: Bool { hasEnded }
}
