import Caching
import FileSystem

/// What earlier runs with the same settings said of records, kept in the cache, and what this run says.
///
/// It only saves time: where its file is missing, damaged or not to be written, every record is read.
struct VerdictMemory {
    /// The texts that verdicts name by number.
    private(set) var texts = TextTable()
    /// The file as it was read, and where in it the verdict of each path is: they are very many, and each is wanted for a
    /// moment only.
    private var bytes: [UInt8] = []
    private var kept: [(path: String, range: Range<Int>)] = []
    /// Where the next path is likely to be: runs go through an archive in one order.
    private var next = 0
    /// Where each path is; made when one is not where it is likely to be.
    private var places: [String: Int]?
    private var new: [(path: String, place: Place)] = []
    /// New verdicts as they will be written, and the texts that they name.
    private var written = CompactWriter()
    private var table = TextTable()
    /// Whether this run has found anything that was not kept.
    private var isChanged = false
    private let path: String?

    /// Where a verdict is.
    private enum Place {
        /// The one of `kept` with this number.
        case kept(Int)
        case written(Range<Int>)
    }

    private static let magic: UInt64 = 0x5072_7368_5665_7232
    private static let directoryName = "records"
    /// Files of that many settings are kept, those that were written last.
    private static let maximumFiles = 8

    /// A memory of this run alone.
    init() { path = nil }

    /// Reads what was kept in the cache under these settings.
    init(cacheDirectory: String, settings: VerdictSettings) {
        path = joinPath(joinPath(cacheDirectory, Self.directoryName), "\(settings.digest).verdicts")
        guard let path, let bytes = try? FileSystem.read(path).bytes else { return }
        do throws(DamagedData) { try read(bytes) } catch {
            texts = TextTable()
            kept = []
            self.bytes = []
        }
    }

    private mutating func read(_ bytes: [UInt8]) throws(DamagedData) {
        let end = bytes.count - 8
        guard end > 0 else { throw DamagedData() }
        let checksum = bytes[end...].reduce(0) { $0 << 8 | UInt64($1) }
        guard Checksum.value(of: bytes.span.extracting(..<end)) == checksum else { throw DamagedData() }
        var reader = CompactReader(bytes, 0..<end)
        guard try reader.readNumber() == Self.magic else { throw DamagedData() }
        texts = TextTable(try reader.readArray { reader throws(DamagedData) in try reader.readText() })
        let count = try reader.readCount()
        kept.reserveCapacity(count)
        for _ in 0..<count { kept.append((try reader.readText(), try reader.readRange())) }
        self.bytes = bytes
    }

    /// What an earlier run said of a record.
    mutating func verdict(of path: String) -> KeptVerdict? {
        var place: Int? = next
        if !kept.indices.contains(next) || kept[next].path != path {
            let known = places ?? Dictionary(zip(kept.map(\.path), kept.indices)) { first, _ in first }
            places = known
            place = known[path]
        }
        guard let place else { return nil }
        next = place + 1
        return verdict(number: place)
    }

    private func verdict(number: Int) -> KeptVerdict? {
        var reader = CompactReader(bytes, kept[number].range)
        guard var verdict = try? KeptVerdict(from: &reader, path: kept[number].path, texts) else { return nil }
        verdict.number = number
        return verdict
    }

    mutating func number(of text: String) -> Int { texts.number(of: text) }

    /// The same text, kept once for all who have it.
    mutating func shared(_ text: String) -> String {
        let number = texts.number(of: text)
        return texts[number]
    }

    /// Keeps what this run says of a record.
    mutating func keep(_ verdict: KeptVerdict, of path: String, isNew: Bool) {
        guard self.path != nil else { return }
        if !isNew, let number = verdict.number {
            new.append((path, .kept(number)))
        } else {
            new.append((path, .written(write(verdict))))
            isChanged = true
        }
    }

    private mutating func write(_ verdict: KeptVerdict) -> Range<Int> {
        let start = written.bytes.count
        verdict.write(to: &written, texts, &table)
        return start..<written.bytes.count
    }

    /// Writes what this run kept, where it is not what is there already.
    mutating func save() {
        guard let path, isChanged || new.count != kept.count else { return }
        // A new table has no text that nothing names any more.
        for (index, item) in new.enumerated() {
            guard case .kept(let number) = item.place else { continue }
            // What was read before cannot have got damaged since.
            guard let verdict = verdict(number: number) else { return }
            new[index].place = .written(write(verdict))
        }
        // Without it the next run reads the records, as this one did.
        try? write(to: path)
    }

    private func write(to path: String) throws(FileSystemError) {
        let directory = FileSystem.parentPath(of: path)
        try FileSystem.makeDirectories(directory)
        Leftovers.remove(in: directory)
        try AtomicFile.create(path) { file throws(FileSystemError) in
            var checksum = Checksum()
            var piece = CompactWriter()
            piece.write(Self.magic)
            piece.write(table.texts) { $0.write($1) }
            piece.write(UInt64(new.count))
            for case (let path, .written(let range)) in new {
                piece.write(path)
                piece.write(written.bytes[range])
                guard piece.bytes.count >= 1 << 16 else { continue }
                checksum.add(piece.bytes.span)
                try file.write(piece.bytes)
                piece.removeAll()
            }
            checksum.add(piece.bytes.span)
            let ending = stride(from: UInt64(56), through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: checksum.value >> $0)
            }
            try file.write(piece.bytes + ending)
        }
        var files: [(time: Int64, path: String)] = []
        for entry in try DirectoryListing(of: directory).entries where entry.name.hasSuffix(".verdicts") {
            let path = joinPath(directory, entry.name)
            files.append((try FileSystem.status(of: path).modificationTime, path))
        }
        for file in files.sorted(by: { $0.time > $1.time }).dropFirst(Self.maximumFiles) {
            try FileSystem.remove(file.path)
        }
    }
}
