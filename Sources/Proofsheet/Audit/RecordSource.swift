import Caching
import FileSystem
import Glibc
import Hashing
import Records
import Reporting
import Walking

/// The records of an archive, read one batch after the other so that memory does not grow with the archive.
struct RecordSource: Sendable {
    /// What reading a file gave.
    enum Item: Sendable {
        /// A record, or a part of one.
        case record(Record)
        /// A file of a format that holds records, but no record.
        case other
        case failure(FileSystemError)
        /// A file that was not parsed, as planned, since it is known.
        case known
    }

    /// How a file is to be read.
    enum Plan: Sendable, Hashable {
        case read
        /// Not at all.
        case skip
        /// Only where its content has another SHA-256 than this.
        case compare(SHA256)
    }

    /// As they were before any of them was read.
    private(set) var files: [WalkedFile]
    /// Directories that could not be listed.
    private(set) var failures: [FileSystemError]
    private let vocabulary: EntryVocabulary
    private let sizeLimit: Int
    private let queue: WorkQueue

    /// Most files of a batch; and most bytes, since the entries of a few large ones take as much memory as many small ones,
    /// but never so few files that there is not one for each core.
    private static let batchSize = (files: 8...64, bytes: 256 * 1024)

    /// Finds the records below `paths` that `selection` takes; what is in the directories `excluded` is left out.
    ///
    /// Throws a usage error where a path does not exist, where there is no record at all, or where `output`, which is
    /// going to be written, is one of the records.
    ///
    /// - Parameter sizeLimit: Largest size in bytes of a record that is read whole.
    init(
        paths: [String], excluding excluded: [String], selection: FileSelection, vocabulary: EntryVocabulary,
        sizeLimit: Int = RecordFile.standardSizeLimit, queue: WorkQueue, output: String? = nil
    ) throws(ProofsheetError) {
        for path in paths { try Self.check(path) }
        let result = FileWalker(
            roots: paths, excluding: excluded, selection: selection, taking: RecordFormats.areKnown(forFileNamed:)
        ).walk()
        // Whoever has everything that is given left out where it is excluded knows that there may be nothing to do.
        if result.files.isEmpty, result.failures.isEmpty, result.excludedRoots < paths.count {
            throw Self.nothingFound(in: paths, result.omissions)
        }
        if let output, let status = try? FileSystem.status(of: output), result.holdsFile(status),
            !Self.isProofSheet(output)
        {
            throw ProofsheetError(
                .usage, "--output names '\(output)', which is one of the records; give another file")
        }
        files = result.files
        failures = result.failures
        self.vocabulary = vocabulary
        self.sizeLimit = sizeLimit
        self.queue = queue
    }

    /// Whether a file is what an earlier run wrote, which this one may write anew.
    private static func isProofSheet(_ path: String) -> Bool {
        let head = try? FileDescriptor.openRegularFile(path).read(at: 0, count: ProofSheetPage.headLength)
        return head.map { ProofSheetPage.isProofSheet($0) } ?? false
    }

    private static var extensions: String {
        RecordFormats.all.flatMap(\.fileExtensions).map { ".\($0)" }.joined(separator: ", ")
    }

    /// Throws where a path that was given cannot hold records.
    private static func check(_ path: String) throws(ProofsheetError) {
        let kind: FileStatus.Kind
        do throws(FileSystemError) {
            kind = try FileSystem.status(of: path).kind
        } catch {
            throw ProofsheetError(.usage, "\(error); give a directory or a file that exists")
        }
        let isRecord = kind == .regular && RecordFormats.areKnown(forFileNamed: FileSystem.name(of: path))
        if kind != .directory, !isRecord {
            throw ProofsheetError(.usage, "'\(path)' is no record; records are files ending in \(extensions)")
        }
    }

    /// Those of the files whose paths `isWanted` picks.
    func restricted(_ isWanted: (String) -> Bool) -> RecordSource {
        var source = self
        source.files = files.filter { isWanted($0.path) }
        return source
    }

    /// Those of the files that are in `paths`.
    func restricted(to paths: Set<String>) -> RecordSource {
        var source = restricted(paths.contains)
        source.failures = []
        return source
    }

