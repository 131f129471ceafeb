import Addresses
import Caching
import FileSystem
import Hashing
import Probing
import Records
import Reporting

extension CacheCare {
    /// What an export is to write.
    public struct ExportOptions: Sendable, Hashable {
        /// Makes hard links to the cache's objects in place of copies.
        public var linksObjects = false
        /// A file that is to list the images; nil for none.
        public var manifest: String?
        /// Nil goes by the manifest's name.
        public var manifestFormat: ExportManifestFormat?
        /// What the paths in the manifest begin with.
        public var pathPrefix = ""
        /// Removes the files of earlier exports that are no longer needed.
        public var removesObsolete = false

        /// Copies of the images, and no manifest.
        public init() {}
    }

    /// What an export wrote.
    public struct Exported: Sendable, Hashable {
        /// URLs with an image.
        public internal(set) var images = 0
        /// URLs without one.
        public internal(set) var absent = 0
        /// Files of the images.
        public internal(set) var files = 0
        /// How many of the files were written.
        public internal(set) var written = 0
        /// How many files of earlier exports were removed.
        public internal(set) var removed = 0
        /// What could not be done, each one line.
        public internal(set) var failures: [String] = []
        /// The export was ended before all was done; the manifest is as it was.
        public internal(set) var wasInterrupted = false

        /// One line for people.
        public var text: String {
            CareText.exported(images: (images, absent), files: (files, written, removed))
        }
    }

    /// Writes the intact images of the cache to a directory, each object once, and a list of them.
    ///
    /// A file is named by the first 16 digits of its SHA-256, so that another image never has the same name. What is
    /// there already is not written again.
    ///
    /// - Parameters:
    ///   - directory: Where the images go; it is made where it is not there.
    ///   - options: How they are written.
    ///   - archive: The records whose images are wanted; nil for all of the cache.
    public func export(
        to directory: String, _ options: ExportOptions = ExportOptions(), of archive: Archive?
    ) async throws(ProofsheetError) -> Exported {
        let cache = try existingCache()
        let manifest = try options.manifest.map { path throws(ProofsheetError) in
            try ExportManifest(path: path, format: options.manifestFormat)
        }
        if options.removesObsolete, manifest == nil {
            throw ProofsheetError(.usage, "what earlier exports wrote is known only from a manifest: give one")
        }
        try check(directory)
        // No object may go before it is copied.
        let lock = try await flagLock(of: cache, alone: false)
        defer { withExtendedLifetime(lock) {} }
        var result = Exported()
        var spellings: [String: String]?
        if let archive {
            let use = try await Run(archive, writesCache: false).imageUse()
            result.failures = use.failures
            spellings = use.spellings
        }
        let plan = try orProofsheetError { () throws(CacheError) in try ExportPlan(of: cache, spellings) }
        let placed = await place(plan, in: directory, cache.objects, links: options.linksObjects, &result)
        let listed = plan.images.filter { placed.contains($0.object.id) }
        result.images = listed.count
        result.absent = plan.absent + plan.images.count - listed.count
        result.wasInterrupted = Task.isCancelled
        if result.wasInterrupted { return result }
        do throws(FileSystemError) {
            // What the manifest names is on the disk.
            if result.written > 0 { try FileSystem.sync(directory) }
            try manifest?.write(listed, of: plan, directory, options, &result)
        } catch {
            throw ProofsheetError(.failure, "\(error); what was exported is kept, run again when that is mended")
        }
        return result
    }

    /// Throws where files in the directory could damage the cache.
    private func check(_ directory: String) throws(ProofsheetError) {
        let isInside: Bool
        do throws(FileSystemError) {
            try FileSystem.makeDirectories(directory)
            let cache = try FileSystem.resolve(self.directory)
            isInside = joinPath(try FileSystem.resolve(directory), "").hasPrefix(joinPath(cache, ""))
        } catch {
            throw ProofsheetError(.failure, "nothing was exported: \(error)")
        }
        if isInside {
            throw ProofsheetError(.usage, "'\(directory)' is inside the cache; give a directory outside of it")
        }
    }

    /// Puts the plan's objects into a directory; returns those that are there.
    private func place(
        _ plan: ExportPlan, in directory: String, _ store: ObjectStore, links: Bool, _ result: inout Exported
    ) async -> Set<SHA256> {
        Leftovers.remove(in: directory)
        var placed: Set<SHA256> = []
        for batch in plan.objects.chunks(of: 64) where !Task.isCancelled {
            let outcomes = await WorkQueue.standard.map(batch) { object in
                ExportedFile(object, at: joinPath(directory, plan.name(of: object)), from: store, isLink: links)
            }
            for (object, outcome) in zip(batch, outcomes) {
                switch outcome {
                case .written, .unchanged:
                    placed.insert(object.id)
                    result.files += 1
                    if case .written = outcome { result.written += 1 }
                case .damaged(let detail):
                    result.failures.append("\(detail); run 'proofsheet cache verify --repair' and 'proofsheet warm'")
                case .failed(let detail): result.failures.append(detail)
                }
            }
        }
        return placed
    }
}

extension ObjectOrigin {
    /// As a manifest has it.
    fileprivate var name: String {
        switch self {
        case .fallback(let url): URLText.shown(url)
        case .imported: "imported"
        }
    }
}

/// Which objects an export writes, and under which URLs they are known.
struct ExportPlan: Sendable {
    /// An image under one of the names that templates may look for.
    struct Image: Sendable {
        let key: String
        let url: String
        let object: ImageObject
        /// Where it came from, where that is not its own URL: that of a fallback, or `imported`.
        let origin: String?
    }

    /// In the order of their keys.
    private(set) var images: [Image] = []
    /// Each once, in the order of their names.
    let objects: [ImageObject]
    /// Keys without an intact image.
    private(set) var absent = 0
    private let ambiguous: Set<Substring>

    private static let digits = 16

    /// - Parameter spellings: The wanted URLs by what the records have for them; nil for all.
    init(of cache: Cache, _ spellings: [String: String]?) throws(CacheError) {
        let entries: [String: CacheEntry]
        if let spellings {
            entries = try cache.entries(for: Array(Set(spellings.values)))
        } else {
            entries = Dictionary(try cache.allEntries().map { ($0.url, $0) }) { first, _ in first }
        }
        let keys = spellings ?? entries.mapValues(\.url)
        var objects: [SHA256: ImageObject] = [:]
        for (key, url) in keys.sorted(by: { $0.key.precedesInBytes($1.key) }) {
            guard let object = entries[url]?.object, object.soundness == .intact else {
                absent += 1
                continue
            }
            images.append(Image(key: key, url: url, object: object, origin: entries[url]?.origin?.name))
            objects[object.id] = object
        }
        self.objects = objects.values.sorted { $0.id < $1.id }
        var seen: Set<Substring> = []
        ambiguous = Set(self.objects.map { $0.id.hex.prefix(Self.digits) }.filter { !seen.insert($0).inserted })
    }

    /// The name of an object's file.
    func name(of object: ImageObject) -> String {
        let short = object.id.hex.prefix(Self.digits)
        return "\(ambiguous.contains(short) ? object.id.hex[...] : short).\(object.header.format.fileExtension)"
    }

    /// Whether an export can have given a name to a file.
    static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == digits || parts[0].utf8.count == 64 else { return false }
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return parts[0].utf8.allSatisfy(isDigit) && ImageFormat.allCases.contains { $0.fileExtension == parts[1] }
    }
}
