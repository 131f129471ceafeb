import Auditing
import Caching
import Reporting

/// Why a cache has no say on the flags of an archive: judged by it, all of them would be wrong.
enum CacheDoubt: Sendable, Hashable {
    /// There is none.
    case absent
    /// Nothing is known in it.
    case empty
    /// It knows none of the images that the records name.
    case unrelated
    /// It lacks very many of the images that flags say are cached.
    case lacking

    /// What is to be said of a cache before any record has been looked at; nil where it may be right.
    init?(_ cache: Cache) throws(CacheError) {
        if !cache.exists {
            self = .absent
        } else if try cache.isEmpty {
            self = .empty
        } else {
            return nil
        }
    }

    /// So many flags may be wrong at once in any archive.
    static let toleratedFlags = 20

    /// What an audit says in place of a finding for each flag.
    func message(unjudged count: Int) -> String {
        let flags = Plural.text(count, "flag")
        let state = self == .unrelated || self == .lacking ? "knows none of the images" : "is empty"
        return "the cache \(state): \(flags) cannot be judged; run 'proofsheet warm'"
            + (self == .unrelated ? ", or check --cache" : "")
    }

    /// What keeps a repair from turning flags false.
    func refusal(turning count: Int, of flags: Int, by directory: String) -> ProofsheetError {
        let state =
            switch self {
            case .absent: "there is no cache there"
            case .empty: "it is empty"
            case .unrelated, .lacking: "it lacks their images"
            }
        return ProofsheetError(
            .failure,
            "repair would turn \(count) of \(flags) true flags false, and wrote nothing: is '\(directory)' "
                + "the right cache (\(state))? Run 'proofsheet warm' first, or repeat with --force")
    }
}

/// Keeps an empty or moved cache from turning an archive's flags false.
struct FlagCount {
    private var isTrue = 0
    private var becomesFalse = 0

    /// Some flag becomes false.
    var lowersAny: Bool { becomesFalse > 0 }

    /// Counts the flags of a record, or of a part of one; of those that become false where decisions say what is done, such
    /// as they speak of.
    mutating func count(_ verdict: RecordVerdict, _ options: RepairOptions) {
        isTrue += verdict.trueFlags
        becomesFalse += verdict.findings.count { finding in
            finding.lowersFlag && (options.decisions == nil || finding.isRepairable(options))
        }
    }

    /// Throws where so many flags would become false that the cache is the likelier culprit.
    ///
    /// - Parameter tally: Of the run, with what it set aside.
    func check(_ tally: RunTally, cache: Cache) throws(ProofsheetError) {
        let count = becomesFalse + tally.unjudgedFlags
        let isSuspicious = count > CacheDoubt.toleratedFlags && count * 5 > isTrue
        guard count > 0, let doubt = tally.doubt ?? (isSuspicious ? .lacking : nil) else { return }
        throw doubt.refusal(turning: count, of: isTrue, by: cache.directory)
    }
}
