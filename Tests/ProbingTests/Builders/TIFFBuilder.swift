import Probing
import TestSupport

/// Builds TIFFs with one directory, or more.
struct TIFF {
    /// A directory entry whose only value is a number.
    struct Entry {
        var tag: Int
        var type: Int
        var value: Int
        var count: Int

        init(_ tag: Int, _ type: Int, _ value: Int, count: Int = 1) {
            self.tag = tag
            self.type = type
            self.value = value
            self.count = count
        }
    }

    static let short = 3
    static let long = 4
    static let long8 = 16

    var order = ByteOrder.littleEndian
    var isBig = false

    private func number(_ value: Int, _ size: Int) -> [UInt8] {
        order == .bigEndian ? bigEndian(value, size: size) : littleEndian(value, size: size)
    }

    func header(directoryAt offset: Int) -> [UInt8] {
        let mark = Array((order == .bigEndian ? "MM" : "II").utf8)
        guard isBig else { return mark + number(42, 2) + number(offset, 4) }
        return mark + number(43, 2) + number(8, 2) + number(0, 2) + number(offset, 8)
    }

    func directory(_ entries: [Entry], next: Int = 0) -> [UInt8] {
        let size = isBig ? 8 : 4
        let body = entries.flatMap { entry in
            let value = number(entry.value, entry.type == Self.short ? 2 : entry.type == Self.long ? 4 : 8).prefix(size)
            return number(entry.tag, 2) + number(entry.type, 2) + number(entry.count, size) + value
                + [UInt8](repeating: 0, count: size - value.count)
        }
        return number(entries.count, isBig ? 8 : 2) + body + number(next, size)
    }

    /// A file with `entries` in its first directory, which begins `gap` bytes behind the header.
    func file(_ entries: [Entry], gap: Int = 0, filler: UInt8 = 0xEE) -> [UInt8] {
        let start = isBig ? 16 : 8
        return header(directoryAt: start + gap) + [UInt8](repeating: filler, count: gap) + directory(entries)
    }

    static func size(_ width: Int, _ height: Int, type: Int = short) -> [Entry] {
        [Entry(0x100, type, width), Entry(0x101, type, height)]
    }

    static func orientation(_ value: Int, type: Int = short, count: Int = 1) -> Entry {
        Entry(0x112, type, value, count: count)
    }
}
