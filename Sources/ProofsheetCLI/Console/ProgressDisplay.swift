import Dispatch
import Foundation
import Proofsheet
import Synchronization

/// Tells on standard error how far a run is.
///
/// On a terminal one line changes; elsewhere, as in the log of a build, a line comes now and then. SIGUSR1 prints a line
/// at once, even with `--progress never`.
final class ProgressDisplay: Sendable {
    private struct Shown {
        var stage = RunProgress.Stage.fetching
        /// When the stage began.
        var start = ContinuousClock.now
        /// When a line is due.
        var nextTime: ContinuousClock.Instant
    }

    private let shown: Mutex<Shown>
    private let isLive: Bool
    /// Time between two lines; nil for none.
    private let interval: Duration?

    /// Time between two states of the line of a terminal, and between two lines of a log.
    private static let liveInterval = Duration.milliseconds(100)
    private static let plainInterval = Duration.seconds(30)
    /// Work on this machine alone that takes no longer than this needs no line.
    private static let patience = Duration.seconds(1)

    /// The progress that a configuration asks for.
    static func progress(_ configuration: Configuration) -> RunProgress {
        let display = ProgressDisplay(configuration)
        let progress = RunProgress { display.show($0) }
        let signals = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .global())
        // The handler holds its source, so that SIGUSR1 is answered as long as the program runs.
        signals.setEventHandler { withExtendedLifetime(signals) { display.printNow(progress.current) } }
        signals.resume()
        return progress
    }

    private init(_ configuration: Configuration) {
        let isSilent = configuration.isQuiet || configuration.progress == .never
        // Else a line of the log would follow the changing line on the same line of the terminal.
        isLive =
            !isSilent && configuration.progress == .auto && !configuration.isVerbose && isatty(STDERR_FILENO) == 1
        interval = isSilent ? nil : isLive ? Self.liveInterval : Self.plainInterval
        shown = Mutex(Shown(nextTime: isLive ? .now : .now + Self.plainInterval))
    }

    private func show(_ state: RunProgress.State) {
        let now = ContinuousClock.now
        shown.withLock { shown in
            if state.stage != shown.stage {
                shown.stage = state.stage
                shown.start = now
                if isLive { shown.nextTime = now + Self.patience }
            }
            guard let interval else { return }
            if state.isOver {
                Console.clearLive()
            } else if state.total > 0, now >= shown.nextTime {
                shown.nextTime = now + interval
                let line = Self.line(of: state, after: now - shown.start)
                if isLive { Console.showLive(line) } else { Console.error(line) }
            }
        }
    }

    private func printNow(_ state: RunProgress.State) {
        shown.withLock { shown in
            Console.error(Self.line(of: state, after: .now - shown.start))
        }
    }

    /// Counts, rate and what is left, in one line.
    private static func line(of state: RunProgress.State, after time: Duration) -> String {
        let rate = Double(state.done) / max(time / .seconds(1), 0.001)
        var parts = ["\(state.stage.name): \(state.done) of \(state.total) \(state.stage.unit)"]
        if state.failed > 0 { parts.append("\(state.failed) failed") }
        if state.stage == .fetching { parts.append("\(state.bytes / 1_000_000) MB") }
        parts.append("\(Int(rate.rounded())) a second")
        let rest = state.total - state.done
        if rest > 0, state.done > 0 { parts.append("about \(Self.text(ofSeconds: Double(rest) / rate)) left") }
        // The run will wait for the hosts with the most images left.
        let slowest = state.waiting.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
        if state.waiting.count > 1 || rest < state.total {
            parts += slowest.map { "\($0.value) at \(ProofsheetError.printable($0.key))" }
        }
        return parts.joined(separator: ", ")
    }

    private static func text(ofSeconds seconds: Double) -> String {
        guard seconds < 360_000 else { return "days" }
        let whole = Int(seconds.rounded(.up))
        let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
        if minutes == 0 { return "\(rest) s" }
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }
}

extension RunProgress.Stage {
    fileprivate var name: String {
        switch self {
        case .fetching: "fetching"
        case .judging: "judging"
        case .repairing: "repairing"
        case .drawing: "making thumbnails"
        }
    }

    fileprivate var unit: String {
        switch self {
        case .fetching, .drawing: "images"
        case .judging, .repairing: "records"
        }
    }
}
