import Auditing
import Caching
import FileSystem
import Hashing
import Records
import Walking

/// Decides which records of a run need not be read, for an earlier run has said what there is to be said of them.
final class RecordMemory {
    private let locator: ImageLocator
    private let knowledgeBase: KnowledgeBase
    private var memory: VerdictMemory
    /// The numbers of URLs and other texts: first those of the memory, then new ones.
    private var numbers = TextNumbers()
    private var stamps = KnowledgeChecksums()
    /// Where images are whose references mean the same in all records, by the numbers of these, as checksums.
    private var sharedPlaces: [Int: UInt64] = [:]
    /// The files of the last batches that were planned, as they were before they were read.
    private var candidates: [Candidate] = []
    /// How many of them are of each of these batches.
    private var planned: [Int] = []
    /// The one that was asked for last: they are asked for in their order.
    private var current = 0
    /// While one batch is planned and read, the images of another are looked up, and the rules are at work on a third.
    private static let batchesAtOnce = 3

    private struct Candidate {
        let path: String
        let stamp: FileStamp
        let kept: KeptVerdict?
    }

    /// The verdicts that are still as they were, by their numbers, as long as there is no other.
    private var recalled: [Int] = []
    /// Writes the verdicts as soon as one is new.
    private var writer: VerdictWriter?
    private var encoded = CompactWriter()
    /// The file of the verdicts; nil where none is to be written.
    private let path: String?
    /// When the run began, in nanoseconds since 1970.
    private let startTime: Int64

    /// - Parameters:
    ///   - keepsVerdicts: What this run says is for the next one.
    ///   - now: In seconds since 1970.
    init(
        _ memory: VerdictMemory, _ locator: ImageLocator, _ knowledgeBase: KnowledgeBase, keepsVerdicts: Bool = true,
        now: Int64 = Clock.now
    ) {
        self.memory = memory
        path = keepsVerdicts ? memory.path : nil
        startTime = now &* 1_000_000_000
        self.locator = locator
        self.knowledgeBase = knowledgeBase
    }

    /// How to read the files of a batch; what was found in those of the two before it may still be to come.
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
        planned = planned.suffix(Self.batchesAtOnce - 1)
        candidates = candidates.suffix(planned.reduce(0, +)) + new
        planned.append(new.count)
        current = 0
        if judges { try lookAtImages(of: new) }
        return new.map { file in
            guard let kept = file.kept, suffices(kept.verdict),
                places(of: kept.verdict.siteReferences, in: file.path, { memory.texts[$0] }) == kept.places,
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
        guard !unknown.isEmpty, try !knowledgeBase.knowsNothing() else { return }
        let knowledge = try knowledgeBase.knowledge(ofEach: unknown.map { memory.texts[$0] }, usesAllCores: true)
        for (number, known) in zip(unknown, knowledge) { stamps.set(known, of: number) }
    }

    /// What was said of a record that was not read.
    func recall(_ path: String) -> RecordVerdict? {
        guard let file = candidate(path), var kept = file.kept else { return nil }
        if kept.stamp == file.stamp, kept.isSettled, writer == nil, let number = kept.number {
            recalled.append(number)
        } else {
            kept.stamp = file.stamp
            kept.isSettled = file.stamp.isSettled(at: startTime)
            beginWriting()
            write(kept, of: path)
        }
        return kept.verdict
    }

