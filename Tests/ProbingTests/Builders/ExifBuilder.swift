import Probing
import TestSupport

/// Builds EXIF data, from the TIFF header on.
enum Exif {
    /// An entry of a directory.
    ///
    /// A RATIONAL has the value in hundredths, which stand in front of all directories.
    struct Entry {
        var tag: Int
        var type: Int
        var value: Int
        var count = 1

        static let short = 3
        static let long = 4
        static let rational = 5

        static func orientation(_ value: Int, type: Int = short, count: Int = 1) -> Entry {
            Entry(tag: 0x0112, type: type, value: value, count: count)
        }
        static func xResolution(_ hundredths: Int) -> Entry { Entry(tag: 0x011A, type: rational, value: hundredths) }
        static func yResolution(_ hundredths: Int) -> Entry { Entry(tag: 0x011B, type: rational, value: hundredths) }
        static func unit(_ value: Int) -> Entry { Entry(tag: 0x0128, type: short, value: value) }
        static func width(_ value: Int, type: Int = long) -> Entry { Entry(tag: 0xA002, type: type, value: value) }
        static func height(_ value: Int, type: Int = long) -> Entry { Entry(tag: 0xA003, type: type, value: value) }
    }

    /// EXIF data with the entries of the first directory and of the Exif directory, which a pointer behind the former
    /// names unless that one is empty.
    static func data(_ first: [Entry], exif: [Entry] = [], exifComesFirst: Bool = false) -> [UInt8] {
        let values = (first + exif).filter { $0.type == Entry.rational }
        let start = 8 + 8 * values.count
        let sizes = (6 + 12 * (first.count + (exif.isEmpty ? 0 : 1)), exif.isEmpty ? 0 : 6 + 12 * exif.count)
        let places = exifComesFirst ? (start + sizes.1, start) : (start, start + sizes.0)
        let pointer = exif.isEmpty ? [] : [Entry(tag: 0x8769, type: Entry.long, value: places.1)]
        let firstBytes = directory(first + pointer, valuesAt: 8)
        let valuesOfFirst = first.filter { $0.type == Entry.rational }.count
        let exifBytes = exif.isEmpty ? [] : directory(exif, valuesAt: 8 + 8 * valuesOfFirst)
        return Array("MM".utf8) + [0, 42] + bigEndian(places.0, size: 4)
            + values.flatMap { bigEndian($0.value, size: 4) + bigEndian(100, size: 4) }
            + (exifComesFirst ? exifBytes + firstBytes : firstBytes + exifBytes)
    }

    private static func directory(_ entries: [Entry], valuesAt start: Int) -> [UInt8] {
        var next = start
        let body = entries.flatMap { entry -> [UInt8] in
            let fields = [entry.tag, entry.type].flatMap { bigEndian($0, size: 2) } + bigEndian(entry.count, size: 4)
            switch entry.type {
            case Entry.rational:
                next += 8
                return fields + bigEndian(next - 8, size: 4)
            case Entry.short: return fields + bigEndian(entry.value, size: 2) + [0, 0]
            default: return fields + bigEndian(entry.value, size: 4)
            }
        }
        return bigEndian(entries.count, size: 2) + body + bigEndian(0, size: 4)
    }

    static func data(
        orientation: Int, order: ByteOrder = .bigEndian, directoryAt directory: Int = 8, type: Int = 3, count: Int = 1,
        entriesBefore: Int = 0
    ) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            order == .bigEndian ? bigEndian(value, size: size) : littleEndian(value, size: size)
        }
        let mark = order == .bigEndian ? "MM" : "II"
        let header = Array(mark.utf8) + number(42, 2) + number(directory, 4)
        let padding = [UInt8](repeating: 0xEE, count: max(directory - 8, 0))
        let other = (0..<entriesBefore).flatMap {
            number(0x0100 + $0 % 4, 2) + number(3, 2) + number(1, 4) + number(7, 4)
        }
        let entry = number(0x0112, 2) + number(type, 2) + number(count, 4) + number(orientation, 2) + number(0, 2)
        return header + padding + number(entriesBefore + 1, 2) + other + entry + number(0, 4)
    }
}
