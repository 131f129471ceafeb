import Auditing
import Caching
import FileSystem
import Records

/// Decides which records of a run need not be read, for an earlier run has said what there is to be said of them.
final class RecordMemory {
    private let locator: ImageLocator
    private let knowledgeBase: KnowledgeBase
    private var memory: VerdictMemory
    private var stamps = KnowledgeStamps()
    /// The files of the last two batches that were planned, as they were before they were read.
    private var candidates: [Candidate] = []
    /// How many of them are of the last one.
    private var planned = 0
    /// The one that was asked for last: they are asked for in their order.
    private var current = 0
    private struct Candidate {
        let path: String
        let stamp: FileStamp
        let kept: KeptVerdict?
    }

    /// When the run began, in nanoseconds since 1970.
    private let startTime: Int64
    private let sharesTexts: Bool

    /// - Parameters:
    ///   - sharesTexts: Findings have texts in common, which is for those who keep many of them.
    ///   - now: In seconds since 1970.
    init(
        _ memory: VerdictMemory, _ locator: ImageLocator, _ knowledgeBase: KnowledgeBase, sharesTexts: Bool = true,
        now: Int64 = Clock.now
    ) {
        self.memory = memory
        self.sharesTexts = sharesTexts
        startTime = now &* 1_000_000_000
        self.locator = locator
        self.knowledgeBase = knowledgeBase
    }

    /// How to read the files of a batch; what was found in those of the one before it may still be to come.
    ///
    /// - Parameters:
    ///   - judges: What is known of the images must be as it was, too.
    ///   - suffices: Whether a verdict does without the record.
    func plan(
        _ files: ArraySlice<WalkedFile>, judges: Bool, where suffices: (RecordVerdict) -> Bool
    ) throws(CacheError) -> [RecordSource.Plan] {
        let new = files.map { file in
            Candidate(path: file.path, stamp: FileStamp(file.status), kept: memory.verdict(of: file.path))
        }
        candidates = candidates.suffix(planned) + new
        planned = new.count
        current = 0
        if judges { try lookAtImages(of: new) }
        return new.map { file in
            guard let kept = file.kept, suffices(kept.verdict),
                places(of: kept.verdict, in: file.path) == kept.places,
                !judges || stamps.checksum(of: kept.verdict.images) == kept.knowledge
            else { return .read }
            return file.stamp == kept.stamp && kept.isSettled ? .skip : .compare(kept.contentID)
        }
    }

    private func candidate(_ path: String) -> Candidate? {
        guard let index = candidates[current...].firstIndex(where: { $0.path == path }) else { return nil }
        current = index
        return candidates[index]
    }

    private func lookAtImages(of files: [Candidate]) throws(CacheError) {
        var unknown: [Int] = []
        for file in files {
            if let kept = file.kept { stamps.addUnknown(among: kept.verdict.images, to: &unknown) }
        }
        guard !unknown.isEmpty else { return }
        let knowledge = try knowledgeBase.knowledge(of: unknown.map { memory.texts[$0] })
        for number in unknown { stamps.set(knowledge[memory.texts[number]] ?? ImageKnowledge(), of: number) }
    }

    /// What was said of a record that was not read.
    func recall(_ path: String) -> RecordVerdict? {
        guard let file = candidate(path), var kept = file.kept else { return nil }
        let stamp = file.stamp
        let isNew = kept.stamp != stamp || !kept.isSettled
        kept.stamp = stamp
        kept.isSettled = stamp.isSettled(at: startTime)
        memory.keep(kept, of: path, isNew: isNew)
        return kept.verdict
    }

    /// Makes a verdict of what was found in a record, and keeps it where it is of the whole of one.
    func judge(_ subject: RecordSubject, _ findings: [Finding], contentID: ObjectID) -> RecordVerdict {
        var verdict = RecordVerdict()
        verdict.entries = subject.entries.count
        // The same few messages and URLs in all findings, which can be very many.
        verdict.findings = findings.map { finding in
            var finding = finding
            finding.record = subject.record.path
            guard sharesTexts else { return finding }
            finding.message = memory.shared(finding.message)
            finding.url = finding.url.map { memory.shared($0) }
            return finding
        }
        for entry in subject.entries {
            if entry.location == .site { verdict.siteEntries += 1 }
            if entry.entry.declaredFlag == .boolean(true) { verdict.trueFlags += 1 }
            if entry.location.dependsOnSite { verdict.siteReferences.append(memory.number(of: entry.entry.url.text)) }
            guard let url = entry.location.url else { continue }
            let number = memory.number(of: url)
            stamps.set(entry.knowledge, of: number)
            verdict.images.append(number)
        }
        let record = subject.record
        if let stamp = candidate(record.path)?.stamp, !record.isContinuation, record.followingPart == nil {
            let kept = KeptVerdict(
                stamp: stamp, isSettled: stamp.isSettled(at: startTime), contentID: contentID.hex,
                knowledge: stamps.checksum(of: verdict.images), places: places(of: verdict, in: record.path),
                verdict: verdict)
            memory.keep(kept, of: record.path, isNew: true)
        }
        return verdict
    }

    /// The URL of an image of a verdict.
    func url(_ number: Int) -> String { memory.texts[number] }

    /// Whether the cache holds the whole object of an image of a verdict.
    func isPresent(_ number: Int) -> Bool { stamps.isPresent(number) }

    /// Keeps all for the next run.
    func save() { memory.save() }

    /// Where the images of the site are, and how their files were when they were looked at, as a checksum.
    private func places(of verdict: RecordVerdict, in record: String) -> UInt64 {
        if verdict.siteReferences.isEmpty { return 0 }
        var writer = CompactWriter()
        for number in verdict.siteReferences {
            switch locator.locate(memory.texts[number], in: record) {
            case .remote(let url, _): writer.write(url)
            case .site: writer.write("site")
            case .inline: writer.write("inline")
            case .invalid(let reason): writer.write(reason)
            case .file(let path):
                writer.write(path)
                guard let status = try? FileSystem.status(of: path) else { continue }
                FileStamp(status).write(to: &writer)
            }
        }
        return writer.checksum
    }
}

extension ImageLocation {
    /// Whether another file on the site could make it another one.
    fileprivate var dependsOnSite: Bool {
        switch self {
        case .remote(_, let isOnSite): isOnSite
        case .file, .site, .invalid: true
        case .inline: false
        }
    }
}
