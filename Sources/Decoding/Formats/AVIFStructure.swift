import Probing

/// What the boxes of an AVIF say that libavif does not look at, or does not understand.
enum AVIFStructure {
    /// Version and flags, with which a full box begins (ISO/IEC 14496-12 §4.2).
    private static let fullHeader = 4

    /// Why a sound file may be beyond libavif: browsers show such files, as later versions do.
    static func peculiarity(of bytes: Span<UInt8>) -> String? {
        for box in ISOBoxPart.all(in: 0..<bytes.count, of: bytes) {
            switch box.type {
            case "meta" where box.isOpen: return "whose meta box reaches to the end of the file"
            case "meta" where repeatsAssociations(box, bytes): return "with several boxes of property associations"
            case "moov" where hasOtherTrack(box, bytes): return "with sound, or with another track that has no pictures"
            default: continue
            }
        }
        return nil
    }

    /// Several boxes of property associations have one version and the same flags (ISO/IEC 23008-12 §9.3.1).
    private static func repeatsAssociations(_ meta: ISOBoxPart, _ bytes: Span<UInt8>) -> Bool {
        var headers: [Int?] = []
        for properties in meta.children("iprp", of: bytes, behind: fullHeader) {
            for box in properties.children("ipma", of: bytes) {
                headers.append(bytes.uint32(at: box.contents.lowerBound, .bigEndian))
            }
        }
        return Set(headers).count < headers.count
    }

    /// The handler of a track says what it holds (ISO/IEC 14496-12 §8.4.3).
    private static func hasOtherTrack(_ movie: ISOBoxPart, _ bytes: Span<UInt8>) -> Bool {
        for handler in movie.descendants("trak", "mdia", "hdlr", of: bytes) {
            switch bytes.uint32(at: handler.contents.lowerBound + fullHeader + 4, .bigEndian) {
            case 0x7069_6374, 0x7669_6465, 0x6175_7876: continue  // pict, vide, auxv
            default: return true
            }
        }
        return false
    }

    /// Where the data of all items end, in bytes of the file, if that is beyond its end (ISO/IEC 14496-12 §8.11.3).
    ///
    /// What the picture does not reach, such as a gain map, is part of the file as well.
    static func endOfItems(beyond bytes: Span<UInt8>) -> Int? {
        var last = bytes.count
        for meta in ISOBoxPart.all(in: 0..<bytes.count, of: bytes) where meta.type == "meta" {
            for box in meta.children("iloc", of: bytes, behind: fullHeader) {
                last = max(last, end(ofItemsIn: box.contents, bytes) ?? 0)
            }
        }
        return last > bytes.count ? last : nil
    }

    /// Nil where the box makes no sense, or no item lies in the file.
    private static func end(ofItemsIn contents: Range<Int>, _ bytes: Span<UInt8>) -> Int? {
        var fields = FieldReader(index: contents.lowerBound, end: contents.upperBound)
        guard let version = fields.next(1, bytes), version <= 2, fields.next(3, bytes) != nil,
            let sizes = fields.next(2, bytes), let items = fields.next(version < 2 ? 2 : 4, bytes)
        else { return nil }
        let (offsetSize, lengthSize, baseSize) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15)
        let indexSize = version == 0 ? 0 : sizes & 15
        var end: Int?
        for _ in 0..<items {
            guard fields.next(version < 2 ? 2 : 4, bytes) != nil,
                let method = version == 0 ? 0 : fields.next(2, bytes), let source = fields.next(2, bytes),
                let base = fields.next(baseSize, bytes), let extents = fields.next(2, bytes)
            else { return nil }
            for _ in 0..<extents {
                guard fields.next(indexSize, bytes) != nil, let offset = fields.next(offsetSize, bytes),
                    let length = fields.next(lengthSize, bytes)
                else { return nil }
                // Only a method of 0 and a source of 0 lie in the file, and a length of 0 is all that is left of it.
                guard method & 15 == 0, source == 0, length > 0 else { continue }
                end = max(end ?? 0, base + offset + length)
            }
        }
        return end
    }
}

/// Reads big-endian numbers of a box one after the other.
private struct FieldReader {
    var index: Int
    let end: Int

    /// The next number of 0 to 8 bytes, of which 61 bits may be used; nil where there is none.
    mutating func next(_ size: Int, _ bytes: Span<UInt8>) -> Int? {
        guard size <= 8, index + size <= end else { return nil }
        var value = 0
        for place in index..<index + size {
            guard value < 1 << 53 else { return nil }
            value = value << 8 | Int(bytes[place])
        }
        index += size
        return value
    }
}
