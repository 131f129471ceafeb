import Addresses
import Auditing
import Synchronization

/// Tells how far a run is, to whoever asked for it.
public struct RunProgress: Sendable {
    /// What a run does, one after the other.
    public enum Stage: Sendable, Hashable, CaseIterable {
        /// Asks servers for images.
        case fetching
        /// Reads records, and judges them by the rules.
        case judging
        /// Writes records.
        case repairing
        /// Makes the thumbnails of a proof sheet.
        case drawing
    }

    /// How far a run is.
    public struct State: Sendable, Hashable {
        /// What is counted: images where the run is fetching or drawing, records where it is judging or repairing.
        public var stage = Stage.fetching
        /// How many there are; of images to fetch, as far as they have been found.
        public var total = 0
        /// Those that are done.
        public var done = 0
        /// Those among the done that gave no usable image.
        public var failed = 0
        /// Body bytes received.
        public var bytes = 0
        /// Images that are still to come, by the host that has them.
        public var waiting: [String: Int] = [:]
        /// Nothing more will come of this stage.
        public var isOver = false

        /// The start of a run.
        public init() {}
    }

    private let state: Shared
    private let report: @Sendable (State) -> Void

    /// - Parameter report: Called at every change, from any thread, one call at a time.
    public init(_ report: @escaping @Sendable (State) -> Void) {
        state = Shared()
        self.report = report
    }

    /// Tells nobody.
    public static let silent = RunProgress { _ in }

    private final class Shared: Sendable {
        let value = Mutex(State())
    }

    /// How far the run is now.
    ///
    /// Who wants to know it later asks here: a state that is kept costs a copy of its hosts at the next change.
    public var current: State { state.value.withLock { $0 } }

    /// Begins a stage of which it is known how many there are.
    func begin(_ stage: Stage, total: Int) {
        change {
            $0 = State()
            $0.stage = stage
            $0.total = total
        }
    }

    func advance(by count: Int) { change { $0.done += count } }

    /// Adds to the images to fetch, which are found while others are being fetched.
    func expect(_ url: String) {
        let host = URLText.host(of: url) ?? ""
        change {
            if $0.stage != .fetching || $0.isOver { $0 = State() }
            $0.total += 1
            $0.waiting[host, default: 0] += 1
        }
    }

    func advance(_ url: String, bytes: Int, hasFailed: Bool) {
        let host = URLText.host(of: url) ?? ""
        change {
            $0.done += 1
            $0.failed += hasFailed ? 1 : 0
            $0.bytes += bytes
            let rest = ($0.waiting[host] ?? 1) - 1
            $0.waiting[host] = rest > 0 ? rest : nil
        }
    }

    func end() { change { $0.isOver = true } }

    private func change(_ body: (inout State) -> Void) {
        state.value.withLock {
            body(&$0)
            report($0)
        }
    }
}
