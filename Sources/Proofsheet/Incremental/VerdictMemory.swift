import Caching
import FileSystem

/// What earlier runs with the same settings said of records, kept in the cache, and what this run says.
///
/// It only saves time: where its file is missing, damaged or not to be written, every record is read.
struct VerdictMemory {
    /// The texts that verdicts name by number.
    private(set) var texts = TextTable()
    private var kept: [(path: String, verdict: KeptVerdict)] = []
    /// Where the next path is likely to be: runs go through an archive in one order.
    private var next = 0
    /// Where each path is; made when one is not where it is likely to be.
    private var places: [String: Int]?
    private var new: [(path: String, verdict: KeptVerdict)] = []
    /// Whether this run has found anything that was not kept.
    private var isChanged = false
    private let path: String?

    private static let magic: UInt64 = 0x5072_7368_5665_7231
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
        }
    }

    private mutating func read(_ bytes: [UInt8]) throws(DamagedData) {
        let end = bytes.count - 8
        guard end > 0 else { throw DamagedData() }
        let checksum = bytes[end...].reduce(0) { $0 << 8 | UInt64($1) }
        guard Checksum.value(of: bytes.span.extracting(..<end)) == checksum else { throw DamagedData() }
        var reader = CompactReader(bytes, end: end)
        guard try reader.readNumber() == Self.magic else { throw DamagedData() }
        texts = TextTable(try reader.readArray { reader throws(DamagedData) in try reader.readText() })
        let count = try reader.readCount()
        kept.reserveCapacity(count)
        for _ in 0..<count {
            let path = try reader.readText()
            kept.append((path, try KeptVerdict(from: &reader, path: path, texts)))
        }
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
        return kept[place].verdict
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
        new.append((path, verdict))
        if isNew { isChanged = true }
    }

    /// Writes what this run kept, where it is not what is there already.
    func save() {
        guard let path, isChanged || new.count != kept.count else { return }
        var table = TextTable()
        var verdicts = CompactWriter()
        verdicts.write(UInt64(new.count))
        for (path, verdict) in new {
            verdicts.write(path)
            verdict.write(to: &verdicts, texts, &table)
        }
        var writer = CompactWriter()
        writer.write(Self.magic)
        writer.write(table.texts) { $0.write($1) }
        var bytes = writer.bytes + verdicts.bytes
        let checksum = Checksum.value(of: bytes.span)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: checksum >> shift))
        }
        // Without it the next run reads the records, as this one did.
        try? Self.write(bytes, to: path)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(FileSystemError) {
        let directory = FileSystem.parentPath(of: path)
        try FileSystem.makeDirectories(directory)
        Leftovers.remove(in: directory)
        try AtomicFile.create(path, with: bytes)
        var files: [(time: Int64, path: String)] = []
        for entry in try DirectoryListing(of: directory).entries where entry.name.hasSuffix(".verdicts") {
            let path = joinPath(directory, entry.name)
            files.append((try FileSystem.status(of: path).modificationTime, path))
        }
        for file in files.sorted(by: { $0.time > $1.time }).dropFirst(maximumFiles) { try FileSystem.remove(file.path) }
    }
}
