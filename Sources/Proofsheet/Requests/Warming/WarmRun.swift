import Auditing
import Caching
import FileSystem
import Records
import Reporting

extension Archive {
    /// Fetches into the cache what a list names and the cache lacks or must ask for again; the records have no say.
    ///
    /// The findings speak of the lines of the list.
    public func warm(_ list: URLList) async throws(ProofsheetError) -> RunResult {
        let run = try WarmRun(self)
        var tally = WarmTally(configuration)
        tally.listName = list.name
        let fetched = try await run.warm(list) { for result in $0 { tally.add(result) } }
        return tally.result(fetched)
    }

    /// The same, with a result for each line as soon as it is known; without a list, for each image that the records
    /// name.
    ///
    /// Every line of the list gets its result once, whatever goes wrong; an image counts as known when it is durable.
    /// What is returned has no findings. Throws at the end where the cache could not be written or the list not be read
    /// to its end.
    ///
    /// - Parameters:
    ///   - list: What is to be in the cache; nil for what the records name.
    ///   - answer: Gets some results at a time, in the order of their coming; more is done when it returns.
    public func warm(
        _ list: URLList?, answering answer: ([WarmResult]) -> Void
    ) async throws(ProofsheetError) -> RunResult {
        var tally = WarmTally(configuration)
        let count: ([WarmResult]) -> Void = { results in
            for result in results { tally.add(result) }
            answer(results)
        }
        if let list {
            let fetched = try await WarmRun(self).warm(list, answer: count)
            return tally.result(fetched)
        }
        let run = try Run(self, writesCache: true)
        let failures = ReadingFailures(run.source.failures)
        let warmer = try Warmer(
            cache: run.cache, configuration: configuration, queue: run.queue, progress: progress)
        let fetched = try await warmer.warm(
            from: { handoff throws(ProofsheetError) in try await run.nameAll(to: handoff, failures) }, answer: count)
        tally.failures = failures.lines
        return tally.result(fetched)
    }
}

/// One run over a list.
private struct WarmRun {
    let warmer: Warmer

    init(_ archive: Archive) throws(ProofsheetError) {
        let cache = try orProofsheetError { () throws(CacheError) in
            try Cache(writingTo: archive.configuration.cacheDirectory)
        }
        warmer = try Warmer(
            cache: cache, configuration: archive.configuration, queue: .standard, progress: archive.progress)
    }

    func warm(
        _ list: URLList, answer: ([WarmResult]) -> Void
    ) async throws(ProofsheetError) -> Report.Fetched {
        // It has a thread of its own, which may wait for a pipe as long as it likes.
        let queue = WorkQueue(width: 1)
        let reader = try SharedListReader(list)
        return try await warmer.warm(
            answersRepeats: true,
            from: { handoff throws(ProofsheetError) in
                while true {
                    let items = await queue.run { isCancelled in reader.next(unless: isCancelled) }
                    guard let items = try? items.get() else { return try _ = items.get() }
                    if items.isEmpty { return }
                    await handoff.send(items)
                }
            }, answer: answer)
    }
}
