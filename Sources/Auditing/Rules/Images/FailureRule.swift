import Caching

/// A rule that speaks of one kind of failure of the last request.
protocol FailureRule: EntryRule {
    var kind: CacheFailure.Kind { get }
    /// The message; `failure.detail` says what went wrong.
    func message(_ failure: CacheFailure) -> String
}

extension FailureRule {
    func check(_ subject: EntrySubject) -> Issue? {
        guard let failure = subject.knowledge.failure, failure.kind == kind, subject.knowledge.rescue == nil else {
            return nil
        }
        if case .file(let path) = subject.location {
            return Issue(at: .url, "the file '\(path)' \(fileClause): \(failure.detail)")
        }
        return Issue(at: .url, message(failure, keepsImage: subject.knowledge.presentObject != nil))
    }

    /// What is to be said of a file of the site.
    private var fileClause: String {
        switch kind {
        case .notImage: "is not an image"
        case .truncated: "is cut short"
        case .corrupt: "is damaged"
        default: "cannot be read"
        }
    }

    /// The message, which also says whether the cache still holds an image.
    func message(_ failure: CacheFailure, keepsImage: Bool) -> String {
        message(failure) + (keepsImage ? "; the cache still holds the image of an earlier answer" : "")
    }
}
