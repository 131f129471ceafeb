import Auditing
import Caching
import FileSystem
import HTTPRules

/// Writes what a run says of records to the file of a `VerdictMemory`, piece by piece, so that it need not be kept.
///
/// Trouble with the file ends the writing: without it the next run reads the records, as this one does.
struct VerdictWriter: ~Copyable {
    private let path: String
    private var file: PendingFile?
    private var piece = CompactWriter()
    private var checksum = Checksum()
    /// The number in the file of each text that has a number in the run; -1 where it is not there.
    private var numbers: [Int32] = []
    private var count: Int32 = 0

    private static let pieceSize = 1 << 16
    /// Files of that many settings are kept, those that were written last.
    private static let maximumFiles = 8

    /// - Parameter cacheDirectory: The cache that the file is in, which is made where it is not there.
    init(at path: String, inCache cacheDirectory: String) {
        self.path = path
        try? CacheLayout.makeRecords(in: cacheDirectory)
        Leftovers.remove(in: FileSystem.parentPath(of: path))
        file = try? PendingFile(at: path)
        piece.write(VerdictMemory.magic)
    }

    /// The number in the file of a text with a number in the run; it is written where it is not there yet.
    mutating func number(ofText number: Int, _ text: () -> String) -> Int {
        while numbers.count <= number { numbers.append(-1) }
        if numbers[number] < 0 {
            numbers[number] = count
            count += 1
            piece.write(VerdictMemory.Item.text.rawValue)
            piece.write(text())
        }
        return Int(numbers[number])
    }

    /// Writes the verdict of a record, whose texts must have been written.
    mutating func write(_ path: String, _ verdict: CompactWriter) {
        piece.write(VerdictMemory.Item.verdict.rawValue)
        piece.write(path)
        piece.write(verdict.bytes[...])
        if piece.bytes.count >= Self.pieceSize { flush() }
    }

    /// Writes what there is, but for the last bytes that make no whole word of the checksum.
    private mutating func flush() {
        let count = piece.bytes.count
        let rest = piece.bytes.suffix(count % Checksum.wordSize)
        let bytes = Array(piece.bytes.prefix(count - rest.count))
        checksum.add(bytes.span)
        do throws(FileSystemError) { try file?.write(bytes) } catch { file = nil }
        piece.removeAll()
        for byte in rest { piece.append(byte) }
    }

    /// Puts the file in place.
    consuming func finish() {
        flush()
        let last = piece.bytes
        checksum.add(last.span)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            piece.append(UInt8(truncatingIfNeeded: checksum.value >> shift))
        }
        guard let file = file.take() else { return }
        do throws(FileSystemError) {
            try file.write(piece.bytes)
            try file.finish()
            try Self.removeOldest(in: FileSystem.parentPath(of: path))
        } catch {
            // The next run does without.
        }
    }

    private static func removeOldest(in directory: String) throws(FileSystemError) {
        var files: [(time: Int64, path: String)] = []
        for entry in try DirectoryListing(of: directory).entries where entry.name.hasSuffix(".verdicts") {
            let path = joinPath(directory, entry.name)
            let time = try FileSystem.status(of: path).modificationTime
            // What a clock that was ahead wrote is not newer than all that comes.
            files.append((StoredTime.hasCome(time / 1_000_000_000, at: Clock.now) ? time : 0, path))
        }
        for file in files.sorted(by: { $0.time > $1.time }).dropFirst(maximumFiles) {
            try FileSystem.remove(file.path)
        }
    }
}
