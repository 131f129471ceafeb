import Caching

/// A rule that speaks of one kind of failure of the last request.
protocol FailureRule: EntryRule {
    var kind: CacheFailure.Kind { get }
    /// The message; `failure.detail` says what went wrong.
    func message(_ failure: CacheFailure) -> String
}

extension FailureRule {
    func check(_ subject: EntrySubject) -> Issue? {
        guard let failure = subject.knowledge.entry?.failure, failure.kind == kind else { return nil }
        var message = message(failure)
        if subject.knowledge.presentObject != nil {
            message += "; the cache still holds the image of an earlier answer"
        }
        return Issue(at: .url, message)
    }
}
