import Auditing
import Caching
import Reporting

extension WarmSession {
    mutating func take(_ arrival: FetchedImage) {
        fetched.bytes += arrival.bytes
        deferrals += arrival.deferrals
        note(arrival)
        switch arrival.outcome {
        case .leased:
            questions[arrival.url]?.isUnderWay = false
            leased.append(arrival.url)
        case .downloaded(let image):
            pendingBytes += image.staged?.bytesHeld ?? 0
            pending.append(arrival)
        case .revalidated, .failed: pending.append(arrival)
        case .fresh(let knowledge):
            fetched.fresh += 1
            answer(arrival.url, outcome(ofUnasked: knowledge), knowledge)
        case .cancelled: answer(arrival.url, ending, nil)
        case .unstorable(let message):
            fail(loss ?? ProofsheetError(.failure, message))
            answer(arrival.url, .aborted, nil)
        }
    }

    private mutating func note(_ arrival: FetchedImage) {
        if case .downloaded = arrival.outcome { return reachability.noteAnswer() }
        if let silence = arrival.silence {
            reachability.noteSilence(of: arrival.url, silence)
        } else if arrival.status != nil {
            reachability.noteAnswer()
        }
    }

    /// That the cache has vanished, which explains most other trouble with it; nil where it is there.
    private var loss: ProofsheetError? {
        do throws(CacheError) { try cache.checkPresence() } catch { return ProofsheetError(error) }
        return nil
    }

    /// Stores what has arrived, and answers for it.
    mutating func flush() async {
        if pending.isEmpty { return }
        let arrivals = pending
        pending = []
        pendingBytes = 0
        let deferrals = deferrals
        self.deferrals = []
        let cache = cache
        let stored = await queue.run { () -> Result<[CacheEntry], CacheError> in
            do throws(CacheError) {
                try cache.note(deferrals)
                return .success(try cache.store(arrivals.compactMap(\.toStore)))
            } catch {
                return .failure(error)
            }
        }
        for arrival in arrivals { cache.endLease(of: arrival.url) }
        switch stored {
        case .success(let entries):
            for (arrival, entry) in zip(arrivals, entries) { count(arrival, entry) }
        case .failure(let error):
            fail(ProofsheetError(.failure, error.message))
            for arrival in arrivals { answer(arrival.url, .aborted, nil, arrival) }
        }
    }

    private mutating func count(_ arrival: FetchedImage, _ entry: CacheEntry) {
        let outcome: WarmResult.Outcome
        switch arrival.outcome {
        case _ where entry.failure != nil && entry.origin != nil && entry.object != nil:
            fetched.rescued += 1
            outcome = .rescued
        case .downloaded:
            fetched.downloaded += 1
            outcome = .downloaded
        case .revalidated:
            fetched.revalidated += 1
            outcome = .revalidated
        default:
            fetched.failed += 1
            outcome = entry.failure?.outcome ?? .failed
        }
        let condition: ObjectStore.Condition? = entry.object == nil ? nil : .present
        answer(arrival.url, outcome, ImageKnowledge(entry: entry, condition: condition), arrival)
    }

    mutating func abandon() {
        guard unanswered > 0 else { return }
        leased = []
        for url in questions.filter({ !$0.value.isUnderWay }).keys { answer(url, ending, nil) }
    }

    var ending: WarmResult.Outcome { isBroken ? .aborted : .cancelled }

    /// Answers all items of a URL.
    mutating func answer(
        _ url: String, _ outcome: WarmResult.Outcome, _ knowledge: ImageKnowledge?,
        _ arrival: FetchedImage? = nil
    ) {
        guard let question = questions.removeValue(forKey: url) else { return }
        if answersRepeats { outcomes[Self.digest(of: url)] = outcome }
        unanswered -= question.items.count
        for (index, item) in question.items.enumerated() {
            // A record's URL is one image, however many entries name it.
            if index > 0, !answersRepeats { break }
            var result = result(of: item, outcome, knowledge)
            result.isRepeat = index > 0
            if index == 0, let arrival {
                result.status = arrival.status ?? result.status
                result.attempts = arrival.attempts
                result.received = arrival.bytes
                result.milliseconds = arrival.time.wholeMilliseconds
            }
            results.append(result)
        }
    }

    func result(
        of item: WarmItem, _ outcome: WarmResult.Outcome, _ knowledge: ImageKnowledge?
    ) -> WarmResult {
        var result = WarmResult(
            item, outcome, entry: knowledge?.entry, object: knowledge?.presentObject,
            tolerance: configuration.ruleLimits.tolerance)
        if outcome == .aborted { result.message = failure?.message }
        return result
    }
}

extension FetchedImage {
    /// What the cache gets.
    fileprivate var toStore: Cache.Update? {
        switch outcome {
        case .downloaded(let image): image
        case .revalidated(let entry), .failed(let entry): Cache.Update(entry: entry)
        case .cancelled, .leased, .fresh, .unstorable: nil
        }
    }
}

extension CacheFailure {
    var outcome: WarmResult.Outcome { kind == .refused ? .refused : .failed }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) &* 1_000 &+ Int(clamping: attoseconds / 1_000_000_000_000_000)
    }
}