    /// Makes a verdict of what was found in a record, and keeps it where it is of the whole of one.
    func judge(_ subject: RecordSubject, _ findings: [Finding], contentID: SHA256) -> RecordVerdict {
        let record = subject.record
        let isWhole = !record.isTooLarge && !record.isContinuation && record.followingPart == nil
        let stamp = isWhole ? candidate(record.path)?.stamp : nil
        if stamp != nil { beginWriting() }
        // Of a record in parts, and of one that was not read, nothing is kept, and none of its texts.
        let number = { (text: String) in
            let number = self.number(of: text)
            if stamp != nil { _ = self.writer?.number(ofText: number) { text } }
            return number
        }
        var verdict = RecordVerdict()
        verdict.entries = subject.entries.count
        verdict.passedOver = record.passedCounts
        verdict.findings = findings
        var references: [String] = []
        for entry in subject.entries {
            switch entry.location {
            case .site: verdict.siteEntries += 1
            case .templated: verdict.templatedEntries += 1
            case .skipped: verdict.skippedEntries += 1
            case .remote, .file, .inline, .invalid: break
            }
            if entry.entry.flag != nil { verdict.flags += 1 }
            if entry.entry.declaredFlag == .boolean(true) { verdict.trueFlags += 1 }
            if entry.location.dependsOnSite { references.append(record.reference(to: entry.entry)) }
            guard let url = entry.location.url else { continue }
            let image = number(url)
            verdict.images.append(image)
            stamps.set(entry.knowledge, of: image)
        }
        verdict.siteReferences = references.map(number)
        if let stamp {
            let texts = Dictionary(zip(verdict.siteReferences, references)) { first, _ in first }
            let kept = KeptVerdict(
                stamp: stamp, isSettled: stamp.isSettled(at: startTime), contentID: contentID,
                knowledge: stamps.checksum(of: verdict.images),
                places: places(of: verdict.siteReferences, in: record.path, { texts[$0] ?? "" }),
                verdict: verdict)
            write(kept, of: record.path)
        }
        return verdict
    }

    private func number(of text: String) -> Int {
        if numbers.count == 0 {
            for number in 0..<memory.texts.count { numbers.append(memory.texts[number]) }
        }
        return numbers.number(of: text).number
    }

    /// Begins to write the file, if that has not been done, with what has been recalled so far.
    private func beginWriting() {
        guard writer == nil, let path else { return }
        writer = VerdictWriter(at: path, inCache: memory.cacheDirectory)
        for number in recalled {
            if let kept = memory.verdict(number: number) { write(kept.verdict, of: kept.path) }
        }
        recalled = []
    }

    /// Writes a verdict; the texts that its images and references are must be the memory's, or in the file.
    private func write(_ kept: KeptVerdict, of path: String) {
        guard writer != nil else { return }
        let texts = memory.texts
        encoded.removeAll()
        kept.write(to: &encoded) { number in
            self.writer?.number(ofText: number) { texts[number] } ?? 0
        } number: { text in
            self.writer?.number(ofText: self.number(of: text)) { text } ?? 0
        }
        writer?.write(path, encoded)
    }

    /// The URL of an image of a verdict that was recalled.
    func url(_ number: Int) -> String { memory.texts[number] }

    /// Whether the cache holds the whole object of an image of a verdict.
    func isPresent(_ number: Int) -> Bool { stamps.isPresent(number) }

    /// Whether nobody has said anything of an image of a verdict.
    func isUnchecked(_ image: Int) -> Bool { stamps.isUnchecked(image) }

    /// Keeps all for the next run.
    func save() {
        if recalled.count < memory.count { beginWriting() }
        writer.take()?.finish()
    }

    /// Where the images of the site are, and how their files were when they were looked at, as a checksum.
    ///
    /// - Parameter text: Gives the text of a number.
    private func places(of references: [Int], in record: String, _ text: (Int) -> String) -> UInt64 {
        if references.isEmpty { return 0 }
        var sum = Checksum()
        for number in references {
            if let known = sharedPlaces[number] {
                sum.add(known)
                continue
            }
            let reference = text(number)
            let place = place(of: reference, in: record)
            // In a run each of them is looked at once: what changes meanwhile differs from what is kept, for the next run.
            if ImageLocator.isSameInAllRecords(reference) { sharedPlaces[number] = place }
            sum.add(place)
        }
        return sum.value
    }

    private func place(of reference: String, in record: String) -> UInt64 {
        var writer = CompactWriter()
        switch locator.locate(reference, in: record) {
        case .remote(let url, _): writer.write(url)
        case .site: writer.write("site")
        case .inline: writer.write("inline")
        case .templated: writer.write("templated")
        case .skipped(let url): writer.write("skipped \(url ?? "")")
        case .invalid(let reason): writer.write(reason)
        case .file(let path):
            writer.write(path)
            if let status = try? FileSystem.status(of: path) { FileStamp(status).write(to: &writer) }
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
        case .inline, .templated, .skipped: false
        }
    }
}
