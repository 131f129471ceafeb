import Probing

/// A box of a file as far as it is there (ISO/IEC 14496-12 §4.2).
struct ISOBoxPart {
    let type: String
    /// Where its contents stand in the bytes, version and flags included.
    let contents: Range<Int>
    /// It says that it reaches to the end of the file.
    let isOpen: Bool

    /// The boxes that lie one behind the other in a range of the bytes, up to one that makes no sense.
    static func all(in range: Range<Int>, of bytes: Span<UInt8>) -> [ISOBoxPart] {
        var boxes: [ISOBoxPart] = []
        var index = range.lowerBound
        while let size = bytes.uint32(at: index, .bigEndian), index + 8 <= range.upperBound {
            let left = range.upperBound - index
            var (headerSize, length) = (8, size == 0 ? left : size)
            if size == 1 {
                guard bytes.uint32(at: index + 8, .bigEndian) == 0, let low = bytes.uint32(at: index + 12, .bigEndian)
                else { break }
                (headerSize, length) = (16, low)
            }
            guard length >= headerSize, headerSize <= left else { break }
            let end = index + min(length, left)
            let letters = [bytes[index + 4], bytes[index + 5], bytes[index + 6], bytes[index + 7]]
            boxes.append(
                ISOBoxPart(
                    type: String(decoding: letters, as: UTF8.self), contents: index + headerSize..<end,
                    isOpen: size == 0))
            index = end
        }
        return boxes
    }

    /// The boxes of a type inside, behind so many bytes of other contents.
    func children(_ type: String, of bytes: Span<UInt8>, behind skipped: Int = 0) -> [ISOBoxPart] {
        let start = min(contents.lowerBound + skipped, contents.upperBound)
        return Self.all(in: start..<contents.upperBound, of: bytes).filter { $0.type == type }
    }

    /// The boxes that a path of types leads to, from box to box.
    func descendants(_ path: String..., of bytes: Span<UInt8>) -> [ISOBoxPart] {
        var boxes = [self]
        for type in path {
            var inner: [ISOBoxPart] = []
            for box in boxes { inner += box.children(type, of: bytes) }
            boxes = inner
        }
        return boxes
    }
}
