import Auditing
import Caching
import Hashing
import Records

/// What a run has found in a record, or in a part of one.
struct JudgedRecord {
    let path: String
    let verdict: RecordVerdict
    /// The record; nil where it was not read, since an earlier run had said all there is to be said.
    let subject: RecordSubject?

    /// Another part of the file comes before it.
    var isContinuation: Bool { subject?.record.isContinuation ?? false }
}

extension Run {
    /// The memory of what earlier runs said by the same rules; an empty one where the configuration wants none.
    func memory(of auditor: Auditor) -> VerdictMemory {
        guard configuration.isIncremental else { return VerdictMemory() }
        return VerdictMemory(
            cacheDirectory: configuration.cacheDirectory,
            settings: VerdictSettings(archive, rules: auditor.ruleNames))
    }

    /// Judges every record and hands it over, in the order of the records; one that an earlier run judged is read only
    /// where it, its images or the site have changed.
    ///
    /// - Parameter suffices: Whether a verdict does without the record.
    func forEachVerdict(
        of source: RecordSource, in verdicts: VerdictMemory, tally: inout RunTally, auditor: Auditor,
        where suffices: (RecordVerdict) -> Bool = { _ in true },
        _ body: (JudgedRecord, inout RunTally) -> Void
    ) async throws(ProofsheetError) {
        let counted = await (addresses ?? SharedAddresses.counting(in: cache, on: queue)).value
        let knowledgeBase = KnowledgeBase(
            cache: cache,
            addresses: try orProofsheetError { () throws(CacheError) in
                try cache.whilePresent { () throws(CacheError) in try counted.get() }
            },
            serverAnswers: serverAnswers)
        defer { knowledgeBase.close() }
        let memory = RecordMemory(verdicts, locator, knowledgeBase)
        var current = tally
        if !configuration.isForced {
            current.doubt = try orProofsheetError { () throws(CacheError) in try CacheDoubt(cache) }
        }
        var pending: PendingBatch?
        var last = ""
        func finish(_ batch: PendingBatch) async {
            var audited = await batch.audited.value.makeIterator()
            var count = 0
            for (path, item) in batch.items {
                // A record that is read in parts is one.
                if path != last { count += 1 }
                last = path
                guard let judged = judge(path, item, &audited, memory) else { continue }
                current.count(judged.verdict, isContinuation: judged.isContinuation, memory)
                current.coverage?.add(judged, memory)
                var verdict = withoutIgnored(judged.verdict, &current)
                verdict.findings = current.setAsideFlags(in: verdict.findings)
                body(JudgedRecord(path: judged.path, verdict: verdict, subject: judged.subject), &current)
            }
            archive.progress.advance(by: count)
        }
        archive.progress.begin(.judging, total: source.files.count)
        defer { archive.progress.end() }
        do throws(ProofsheetError) {
            try await source.forEachBatch { files throws(ProofsheetError) in
                try orProofsheetError { () throws(CacheError) in
                    try memory.plan(files, judges: true, where: suffices)
                }
            } _: { batch throws(ProofsheetError) in
                // The rules are at work on one batch while the images of the next are looked up.
                let located = try located(batch, knowledgeBase, tally: &current)
                let last = pending.take()
                pending = PendingBatch(items: batch, audited: Task { await audited(located, by: auditor) })
                if let last { await finish(last) }
            }
        } catch {
            if let last = pending.take() { await finish(last) }
            throw error
        }
        if let pending { await finish(pending) }
        tally = current
        if !Task.isCancelled { memory.save() }
    }

    /// Records of which the rules may not have said everything yet.
    private struct PendingBatch {
        let items: [(path: String, item: RecordSource.Item)]
        let audited: Task<[AuditedSubject], Never>
    }

    private func judge(
        _ path: String, _ item: RecordSource.Item, _ audited: inout [AuditedSubject].Iterator, _ memory: RecordMemory
    ) -> JudgedRecord? {
        switch item {
        case .known:
            return memory.recall(path).map { JudgedRecord(path: path, verdict: $0, subject: nil) }
        case .record:
            guard let next = audited.next() else { return nil }
            let verdict = memory.judge(next.subject, next.findings, contentID: next.contentID)
            return JudgedRecord(path: path, verdict: verdict, subject: next.subject)
        case .other, .failure: return nil
        }
    }

    private struct AuditedSubject: Sendable {
        var subject: RecordSubject
        var findings: [Finding]
        var contentID: SHA256
    }

    private func audited(_ records: [LocatedRecord], by auditor: Auditor) async -> [AuditedSubject] {
        let (settings, maximumPixels) = (settings, configuration.limits.maximumPixels)
        return await queue.map(records) { record in
            let subject = record.subject(settings, maximumPixels: maximumPixels)
            return AuditedSubject(
                subject: subject, findings: auditor.audit(subject), contentID: SHA256(of: record.record.bytes))
        }
    }
}
