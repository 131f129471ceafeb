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
            } else if state.total > 0, now >= shown.nextTime, !Interruption.hasBegun {
                shown.nextTime = now + interval
                let line = ProgressLine(state: state, time: now - shown.start)
                if isLive { Console.showLive(line.live(width: Terminal.errorWidth)) } else { Console.error(line.plain) }
            }
        }
    }

    private func printNow(_ state: RunProgress.State) {
        shown.withLock { shown in
            Console.error(ProgressLine(state: state, time: .now - shown.start).plain)
        }
    }
}
