import Auditing
import Caching
import FileSystem
import Records
import Reporting

/// An article archive: the records below some paths, and the cache of their images.
///
/// Every method makes one run over all records and says what it found. Trouble with a record or an image is part of
/// the result; an error is thrown only where the run as a whole cannot be made.
public struct Archive: Sendable {
    /// Files and directories that hold the records.
    public var paths: [String]
    /// What was set for its runs.
    public var configuration: Configuration
    /// Told how far a run is.
    public var progress: RunProgress
    /// A file that the report will be written to; a run does nothing where that is one of its records, under whatever
    /// name.
    public var output: String?
    /// Files that are no records though they lie among them, such as a baseline that a run writes; that of the configuration
    /// and an earlier report need not be named.
    public var ownFiles: [String] = []
    /// Only records that git sees as changed since this revision, or does not know yet; nil for all.
    public var changedSince: String?
    /// Gathers all image entries and makes thumbnails of their images, for the format `html`.
    ///
    /// Every record is read then. Many thumbnails become files in a directory beside `output`.
    public var makesProofSheet = false
    /// A report of an earlier audit in the format `json`, which the proof sheet of this one is compared with.
    public var earlierReport: String?
    /// What a person types to make the same run again, which a proof sheet says; nil where nobody types.
    public var commandLine: String?
    /// Where the work of a run is done.
    var queue = WorkQueue.standard

    /// The archive of the records below some paths; nothing is read before a run.
    public init(
        paths: [String] = ["."], configuration: Configuration = Configuration(), progress: RunProgress = .silent
    ) {
        self.paths = paths
        self.configuration = configuration
        self.progress = progress
    }

    /// Fetches into the cache what the records name and the cache lacks or must ask for again.
    ///
    /// The findings speak of URLs and images, not of what the records declare.
    public func warm() async throws(ProofsheetError) -> RunResult {
        try checkHistory()
        let run = try Run(self, writesCache: true)
        defer { run.cache.close() }
        let auditor = run.auditor { !($0 is any DeclarationRule) }
        let verdicts = run.memory(of: auditor)
        let warming = try await run.fetchImages(knowing: verdicts)
        return run.result(
            try await run.report(after: warming) { () throws(ProofsheetError) in
                try await run.audit(by: auditor, knowing: verdicts)
            })
    }

    /// Checks the records against the cache; no record is written.
    ///
    /// No request is made unless the configuration says `isOnline`: then the first bytes are asked for of images that the
    /// cache lacks. What they say is not kept, and says nothing of flags, since an image is cached no more for it.
    public func audit() async throws(ProofsheetError) -> RunResult {
        let (run, auditor, verdicts) = try await beginAudit()
        defer { run.cache.keepStamps() }
        return run.result(try await run.audit(by: auditor, knowing: verdicts))
    }

    /// The same, with the report in the format `ndjson`, of which each line is handed over as soon as it is known.
    ///
    /// The lines are those of the result of `audit()`, in their order: of records one after the other, then what could
    /// not be done, and the counts. What is returned has no findings, only their counts, so that memory does not grow
    /// with them. Where the configuration names a history, the lines come at the end.
    public func audit(sendingLines send: ([UInt8]) -> Void) async throws(ProofsheetError) -> RunResult {
        if configuration.historyDirectory != nil {
            // What is new is known when all have been found.
            var result = try await audit()
            NDJSONReport().write(result.report) { send($0.bytes) }
            result.report.recordFindings = FindingList()
            return result
        }
        let (run, auditor, verdicts) = try await beginAudit()
        defer { run.cache.keepStamps() }
        let format = NDJSONReport()
        let report = try await run.audit(by: auditor, knowing: verdicts) { findings in
            send(findings.flatMap { format.line(of: $0).bytes })
        }
        format.write(report) { send($0.bytes) }
        return run.result(report)
    }

    private func beginAudit() async throws(ProofsheetError) -> (Run, Auditor, VerdictMemory) {
        try checkHistory()
        if configuration.isOnline, configuration.isOffline {
            throw ProofsheetError(.usage, "online makes requests, and offline forbids them; leave one of them out")
        }
        var run = try Run(self, writesCache: false, audits: true)
        let auditor = run.auditor()
        let verdicts = run.memory(of: auditor)
        if configuration.isOnline { try await run.probeImages(knowing: verdicts) }
        return (run, auditor, verdicts)
    }

