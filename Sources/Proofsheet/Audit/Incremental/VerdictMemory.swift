import Auditing
import Caching
import FileSystem

/// The texts of a file of verdicts, made anew from its bytes whenever one is wanted.
struct KeptTexts: Sendable {
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each begins, with its length before it.
    fileprivate var starts: [Int] = []

    var count: Int { starts.count }

    subscript(number: Int) -> String {
        var reader = CompactReader(bytes, starts[number]..<bytes.count)
        // It could be read once.
        return (try? reader.readText()) ?? ""
    }

    /// Reads a number that one of the texts has.
    func number(from reader: inout CompactReader) throws(DamagedData) -> Int {
        let number = try reader.readInt()
        guard starts.indices.contains(number) else { throw DamagedData() }
        return number
    }
}

/// What earlier runs with the same settings said of records, kept in the cache.
///
/// It only saves time: where its file is missing, damaged or not to be written, every record is read.
struct VerdictMemory: Sendable {
    /// The file; nil for a memory of this run alone.
    let path: String?
    /// The directory of the cache that the file is in.
    let cacheDirectory: String
    /// The texts that verdicts name by number.
    private(set) var texts = KeptTexts()
    /// Where in the file the verdict of each path is: they are very many, and each is wanted for a moment only.
    private var kept: [(path: String, range: Range<Int>)] = []
    /// Where the next path is likely to be: runs go through an archive in one order.
    private var next = 0
    /// Where each path is; made when one is not where it is likely to be.
    private var places: [String: Int]?

    /// What a file begins with.
    ///
    /// Texts and verdicts follow in any order, each text before the verdicts that name it by its number, from 0; then a
    /// checksum of all, in eight bytes.
    static let magic: UInt64 = 0x5072_7368_5665_7236

    /// What comes next in a file.
    enum Item: UInt64 {
        case text, verdict
    }

    /// A memory of this run alone.
    init() {
        path = nil
        cacheDirectory = ""
    }

    /// Reads what was kept in the cache under these settings.
    init(cacheDirectory: String, settings: VerdictSettings) {
        let path = joinPath(CacheLayout.records(in: cacheDirectory), "\(settings.digest).verdicts")
        self.path = path
        self.cacheDirectory = cacheDirectory
        guard let bytes = try? FileSystem.read(path).bytes else { return }
        do throws(DamagedData) { try read(bytes) } catch {
            texts = KeptTexts()
            kept = []
        }
    }

    private mutating func read(_ bytes: [UInt8]) throws(DamagedData) {
        let end = bytes.count - 8
        guard end > 0 else { throw DamagedData() }
        let checksum = bytes[end...].reduce(0) { $0 << 8 | UInt64($1) }
        guard Checksum.value(of: bytes.span.extracting(..<end)) == checksum else { throw DamagedData() }
        var reader = CompactReader(bytes, 0..<end)
        guard try reader.readNumber() == Self.magic else { throw DamagedData() }
        while !reader.isAtEnd {
            switch Item(rawValue: try reader.readNumber()) {
            case .text:
                texts.starts.append(reader.position)
                _ = try reader.readRange()
            case .verdict: kept.append((try reader.readText(), try reader.readRange()))
            case nil: throw DamagedData()
            }
        }
        texts.bytes = bytes
    }

    /// How many records there are verdicts of.
    var count: Int { kept.count }

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
        return verdict(number: place)?.verdict
    }

    /// The verdict with a number below `count`, and the path of its record.
    func verdict(number: Int) -> (path: String, verdict: KeptVerdict)? {
        let (path, range) = kept[number]
        var reader = CompactReader(texts.bytes, range)
        guard var verdict = try? KeptVerdict(from: &reader, path: path, texts) else { return nil }
        verdict.number = number
        return (path, verdict)
    }
}
