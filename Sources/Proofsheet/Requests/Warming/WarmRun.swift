import Auditing
import Caching
import Reporting

extension Archive {
    /// Fetches into the cache what a list names and the cache lacks or must ask for again; the records have no say.
    ///
    /// The findings speak of the lines of the list.
    public func warm(_ list: URLList) async throws(ProofsheetError) -> RunResult {
        var tally = WarmTally(configuration)
        tally.listName = list.name
        let warming = try await warm(from: list) { for result in $0 { tally.add(result) } }
        return tally.result(warming)
    }

    /// The same, with a result for each line as soon as it is known; without a list, for each image that the records
    /// name.
    ///
    /// Every line of the list gets its result once, whatever goes wrong; an image counts as known when it is durable.
    /// What is returned has no findings; its failures say whether the cache could not be written, or the list not be read
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
            let warming = try await warm(from: list, answer: count)
            return tally.result(warming)
        }
        let run = try Run(self, writesCache: true)
        defer { run.cache.close() }
        let failures = ReadingFailures(run.source.failures)
        let warming = try await warm(run.cache, answer: count) { handoff throws(ProofsheetError) in
            try await run.nameForAnswers(to: handoff, failures)
        }
        tally.failures = failures.lines
        return tally.result(warming)
    }

    private func warm(
        from list: URLList, answer: ([WarmResult]) -> Void
    ) async throws(ProofsheetError) -> Warming {
        let cache = try orProofsheetError { () throws(CacheError) in
            try Cache(writingTo: configuration.cacheDirectory)
        }
        defer { cache.close() }
        let reader = try SharedListReader(list)
        return try await warm(
            cache, answersRepeats: true, answer: answer, from: Handoff.producer { reader.next(unless: $0) })
    }

    /// Fetches the images that `produce` names and that are due; offline, none.
    ///
    /// Where the cache cannot be written, or the images cannot all be named, what was stored until then stays, and what was
    /// named is answered all the same. Throws only where nothing could be begun, for a wrong option.
    ///
    /// - Parameters:
    ///   - answersRepeats: A URL that is named again gets an answer again.
    ///   - answer: Gets the result of each image, some at a time, once what it says is durable.
    func warm(
        _ cache: Cache, answersRepeats: Bool = false, answer: ([WarmResult]) -> Void = { _ in },
        from produce: @escaping RequestLoop<WarmSession>.Producer
    ) async throws(ProofsheetError) -> Warming {
        let session = try WarmSession(cache, configuration, queue: queue, answersRepeats: answersRepeats)
        var loop = RequestLoop(session, configuration, queue: queue, progress: progress)
        var failure: ProofsheetError?
        do throws(ProofsheetError) {
            try await loop.run(from: produce) { session in
                let results = session.takeResults()
                if !results.isEmpty { answer(results) }
            }
        } catch {
            if error.kind == .usage { throw error }
            failure = error
        }
        let outage = failure == nil ? loop.session.reachability.failure : nil
        return Warming(fetched: loop.session.fetched, failure: failure ?? outage, isOutage: outage != nil)
    }
}

/// What a warming run did, and why it could not do all.
struct Warming: Sendable {
    var fetched: Report.Fetched
    /// The cache could not be written, no server answered, or not all images be named; what was done until then is kept.
    var failure: ProofsheetError?
    /// It is that no server answered.
    var isOutage: Bool
}