    /// Makes the flags of the records true to the cache, in place; no other byte of a record changes.
    ///
    /// The findings are those that remain. Throws where so many flags would become false that the cache is the
    /// likelier culprit, unless the configuration says `isForced`.
    ///
    /// With decisions, it does what they say and no more. What they accept goes to the configuration's baseline, which is
    /// made where there is none; without one to be written, it throws a usage error.
    public func repair(_ options: RepairOptions = RepairOptions()) async throws(ProofsheetError) -> RunResult {
        try checkHistory()
        let run = try Run(try ready(for: options), writesCache: false)
        defer { run.cache.keepStamps() }
        let auditor = run.auditor()
        return run.result(
            try await run.repair(
                options, acceptingInto: configuration.baseline, by: auditor, knowing: run.memory(of: auditor)))
    }

    /// The archive as a repair by decisions takes it: what they accept needs a baseline, which may still have to be made.
    func ready(for options: RepairOptions) throws(ProofsheetError) -> Archive {
        guard let decisions = options.decisions else { return self }
        guard configuration.baseline != nil || !decisions.acceptsAny else {
            throw ProofsheetError(
                .usage, "findings are to be accepted, and no baseline is named to keep that; give --baseline FILE")
        }
        return withoutMissingBaseline
    }

    /// The same without a baseline that is still to be made, which cannot be read.
    var withoutMissingBaseline: Archive {
        var archive = self
        if let path = configuration.baseline, (try? FileSystem.exists(path)) == false {
            archive.configuration.baseline = nil
        }
        return archive
    }

    /// Warms the cache, then audits and repairs the records; where the cache cannot be written, or no server answers, no
    /// record is repaired.
    ///
    /// A dry run makes no request: it says what would be fetched, and what would be repaired by what the cache knows now.
    public func sync(_ options: RepairOptions = RepairOptions()) async throws(ProofsheetError) -> RunResult {
        if options.isDryRun { return try await planSync(options) }
        try checkHistory()
        let run = try Run(self, writesCache: true)
        defer { run.cache.close() }
        let auditor = run.auditor()
        let verdicts = run.memory(of: auditor)
        let warming = try await run.fetchImages(knowing: verdicts)
        return run.result(
            try await run.report(after: warming) { () throws(ProofsheetError) in
                if warming.failure != nil { return try await run.audit(by: auditor, knowing: verdicts) }
                return try await run.repair(options, by: auditor, knowing: verdicts)
            })
    }

    private func planSync(_ options: RepairOptions) async throws(ProofsheetError) -> RunResult {
        let planning = try Run(self, writesCache: false)
        let auditor = planning.auditor()
        let verdicts = planning.memory(of: auditor)
        let plan = try await planning.planFetches(knowing: verdicts)
        // What the cache does not know yet is no reason to doubt it, for it is filled first.
        var filled = self
        filled.configuration.isForced = true
        let run = try Run(filled, writesCache: false)
        defer { run.cache.keepStamps() }
        var report = try await run.repair(options, by: auditor, knowing: verdicts, fetchingFirst: plan.due)
        report.planned = plan.planned
        return run.result(report)
    }
}

/// What a repair changes.
public struct RepairOptions: Sendable, Hashable {
    /// Flags, where they are not true to the cache.
    public var repairsFlags = true
    /// Width and height, where they are missing, invalid, swapped or wrong.
    public var repairsDimensions = false
    /// URLs of images that moved for good, and with escapes that are not sent.
    public var repairsURLs = false
    /// What a person decided, in place of all of the above; nil where nobody did.
    public var decisions: Decisions?
    /// Writes nothing and says what would be done; the findings stay.
    public var isDryRun = false
    /// Adds a unified diff of the records to the result.
    public var makesDiff = false
    /// Keeps the records as they were, so that they can be put back.
    var keepsReplaced = false

    /// A repair of flags alone.
    public init() {}
}
