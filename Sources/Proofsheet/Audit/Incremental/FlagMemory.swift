import Auditing
import Caching
import FileSystem

/// Below which directories earlier runs saw flags, kept in the cache for runs over a part of an archive.
///
/// It only helps: where its file is missing or not to be written, a part counts as an archive of its own.
struct FlagMemory {
    private let path: String
    private let cacheDirectory: String
    private var directories: Set<String>

    /// Reads what was kept in the cache: a path on each line.
    init(cacheDirectory: String) {
        self.cacheDirectory = cacheDirectory
        path = joinPath(CacheLayout.records(in: cacheDirectory), "flags")
        let bytes = (try? FileSystem.read(path).bytes) ?? []
        directories = Set(bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
    }

    /// Whether each of some files and directories is inside a directory below which flags were seen.
    ///
    /// - Parameter isPart: Only some of what is below the paths is looked at, so that they themselves count as well.
    func covers(_ paths: [String], isPart: Bool) -> Bool {
        if directories.isEmpty { return false }
        return paths.allSatisfy { path in
            guard let path = try? FileSystem.resolve(path) else { return false }
            return directories.contains { directory in
                path.hasPrefix(joinPath(directory, "")) || isPart && path == directory
            }
        }
    }

    /// Keeps whether there are flags below some paths.
    mutating func note(_ hasFlags: Bool, below paths: [String]) {
        let before = directories
        for path in paths {
            guard (try? FileSystem.status(of: path))?.kind == .directory, let path = try? FileSystem.resolve(path),
                !path.utf8.contains(UInt8(ascii: "\n"))
            else { continue }
            if hasFlags { directories.insert(path) } else { directories.remove(path) }
        }
        guard directories != before else { return }
        let text = directories.sorted().map { $0 + "\n" }.joined()
        try? CacheLayout.makeRecords(in: cacheDirectory)
        try? AtomicFile.place(Array(text.utf8), at: path)
    }
}

extension Run {
    /// The run looks at some only of the records below its paths.
    var isPart: Bool { archive.changedSince != nil || !configuration.includes.isEmpty }

    /// The counts of a run that has not begun.
    func makeTally() -> RunTally {
        // Who says what a flag is called, or that false is written as none, has some.
        var assumesFlags =
            configuration.flags != .auto || configuration.falseFlag == .remove || configuration.keys.flag != nil
        if !assumesFlags {
            assumesFlags = FlagMemory(cacheDirectory: configuration.cacheDirectory).covers(
                archive.paths, isPart: isPart)
        }
        var tally = RunTally(failures: source.failures, baseline: baseline, assumesFlags: assumesFlags)
        if let outage { tally.failures.append(outage.message) }
        if configuration.historyDirectory != nil { tally.coverage = RunCoverage() }
        return tally
    }

    /// Keeps for later runs whether flags stand in the archive.
    func noteFlags(_ tally: RunTally) {
        guard configuration.flags == .auto, configuration.isIncremental, !Task.isCancelled,
            tally.hasFlags || !isPart
        else { return }
        var memory = FlagMemory(cacheDirectory: configuration.cacheDirectory)
        memory.note(tally.hasFlags, below: archive.paths)
    }
}
