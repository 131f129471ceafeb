/// Finds in EXIF data, a TIFF structure, what browsers display an image by (Exif 2.32 §4.6, TIFF 6.0 §2).
///
/// Looks at the first directory and at the Exif directory that it points to, entry by entry; of a tag that stands twice
/// the first valid value counts, as in Chromium. What is broken says nothing.
///
/// Unlike the parsers it stays at the start of the data, since a value may lie before the entry that points to it.
struct ExifReader: Sendable {
    private struct Directory {
        /// Offset in bytes of the next entry, or of the number of entries.
        var next: UInt32
        /// Number of entries that are left; nil where it has not been read.
        var remaining: UInt16?
    }

    private static let headerSize = 8

    /// Of the EXIF data, in bytes.
    private let length: Int
    private let wantsDensity: Bool
    private var order: ByteOrder?
    private var first: Directory?
    /// Stands open until it is read, before the first one goes on.
    private var exif: Directory?
    private var hasExif = false
    /// What has been found.
    private(set) var data = ExifData()

    /// - Parameter wantsDensity: Looks for the density as well as for the orientation.
    init(length: Int, wantsDensity: Bool) {
        self.length = length
        self.wantsDensity = wantsDensity
    }

    /// Goes on as far as the bytes reach, which begin with the data.
    ///
    /// Returns how many bytes of the data must be at hand, from their start on; nil where all that matters is read.
    mutating func parse(_ bytes: Span<UInt8>) -> Int? {
        if order == nil {
            guard length >= Self.headerSize else { return nil }
            guard bytes.count >= Self.headerSize else { return Self.headerSize }
            parseHeader(bytes)
        }
        guard let order else { return nil }
        while !isDone, let directory = exif ?? first {
            if let count = parse(directory, bytes, order) { return count }
        }
        return nil
    }

    private mutating func parseHeader(_ bytes: Span<UInt8>) {
        switch bytes.uint32(at: 0, .bigEndian) {
        case 0x4949_2A00: order = .littleEndian
        case 0x4D4D_002A: order = .bigEndian
        default: return
        }
        // The directory lies behind the 8 bytes of this header.
        guard let order, let offset = bytes.uint32(at: 4, order), offset >= Self.headerSize else { return }
        first = Directory(next: UInt32(offset))
    }

    /// Reads on in a directory; returns how many bytes must be at hand where they are too few.
    private mutating func parse(_ directory: Directory, _ bytes: Span<UInt8>, _ order: ByteOrder) -> Int? {
        let next = Int(directory.next)
        guard let remaining = directory.remaining else {
            let end = next + 2
            guard end <= length else { return close() }
            guard let count = bytes.uint16(at: next, order) else { return end }
            move(to: end, remaining: UInt16(count))
            return nil
        }
        // Entries end where the data do, whatever their number says.
        let count = min(Int(remaining), (length - next) / ExifEntry.size)
        guard count > 0 else { return close() }
        let end = next + count * ExifEntry.size
        guard bytes.count >= end else { return end }
        for index in 0..<count where !isDone {
            let place = next + index * ExifEntry.size
            guard let entry = ExifEntry(bytes, at: place, order), entry.tag != nil else { continue }
            let isThere = !wantsDensity || entry.endOfRational.map { $0 > length || $0 <= bytes.count } ?? true
            guard isThere else {
                move(to: place, remaining: remaining - UInt16(index))
                return entry.endOfRational
            }
            data.take(entry, bytes.extracting(first: min(bytes.count, length)), order, wantsDensity: wantsDensity)
            if entry.tag == .exifDirectory, !hasExif, let offset = entry.long {
                move(to: place + ExifEntry.size, remaining: remaining - UInt16(index + 1))
                // Of several pointers the first one counts, and only in the first directory.
                hasExif = true
                exif = Directory(next: UInt32(offset))
                return nil
            }
        }
        return close()
    }

    private var isDone: Bool { data.orientation != nil && (!wantsDensity || data.isDensitySettled) }

    private mutating func move(to next: Int, remaining: UInt16) {
        let directory = Directory(next: UInt32(next), remaining: remaining)
        if exif == nil { first = directory } else { exif = directory }
    }

    private mutating func close() -> Int? {
        if exif == nil { first = nil } else { exif = nil }
        return nil
    }
}

/// An entry of a directory whose tag is known (TIFF 6.0 §2, "IFD Entry").
struct ExifEntry {
    enum Tag: Int {
        case orientation = 0x0112
        case xResolution = 0x011A
        case yResolution = 0x011B
        case resolutionUnit = 0x0128
        case exifDirectory = 0x8769
        case pixelXDimension = 0xA002
        case pixelYDimension = 0xA003
    }

    /// Number of bytes of an entry.
    static let size = 12

    /// Nil where it is none of those.
    let tag: Tag?
    /// A single SHORT; nil where the value is something else, as with the others.
    private(set) var short: Int?
    /// A single LONG.
    private(set) var long: Int?
    /// Offset in bytes of a single RATIONAL: two numbers of four bytes.
    private(set) var rationalOffset: Int?

    /// Reads the entry at `index`; nil where it reaches out of the bytes.
    init?(_ bytes: Span<UInt8>, at index: Int, _ order: ByteOrder) {
        guard let number = bytes.uint16(at: index, order) else { return nil }
        tag = Tag(rawValue: number)
        guard tag != nil else { return }
        guard let type = bytes.uint16(at: index + 2, order), let count = bytes.uint32(at: index + 4, order),
            let value = bytes.uint32(at: index + 8, order)
        else { return nil }
        guard count == 1 else { return }
        switch type {
        case 3: short = bytes.uint16(at: index + 8, order)
        case 4: long = value
        case 5: rationalOffset = value
        default: break
        }
    }

    /// The end in bytes of a rational value; nil where it is none.
    var endOfRational: Int? { rationalOffset.map { $0 + 8 } }
}