    /// The error that says that there is no record, and whether that is for what was left out.
    private static func nothingFound(
        in paths: [String], _ omissions: [OmissionReason: Omission]
    ) -> ProofsheetError {
        let places = paths.map { "'\($0)'" }.joined(separator: ", ")
        var sentences = ["no records in \(places)"]
        for reason in OmissionReason.allCases {
            guard let omission = omissions[reason] else { continue }
            let what =
                omission.count == 1
                ? "'\(omission.example)'"
                : "\(omission.count) files and directories, such as '\(omission.example)'"
            sentences.append(sentence(on: what, leftOutFor: reason))
        }
        if omissions.isEmpty {
            sentences.append("records are files ending in \(extensions)")
            sentences.append("give the directory that holds your articles")
        }
        return ProofsheetError(.usage, PlainText.escaped(sentences.joined(separator: "; ")))
    }

    private static func sentence(on what: String, leftOutFor reason: OmissionReason) -> String {
        switch reason {
        case .ignoreFile: "ignore files (.gitignore, .ignore) leave out \(what): use --no-ignore"
        case .glob: "--include and --exclude, or the configuration's lists, leave out \(what)"
        case .name: "\(what) is skipped by its name: give it as a path"
        }
    }

    /// Reads every record and hands it over, a batch at a time.
    func forEachBatch(
        _ body: ([(path: String, item: Item)]) async throws(ProofsheetError) -> Void
    ) async throws(ProofsheetError) {
        try await forEachBatch(
            planning: { files throws(ProofsheetError) in files.map { _ in .read } }, body)
    }

    /// Hands over all files, in their order, a batch at a time; the files of a batch are read side by side.
    ///
    /// A large file of lines comes in parts, each an item of its own. `plan` is asked before a batch is read, which is done
    /// while the one before is at work.
    func forEachBatch(
        planning plan: (ArraySlice<WalkedFile>) throws(ProofsheetError) -> [Plan],
        _ body: ([(path: String, item: Item)]) async throws(ProofsheetError) -> Void
    ) async throws(ProofsheetError) {
        var rest = files[...]
        func takeNext() throws(ProofsheetError) -> Task<[PathReading], Never>? {
            let next = rest.prefix(Self.batchCount(of: rest))
            guard !next.isEmpty, !Task.isCancelled else { return nil }
            rest = rest.dropFirst(next.count)
            let plans = try plan(next)
            return Task { await read(next, plans) }
        }
        var ahead = try takeNext()
        while let current = ahead, !Task.isCancelled {
            let readings = await current.value
            ahead = try takeNext()
            try await handOver(readings, to: body)
        }
    }

    /// How many of the next files make a batch.
    private static func batchCount(of files: ArraySlice<WalkedFile>) -> Int {
        var bytes = 0
        for (count, file) in files.prefix(batchSize.files.upperBound).enumerated() {
            bytes += min(file.status.size, batchSize.bytes)
            if bytes > batchSize.bytes, count >= batchSize.files.lowerBound { return count }
        }
        return min(files.count, batchSize.files.upperBound)
    }

    private typealias PathReading = (path: String, reading: RecordReading)

    private func handOver(
        _ readings: [PathReading], to body: ([(path: String, item: Item)]) async throws(ProofsheetError) -> Void
    ) async throws(ProofsheetError) {
        var batch: [(path: String, item: Item)] = []
        for (path, reading) in readings {
            batch.append((path, reading.item))
            var rest = reading.rest
            while let part = rest, !Task.isCancelled {
                try await body(batch)
                let reading = await queue.run { part.read() }
                batch = [(path, reading.item)]
                rest = reading.rest
            }
        }
        try await body(batch)
    }

    private func read(
        _ files: ArraySlice<WalkedFile>, _ plans: [Plan]
    ) async -> [PathReading] {
        var readings = [RecordReading](repeating: RecordReading(item: .known), count: files.count)
        let due = zip(readings.indices, zip(files, plans)).filter { $1.1 != .skip }
        let (vocabulary, sizeLimit) = (vocabulary, sizeLimit)
        let read = await queue.map(due) { index, file in
            (index, RecordReading(of: file.0.path, file.1, vocabulary, sizeLimit: sizeLimit))
        }
        for (index, reading) in read { readings[index] = reading }
        return zip(files, readings).map { (path: $0.path, reading: $1) }
    }

    /// The line that says that a file could not be read.
    static func message(_ error: FileSystemError) -> String {
        if error.code == EILSEQ {
            return "'\(error.path)' has names that are not UTF-8, which were left out; rename them"
        }
        return "\(error); make it readable or leave it out"
    }
}
