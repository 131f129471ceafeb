import Auditing
import Caching
import FileSystem
import Hashing
import Reporting

/// A page of a review, and what it was made of.
struct ReviewPage: Sendable {
    /// 1 for the first of a review.
    let number: Int
    /// With its sheet; what was repaired before is told elsewhere.
    private(set) var report: Report
    /// By their names in the page.
    private(set) var pictures: [String: SheetPicture] = [:]
    /// Where pictures of the cache are.
    let objects: ObjectStore
    /// By what the content of each record is known again, by its path.
    private let contents: [String: ContentDigest]
    /// Somebody has asked for it.
    var wasShown = false

    /// - Parameter collector: What was gathered by the run that made the report.
    init(_ report: Report, _ collector: SheetCollector, of run: Run, number: Int) {
        self.number = number
        objects = run.cache.objects
        contents = collector.contents
        var sheet = run.sheet(of: collector)
        let names = collector.pictures.map { Self.name(of: $0, onPage: number) }
        sheet.thumbnails = .files(directory: "thumbnails", names: names)
        for (name, picture) in zip(names, collector.pictures) { pictures[name] = picture }
        self.report = report
        self.report.sheet = sheet
        self.report.repaired = nil
        self.report.diff = nil
    }

    /// Audits an archive.
    static func audit(of archive: Archive, number: Int) async throws(ProofsheetError) -> ReviewPage {
        let run = try Run(archive.withoutMissingBaseline, writesCache: false, audits: true)
        defer { run.cache.keepStamps() }
        let auditor = run.auditor()
        var collector: SheetCollector? = SheetCollector(keepsContents: true)
        let report = try await run.audit(by: auditor, knowing: run.memory(of: auditor), gathering: &collector)
        return ReviewPage(report, collector ?? SheetCollector(), of: run, number: number)
    }

    /// What has the same name is the same picture: a file of the site, which may change, gets another on each page.
    private static func name(of picture: SheetPicture, onPage number: Int) -> String {
        let id =
            switch picture.source {
            case .object(let id): id
            case .file(let path): SHA256(of: Array("\(number) \(path)".utf8))
            case .inline(let bytes): SHA256(of: bytes)
            }
        return ThumbnailDirectory.fileName(of: id, side: ThumbnailMaker.side)
    }

    /// The page as a document that says how the review stands.
    func document(_ state: ProofSheet.Review) -> [UInt8] {
        var report = report
        report.sheet?.review = state
        var bytes: [UInt8] = []
        ReportFormats.named("html")?.write(report) { bytes += $0.bytes }
        return bytes
    }

    /// The findings that something was decided of, in records that are no longer as the page shows them: their fingerprints
    /// by the paths of the records.
    func staleFindings(among decisions: Decisions) -> [String: Set<String>] {
        var decided: [String: Set<String>] = [:]
        for finding in report.recordFindings.joined() {
            let decision = decisions.decision(on: finding)
            if decision == nil || decision == .leave { continue }
            decided[finding.record, default: []].insert(finding.fingerprint)
        }
        return decided.filter { path, _ in
            guard let content = contents[path] else { return false }
            return (try? content.isContent(of: path)) != true
        }
    }
}
